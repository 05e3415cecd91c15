import type {
  FilterLogEventsRequest,
  FilterLogEventsResponse,
  GetLogEventsRequest,
  GetLogEventsResponse,
  PutLogEventsRequest,
  PutLogEventsResponse,
} from "@aws-sdk/client-cloudwatch-logs";
import { AwsError } from "../../errors.js";
import type { CallContext } from "../contract.js";
import { required, valueBetween } from "../input.js";
import { parseFilterPattern } from "./filter-pattern.js";
import { checkStreamName, groupNameOf, groupNotFound, streamNotFound } from "./names.js";
import type { EventRow, LogStore, Position } from "./store.js";

/** "API_PutLogEvents". */
const LIMITS = { events: 10_000, bytes: 1_048_576, past: 14 * 86_400_000, future: 2 * 3_600_000 } as const;
const EVENT_OVERHEAD = 26;
const INVALID = "InvalidParameterException";

/** Log events: writing, reading in order, searching. */
export function eventOperations(store: LogStore) {
  const { clock } = store.environment;

  const stream = (input: Parameters<typeof groupNameOf>[0] & { logStreamName: string | undefined }) => {
    const group = groupNameOf(input);
    const name = checkStreamName(input.logStreamName);
    if (!store.groups.has(group)) throw groupNotFound();
    if (!store.hasStream(group, name)) throw streamNotFound();
    return { group, name };
  };

  return {
    PutLogEvents(_call: CallContext, input: PutLogEventsRequest): PutLogEventsResponse {
      const { group, name } = stream(input);
      const events = (input.logEvents ?? []).map(({ timestamp, message }) => ({
        timestamp: required(timestamp, "logEvents.member.timestamp", INVALID),
        message: required(message, "logEvents.member.message", INVALID),
      }));
      valueBetween(events.length, "logEvents", 1, LIMITS.events, INVALID);
      const bytes = events.reduce((sum, { message }) => sum + Buffer.byteLength(message) + EVENT_OVERHEAD, 0);
      if (bytes > LIMITS.bytes) {
        throw new AwsError(INVALID, `Upload too large: ${bytes} bytes exceeds limit of ${LIMITS.bytes}`);
      }
      if (events.some(({ timestamp }, index) => timestamp < (events[index - 1]?.timestamp ?? 0))) {
        throw new AwsError(INVALID, "Log events in a single PutLogEvents request must be in chronological order.");
      }
      const now = clock.now();
      const retention = store.groups.get(group)?.retentionDays;
      const tooOld = events.filter(({ timestamp }) => timestamp < now - LIMITS.past).length;
      const expired =
        retention === undefined ? 0 : events.filter(({ timestamp }) => timestamp < now - retention * 86_400_000).length;
      const accepted = events.filter(({ timestamp }) => timestamp <= now + LIMITS.future);
      store.add(group, name, accepted.slice(Math.max(tooOld, expired)));
      const rejected = {
        ...(accepted.length < events.length ? { tooNewLogEventStartIndex: accepted.length } : {}),
        ...(tooOld > 0 ? { tooOldLogEventEndIndex: tooOld } : {}),
        ...(expired > tooOld ? { expiredLogEventEndIndex: expired } : {}),
      };
      // Sequence tokens have meant nothing since 2023, but clients still read them.
      return {
        nextSequenceToken: "0",
        ...(Object.keys(rejected).length > 0 ? { rejectedLogEventsInfo: rejected } : {}),
      };
    },

    GetLogEvents(_call: CallContext, input: GetLogEventsRequest): GetLogEventsResponse {
      const { group, name } = stream(input);
      const token = input.nextToken === undefined ? undefined : parseToken(input.nextToken);
      const forward = token === undefined ? (input.startFromHead ?? false) : token.direction === "f";
      const limit = valueBetween(input.limit ?? 10_000, "limit", 1, 10_000, INVALID);
      const range = { group, streams: [name], from: input.startTime, to: input.endTime };
      const rows = forward
        ? take(store.events({ ...range, after: token?.position }, "forward"), limit)
        : take(store.events({ ...range, before: token?.position }, "backward"), limit).toReversed();
      const [first, last] = [rows[0], rows.at(-1)];
      const here = token?.position ?? { timestamp: forward ? 0 : clock.now(), id: 0 };
      return {
        events: rows.map(({ timestamp, message, ingested }) => ({ timestamp, message, ingestionTime: ingested })),
        nextForwardToken: formatToken("f", last ?? here),
        nextBackwardToken: formatToken("b", first ?? here),
      };
    },

    FilterLogEvents(_call: CallContext, input: FilterLogEventsRequest): FilterLogEventsResponse {
      const group = groupNameOf(input);
      if (!store.groups.has(group)) throw groupNotFound();
      const { logStreamNames, logStreamNamePrefix } = input;
      if (logStreamNames !== undefined && logStreamNamePrefix !== undefined) {
        throw new AwsError(INVALID, "logStreamNames and logStreamNamePrefix are mutually exclusive parameters.");
      }
      const matches = parseFilterPattern(input.filterPattern);
      const streams =
        logStreamNamePrefix === undefined
          ? logStreamNames
          : store.streams(group).flatMap(({ name }) => (name.startsWith(logStreamNamePrefix) ? [name] : []));
      const limit = valueBetween(input.limit ?? 10_000, "limit", 1, 10_000, INVALID);
      const after = input.nextToken === undefined ? undefined : parseToken(input.nextToken).position;
      // AWS's end time is inclusive here.
      const to = input.endTime === undefined ? undefined : input.endTime + 1;
      const rows = take(
        matching(store.events({ group, streams, from: input.startTime, to, after }, "forward"), matches),
        limit,
      );
      const last = rows.at(-1);
      return {
        events: rows.map(({ id, stream: logStreamName, timestamp, message, ingested }) => ({
          logStreamName,
          timestamp,
          message,
          ingestionTime: ingested,
          eventId: String(id).padStart(56, "0"),
        })),
        searchedLogStreams: [],
        ...(rows.length === limit && last !== undefined ? { nextToken: formatToken("f", last) } : {}),
      };
    },
  };
}

function take(rows: Iterable<EventRow>, limit: number): EventRow[] {
  const taken: EventRow[] = [];
  for (const row of rows) {
    taken.push(row);
    if (taken.length === limit) break;
  }
  return taken;
}

function* matching(rows: Iterable<EventRow>, matches: (message: string) => boolean): Generator<EventRow> {
  for (const row of rows) if (matches(row.message)) yield row;
}

function formatToken(direction: "f" | "b", { timestamp, id }: Position): string {
  return `${direction}/${String(timestamp).padStart(20, "0")}${String(id).padStart(36, "0")}/s`;
}

function parseToken(token: string): { direction: "f" | "b"; position: Position } {
  const [, direction, timestamp, id] = /^([fb])\/(\d{20})(\d{36})\/s$/.exec(token) ?? [];
  if (direction === undefined) throw new AwsError(INVALID, "The specified nextToken is invalid.");
  return { direction: direction === "f" ? "f" : "b", position: { timestamp: Number(timestamp), id: Number(id) } };
}
