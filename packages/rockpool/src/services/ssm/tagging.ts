import type * as Sdk from "@aws-sdk/client-ssm";
import { AwsError } from "../../errors.js";
import type { CallContext } from "../contract.js";
import { required } from "../input.js";
import { tagList, withoutTags, withTags } from "../tags.js";
import type { ParameterRecord, ParameterStore } from "./store.js";

/** Tags of parameters. */
export function taggingOperations(store: ParameterStore) {
  const resource = (input: { ResourceType: string | undefined; ResourceId: string | undefined }): ParameterRecord => {
    const type = required(input.ResourceType, "resourceType");
    if (type !== "Parameter") {
      throw new AwsError("InvalidResourceType", `Rockpool keeps parameters only: ${type} cannot be tagged.`);
    }
    const parameter = store.find(required(input.ResourceId, "resourceId"));
    if (parameter === undefined) {
      throw new AwsError(
        "InvalidResourceId",
        "The resource ID is not valid. Verify that you entered the correct ID and try again.",
      );
    }
    return parameter;
  };

  return {
    AddTagsToResource(_call: CallContext, input: Sdk.AddTagsToResourceRequest): Sdk.AddTagsToResourceResult {
      const parameter = resource(input);
      store.put({ ...parameter, tags: withTags(parameter.tags, required(input.Tags, "tags")) });
      return {};
    },

    RemoveTagsFromResource(
      _call: CallContext,
      input: Sdk.RemoveTagsFromResourceRequest,
    ): Sdk.RemoveTagsFromResourceResult {
      const parameter = resource(input);
      store.put({ ...parameter, tags: withoutTags(parameter.tags, required(input.TagKeys, "tagKeys")) });
      return {};
    },

    ListTagsForResource(_call: CallContext, input: Sdk.ListTagsForResourceRequest): Sdk.ListTagsForResourceResult {
      return { TagList: tagList(resource(input).tags) };
    },
  };
}
