import type { FunctionSpec } from "./contract.js";
import type { ErrorDocument, Outcome } from "./process.js";

/** The largest request and response of a synchronous invocation, in bytes ("Lambda quotas": 6 MB each). */
export const PAYLOAD_LIMIT = 6_291_556;

/** What the caller is told about an invocation that has no result, with the wording of the Lambda service. */
export function errorDocument(
  outcome: Exclude<Outcome, { kind: "result" } | { kind: "ready" }>,
  requestId: string,
  spec: FunctionSpec,
): ErrorDocument {
  switch (outcome.kind) {
    case "error":
      return outcome.error;
    case "timeout":
      return { errorType: "Sandbox.Timedout", errorMessage: `RequestId: ${requestId} Error: ${timeoutText(spec)}` };
    case "exit":
      return { errorType: "Runtime.ExitError", errorMessage: `RequestId: ${requestId} Error: ${exitText(outcome)}` };
  }
}

export function timeoutText(spec: FunctionSpec): string {
  return `Task timed out after ${spec.timeoutSeconds.toFixed(2)} seconds`;
}

function exitText({ code, signal }: { code: number | null; signal: NodeJS.Signals | null }): string {
  if (signal !== null) return `Runtime exited with error: signal: ${SIGNAL_TEXT[signal] ?? signal}`;
  return code === 0
    ? "Runtime exited without providing a reason"
    : `Runtime exited with error: exit status ${code ?? "unknown"}`;
}

const SIGNAL_TEXT: Partial<Record<NodeJS.Signals, string>> = {
  SIGKILL: "killed",
  SIGTERM: "terminated",
  SIGSEGV: "segmentation fault",
  SIGABRT: "aborted",
};

/** The lines that Lambda writes round an invocation. */
export const lifecycle = {
  initStart: (spec: FunctionSpec, product: string) => `INIT_START Runtime Version: ${spec.runtime} (${product})`,
  start: (requestId: string, spec: FunctionSpec) => `START RequestId: ${requestId} Version: ${spec.version}`,
  end: (requestId: string) => `END RequestId: ${requestId}`,
  report(
    requestId: string,
    spec: FunctionSpec,
    measured: { milliseconds: number; memory: number; initMilliseconds?: number; outcome: Outcome },
  ): string {
    const { milliseconds, memory, initMilliseconds, outcome } = measured;
    const parts = [
      `REPORT RequestId: ${requestId}`,
      `Duration: ${milliseconds.toFixed(2)} ms`,
      `Billed Duration: ${Math.ceil(milliseconds)} ms`,
      `Memory Size: ${spec.memoryMegabytes} MB`,
      `Max Memory Used: ${memory} MB`,
    ];
    if (initMilliseconds !== undefined) parts.push(`Init Duration: ${initMilliseconds.toFixed(2)} ms`);
    if (outcome.kind === "timeout") parts.push("Status: timeout");
    if (outcome.kind === "exit") parts.push("Status: error", "Error Type: Runtime.ExitError");
    return `${parts.join("\t")}\t`;
  },
};
