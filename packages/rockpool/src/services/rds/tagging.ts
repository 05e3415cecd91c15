import type {
  AddTagsToResourceMessage,
  ListTagsForResourceMessage,
  RemoveTagsFromResourceMessage,
  TagListMessage,
} from "@aws-sdk/client-rds";
import { AwsError } from "../../errors.js";
import type { Collection } from "../../state/state.js";
import type { CallContext } from "../contract.js";
import { type Tags, tagList, withTags, withoutTags } from "../tags.js";
import type { RdsContext } from "./context.js";
import { invalidValue } from "./validation.js";

interface Tagged {
  readonly arn: string;
  readonly tags: Tags;
}

interface TaggedCollection {
  get(name: string): Tagged | undefined;
  tag(name: string, tags: Tags): void;
}

export function taggingOperations(context: RdsContext) {
  const { store } = context;
  /** By the resource type in an ARN: where it is kept, and AWS's error when it is not there. */
  const kinds: Readonly<Record<string, readonly [TaggedCollection, string, (name: string) => string]>> = {
    cluster: [narrow(store.clusters), "DBClusterNotFoundFault", (name) => `DBCluster ${name} not found.`],
    db: [narrow(store.instances), "DBInstanceNotFoundFault", (name) => `DBInstance ${name} not found.`],
    subgrp: [
      narrow(store.subnetGroups),
      "DBSubnetGroupNotFoundFault",
      (name) => `DB subnet group '${name}' does not exist.`,
    ],
    pg: [
      narrow(store.parameterGroups),
      "DBParameterGroupNotFoundFault",
      (name) => `DBParameterGroup not found: ${name}`,
    ],
    "cluster-pg": [
      narrow(store.clusterParameterGroups),
      "DBClusterParameterGroupNotFoundFault",
      (name) => `DBClusterParameterGroup not found: ${name}`,
    ],
    snapshot: [narrow(store.snapshots), "DBSnapshotNotFoundFault", (name) => `DBSnapshot not found: ${name}`],
    "cluster-snapshot": [
      narrow(store.clusterSnapshots),
      "DBClusterSnapshotNotFoundFault",
      (name) => `DBClusterSnapshot not found: ${name}`,
    ],
  };

  function find(resourceName: string | undefined): { tags: Tags; set(tags: Tags): void } {
    const [, , service, , , type, ...rest] = (resourceName ?? "").split(":");
    const name = rest.join(":");
    const kind = kinds[type ?? ""];
    if (service !== "rds" || kind === undefined || name === "")
      throw invalidValue(`Invalid resource name: ${resourceName ?? ""}`);
    const [collection, fault, message] = kind;
    const record = collection.get(name);
    if (record === undefined) throw new AwsError(fault, message(name));
    return { tags: record.tags, set: (tags) => collection.tag(name, tags) };
  }

  return {
    AddTagsToResource(call: CallContext, input: AddTagsToResourceMessage): void {
      if (
        (input.Tags ?? []).some(
          (tag) => tag.Key?.toLowerCase().startsWith("aws:") === true && call.principal.kind !== "root",
        )
      ) {
        throw invalidValue("Tag keys that begin with aws: are reserved.");
      }
      const resource = find(input.ResourceName);
      resource.set(withTags(resource.tags, input.Tags));
    },
    RemoveTagsFromResource(_call: CallContext, input: RemoveTagsFromResourceMessage): void {
      const resource = find(input.ResourceName);
      resource.set(withoutTags(resource.tags, input.TagKeys ?? []));
    },
    ListTagsForResource(_call: CallContext, input: ListTagsForResourceMessage): TagListMessage {
      return { TagList: tagList(find(input.ResourceName).tags) };
    },
  };
}

/** The view of a collection in which only ARN and tags matter; a write keeps the other members. */
function narrow<T extends Tagged>(collection: Collection<T>): TaggedCollection {
  return {
    get: (name) => collection.get(name),
    tag: (name, tags) => {
      const record = collection.get(name);
      if (record !== undefined) collection.put(name, { ...record, tags });
    },
  };
}
