import type {
  CreateLogGroupRequest,
  DeleteLogGroupRequest,
  DeleteRetentionPolicyRequest,
  DescribeLogGroupsRequest,
  DescribeLogGroupsResponse,
  ListTagsForResourceRequest,
  ListTagsForResourceResponse,
  ListTagsLogGroupRequest,
  ListTagsLogGroupResponse,
  LogGroup,
  PutRetentionPolicyRequest,
  TagLogGroupRequest,
  TagResourceRequest,
  UntagLogGroupRequest,
  UntagResourceRequest,
} from "@aws-sdk/client-cloudwatch-logs";
import { AwsError } from "../../errors.js";
import type { CallContext } from "../contract.js";
import { constraintViolation, required } from "../input.js";
import { page } from "../paging.js";
import { withoutTags } from "../tags.js";
import { checkGroupName, groupArn, groupNameOf, groupNotFound } from "./names.js";
import type { GroupRecord, LogStore } from "./store.js";

/** "API_PutRetentionPolicy" lists these. */
const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

type None = Record<string, never>;

/** Log groups: their life, retention and tags. */
export function groupOperations(store: LogStore) {
  const { groups } = store;
  const { account, clock } = store.environment;

  const get = (name: string): GroupRecord => {
    const record = groups.get(name);
    if (record === undefined) throw groupNotFound();
    return record;
  };
  const change = (name: string, changes: Partial<GroupRecord>): None => {
    groups.put(name, { ...get(name), ...changes });
    return {};
  };
  const render = (group: GroupRecord): LogGroup => ({
    logGroupName: group.name,
    creationTime: group.created,
    metricFilterCount: 0,
    arn: `${groupArn(account, group.name)}:*`,
    logGroupArn: groupArn(account, group.name),
    storedBytes: store.storedBytes(group.name),
    logGroupClass: group.class,
    ...(group.retentionDays === undefined ? {} : { retentionInDays: group.retentionDays }),
  });
  const tag = (name: string, tags: Record<string, string> = {}) =>
    change(name, { tags: { ...get(name).tags, ...tags } });
  const untag = (name: string, keys: readonly string[] = []) =>
    change(name, { tags: withoutTags(get(name).tags, keys) });

  return {
    CreateLogGroup(_call: CallContext, input: CreateLogGroupRequest): None {
      const name = checkGroupName(input.logGroupName);
      if (groups.has(name)) {
        throw new AwsError("ResourceAlreadyExistsException", "The specified log group already exists");
      }
      groups.put(name, {
        name,
        created: clock.now(),
        class: input.logGroupClass ?? "STANDARD",
        tags: input.tags ?? {},
      });
      return {};
    },

    DeleteLogGroup(_call: CallContext, input: DeleteLogGroupRequest): None {
      store.deleteGroup(get(groupNameOf(input)).name);
      return {};
    },

    DescribeLogGroups(_call: CallContext, input: DescribeLogGroupsRequest): DescribeLogGroupsResponse {
      const { logGroupNamePrefix, logGroupNamePattern } = input;
      if (logGroupNamePrefix !== undefined && logGroupNamePattern !== undefined) {
        throw new AwsError(
          "InvalidParameterException",
          "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.",
        );
      }
      const pattern = logGroupNamePattern?.toLowerCase();
      const { items, next } = page(
        groups
          .list(logGroupNamePrefix)
          .filter(({ name }) => pattern === undefined || name.toLowerCase().includes(pattern)),
        ({ name }) => name,
        { token: input.nextToken, size: input.limit, defaultSize: 50 },
        () => new AwsError("InvalidParameterException", "The specified nextToken is invalid."),
      );
      return { logGroups: items.map(render), nextToken: next };
    },

    PutRetentionPolicy(_call: CallContext, input: PutRetentionPolicyRequest): None {
      const days = required(input.retentionInDays, "retentionInDays", "InvalidParameterException");
      if (!RETENTION_DAYS.includes(days)) {
        const allowed = `Member must satisfy enum value set: [${RETENTION_DAYS.join(", ")}]`;
        throw constraintViolation("InvalidParameterException", "retentionInDays", String(days), allowed);
      }
      change(groupNameOf(input), { retentionDays: days });
      store.expire();
      return {};
    },

    DeleteRetentionPolicy(_call: CallContext, input: DeleteRetentionPolicyRequest): None {
      return change(groupNameOf(input), { retentionDays: undefined });
    },

    TagResource: (_call: CallContext, input: TagResourceRequest): None => tag(groupNameOf(input), input.tags),
    UntagResource: (_call: CallContext, input: UntagResourceRequest): None => untag(groupNameOf(input), input.tagKeys),
    ListTagsForResource(_call: CallContext, input: ListTagsForResourceRequest): ListTagsForResourceResponse {
      return { tags: { ...get(groupNameOf(input)).tags } };
    },

    TagLogGroup: (_call: CallContext, input: TagLogGroupRequest): None => tag(groupNameOf(input), input.tags),
    UntagLogGroup: (_call: CallContext, input: UntagLogGroupRequest): None => untag(groupNameOf(input), input.tags),
    ListTagsLogGroup(_call: CallContext, input: ListTagsLogGroupRequest): ListTagsLogGroupResponse {
      return { tags: { ...get(groupNameOf(input)).tags } };
    },
  };
}
