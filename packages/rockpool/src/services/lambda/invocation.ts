import type { InvocationRequest, InvocationResponse } from "@aws-sdk/client-lambda";
import { AwsError } from "../../errors.js";
import type { CallContext } from "../contract.js";
import type { EventQueue } from "./event-queue.js";
import type { Invoker } from "./invoker.js";
import { invalid } from "./errors.js";
import type { LambdaStore } from "./store.js";

/** "Lambda quotas": 6 MB for a synchronous request, 1 MB for an event. */
const LIMITS = { RequestResponse: 6_291_456, Event: 1_048_576, DryRun: 6_291_456 } as const;

/** The `Invoke` operation. */
export function invocationOperations({
  store,
  invoke,
  queue,
}: {
  store: LambdaStore;
  invoke: Invoker;
  queue: EventQueue;
}) {
  return {
    async Invoke(call: CallContext, input: InvocationRequest): Promise<InvocationResponse> {
      const record = store.get(input.FunctionName, input.Qualifier);
      const type = input.InvocationType ?? "RequestResponse";
      if (type !== "RequestResponse" && type !== "Event" && type !== "DryRun")
        throw invalid(`Invalid InvocationType: ${String(type)}`);
      if (type === "DryRun") return { StatusCode: 204 };
      const payload = readPayload(input.Payload ?? new Uint8Array(), type);
      if (type === "Event") {
        queue.add(record.name, call.requestId, payload);
        return { StatusCode: 202 };
      }
      const result = await invoke(record, call.requestId, payload);
      return {
        StatusCode: 200,
        ExecutedVersion: "$LATEST",
        Payload: new TextEncoder().encode(result.payload),
        ...(result.functionError === undefined ? {} : { FunctionError: result.functionError }),
        ...(input.LogType === "Tail" ? { LogResult: Buffer.from(result.log).toString("base64") } : {}),
      };
    },
  };
}

function readPayload(bytes: Uint8Array, type: "RequestResponse" | "Event"): string {
  if (bytes.length > LIMITS[type]) {
    throw new AwsError(
      "RequestTooLargeException",
      `${bytes.length} byte payload is too large for the ${type} invocation type (limit ${LIMITS[type]} bytes)`,
      { status: 413, fields: { Type: "User" } },
    );
  }
  const text = new TextDecoder().decode(bytes);
  if (text === "") return "{}";
  try {
    JSON.parse(text);
    return text;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AwsError("InvalidRequestContentException", `Could not parse request body into json: ${reason}`, {
      status: 400,
      fields: { Type: "User" },
    });
  }
}
