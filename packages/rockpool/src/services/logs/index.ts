import type { Environment } from "../../environment.js";
import type { LogSink } from "../../functions/contract.js";
import type { Permission, Service } from "../contract.js";
import { eventOperations } from "./events.js";
import { groupOperations } from "./groups.js";
import { groupArn, groupNameOf } from "./names.js";
import { LogStore } from "./store.js";
import { streamOperations } from "./streams.js";

function operationsOf(store: LogStore) {
  return { ...groupOperations(store), ...streamOperations(store), ...eventOperations(store) };
}

export interface LogsService extends Service<ReturnType<typeof operationsOf>> {
  /** Takes the output of functions: keeps it, and announces it on the event bus. Makes groups and streams as needed, as Lambda does. */
  readonly functionOutput: LogSink;
  /** Appends lines to a stream, which is made together with its group when missing: the logs of database servers. */
  append(
    group: string,
    stream: string,
    lines: ReadonlyArray<{ readonly timestamp: number; readonly message: string }>,
  ): void;
  close(): void;
}

/** CloudWatch Logs: groups, streams, events, retention. */
export function createLogsService({ environment }: { environment: Environment }): LogsService {
  const store = new LogStore(environment);
  store.expire();
  let closed = false;

  const append: LogsService["append"] = (group, stream, lines) => {
    // Output may trail behind the end of the pool.
    if (closed || lines.length === 0) return;
    if (!store.groups.has(group)) {
      store.groups.put(group, { name: group, created: environment.clock.now(), class: "STANDARD", tags: {} });
    }
    store.addStream(group, stream);
    store.add(group, stream, lines);
  };

  return {
    sdkName: "cloudwatch-logs",
    signingName: "logs",
    operations: operationsOf(store),
    permissions: (operation, input) => permissionsOf(environment, operation, input),
    model: () => import("@aws-sdk/client-cloudwatch-logs"),
    append,
    functionOutput({ functionName, logGroupName, logStreamName, requestId, timestamp, message }) {
      append(logGroupName, logStreamName, [{ timestamp, message }]);
      environment.events.emit({ kind: "log", functionName, requestId, message, timestamp });
    },
    close() {
      if (closed) return;
      closed = true;
      store.close();
    },
  };
}

/**
 * CloudWatch Logs authorises against `log-group:<name>:log-stream:<stream>`, with an empty stream where an operation
 * is about the group; that is why policies end in `:*`.
 */
function permissionsOf(
  environment: Environment,
  operation: string,
  input: Readonly<Record<string, unknown>>,
): Permission[] {
  const action = `logs:${operation}`;
  const text = (name: string): string | undefined => (typeof input[name] === "string" ? input[name] : undefined);
  const reference = text("logGroupName") ?? text("logGroupIdentifier") ?? text("resourceArn");
  if (reference === undefined) return [{ action, resource: "*" }];
  const arn = groupArn(environment.account, groupNameOf({ logGroupIdentifier: reference }));
  if (operation === "CreateLogGroup" || input["resourceArn"] !== undefined) return [{ action, resource: arn }];
  return [{ action, resource: `${arn}:log-stream:${text("logStreamName") ?? ""}` }];
}
