import type {
  CreateLogStreamRequest,
  DeleteLogStreamRequest,
  DescribeLogStreamsRequest,
  DescribeLogStreamsResponse,
  LogStream,
} from "@aws-sdk/client-cloudwatch-logs";
import { AwsError } from "../../errors.js";
import type { CallContext } from "../contract.js";
import { page } from "../paging.js";
import { checkStreamName, groupNameOf, groupNotFound, streamArn, streamNotFound } from "./names.js";
import type { LogStore, StreamRow } from "./store.js";

/** Log streams: their life and their listing. */
export function streamOperations(store: LogStore) {
  const { account } = store.environment;

  const existingGroup = (input: Parameters<typeof groupNameOf>[0]): string => {
    const name = groupNameOf(input);
    if (!store.groups.has(name)) throw groupNotFound();
    return name;
  };

  const render = (group: string, stream: StreamRow): LogStream => ({
    logStreamName: stream.name,
    creationTime: stream.created,
    arn: streamArn(account, group, stream.name),
    storedBytes: 0,
    ...(stream.first === undefined
      ? {}
      : { firstEventTimestamp: stream.first, lastEventTimestamp: stream.last, lastIngestionTime: stream.ingested }),
  });

  return {
    CreateLogStream(_call: CallContext, input: CreateLogStreamRequest): Record<string, never> {
      const group = existingGroup(input);
      if (!store.addStream(group, checkStreamName(input.logStreamName))) {
        throw new AwsError("ResourceAlreadyExistsException", "The specified log stream already exists");
      }
      return {};
    },

    DeleteLogStream(_call: CallContext, input: DeleteLogStreamRequest): Record<string, never> {
      const group = existingGroup(input);
      const name = checkStreamName(input.logStreamName);
      if (!store.hasStream(group, name)) throw streamNotFound();
      store.deleteStream(group, name);
      return {};
    },

    DescribeLogStreams(_call: CallContext, input: DescribeLogStreamsRequest): DescribeLogStreamsResponse {
      const group = existingGroup(input);
      const { logStreamNamePrefix: prefix = "", orderBy = "LogStreamName", descending = false } = input;
      if (orderBy === "LastEventTime" && prefix !== "") {
        throw new AwsError("InvalidParameterException", "Cannot order by LastEventTime with a logStreamNamePrefix.");
      }
      const rows = store.streams(group).filter(({ name }) => name.startsWith(prefix));
      const byTime = (row: StreamRow): string => `${String(row.last ?? 0).padStart(16, "0")} ${row.name}`;
      const ordered = rows.toSorted((a, b) => {
        const [left, right] = orderBy === "LastEventTime" ? [byTime(a), byTime(b)] : [a.name, b.name];
        return (left < right ? -1 : 1) * (descending ? -1 : 1);
      });
      // A page goes on behind a place, since streams are listed in several orders.
      const { items, next } = page(
        ordered.map((row, index) => ({ row, place: String(index).padStart(8, "0") })),
        ({ place }) => place,
        { token: input.nextToken, size: input.limit, defaultSize: 50 },
        () => new AwsError("InvalidParameterException", "The specified nextToken is invalid."),
      );
      return { logStreams: items.map(({ row }) => render(group, row)), nextToken: next };
    },
  };
}
