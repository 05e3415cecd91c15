import type * as Sdk from "@aws-sdk/client-ec2";
import { AwsError } from "../../errors.js";
import type { CallContext } from "../contract.js";
import { withoutTags, withTags } from "../tags.js";
import type { Ec2Record } from "./records.js";
import { type Ec2Store, requiredMember, type Table } from "./store.js";

/** Tags of any EC2 resource. */
export function taggingOperations(store: Ec2Store) {
  const change = (ids: readonly string[] | undefined, tags: (record: Ec2Record) => Ec2Record["tags"]): void => {
    for (const id of requiredMember(ids, "resourceIdSet")) {
      const table = store.tableOf(id);
      if (table === undefined) throw new AwsError("InvalidID", `The ID '${id}' is not valid`);
      retag(table, id, tags);
    }
  };

  return {
    CreateTags(_call: CallContext, input: Sdk.CreateTagsRequest): void {
      change(input.Resources, (record) => withTags(record.tags, input.Tags));
    },

    /** A tag given with a value goes only if it has this value; without any tags, all go. */
    DeleteTags(_call: CallContext, input: Sdk.DeleteTagsRequest): void {
      change(input.Resources, ({ tags }) => {
        if (input.Tags === undefined) return {};
        const keys = input.Tags.filter(({ Key = "", Value }) => Value === undefined || tags[Key] === Value);
        return withoutTags(
          tags,
          keys.map(({ Key = "" }) => Key),
        );
      });
    },
  };
}

function retag<T extends Ec2Record>(table: Table<T>, id: string, tags: (record: T) => T["tags"]): void {
  const record = table.get(id, "resourceId");
  table.put({ ...record, tags: tags(record) });
}
