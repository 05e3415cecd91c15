import type {
  DeleteFunctionConcurrencyRequest,
  GetFunctionConcurrencyRequest,
  GetFunctionConcurrencyResponse,
  ListTagsRequest,
  ListTagsResponse,
  PutFunctionConcurrencyRequest,
  Concurrency,
  TagResourceRequest,
  UntagResourceRequest,
} from "@aws-sdk/client-lambda";
import type { CallContext } from "../contract.js";
import { required, valueBetween } from "../input.js";
import { withoutTags } from "../tags.js";
import type { LambdaStore } from "./store.js";

/** Reserved concurrency and tags: what is set on a function beside its configuration. */
export function settingOperations(store: LambdaStore) {
  const { functions } = store;
  return {
    PutFunctionConcurrency(_call: CallContext, input: PutFunctionConcurrencyRequest): Concurrency {
      const reserved = required(input.ReservedConcurrentExecutions, "reservedConcurrentExecutions");
      const record = store.get(input.FunctionName);
      functions.put(record.name, {
        ...record,
        reservedConcurrency: valueBetween(reserved, "reservedConcurrentExecutions", 0, 1000),
      });
      return { ReservedConcurrentExecutions: reserved };
    },

    GetFunctionConcurrency(_call: CallContext, input: GetFunctionConcurrencyRequest): GetFunctionConcurrencyResponse {
      const { reservedConcurrency } = store.get(input.FunctionName);
      return reservedConcurrency === undefined ? {} : { ReservedConcurrentExecutions: reservedConcurrency };
    },

    DeleteFunctionConcurrency(_call: CallContext, input: DeleteFunctionConcurrencyRequest): Record<string, never> {
      const record = store.get(input.FunctionName);
      functions.put(record.name, { ...record, reservedConcurrency: undefined });
      return {};
    },

    TagResource(_call: CallContext, input: TagResourceRequest): Record<string, never> {
      const record = store.get(input.Resource);
      functions.put(record.name, { ...record, tags: { ...record.tags, ...input.Tags } });
      return {};
    },

    UntagResource(_call: CallContext, input: UntagResourceRequest): Record<string, never> {
      const record = store.get(input.Resource);
      functions.put(record.name, { ...record, tags: withoutTags(record.tags, input.TagKeys ?? []) });
      return {};
    },

    ListTags(_call: CallContext, input: ListTagsRequest): ListTagsResponse {
      return { Tags: { ...store.get(input.Resource).tags } };
    },
  };
}
