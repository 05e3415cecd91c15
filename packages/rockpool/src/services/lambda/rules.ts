import { constraintViolation, lengthBetween, required, valueBetween } from "../input.js";
import { invalid } from "./errors.js";

/** Limits of "Lambda quotas" and of the API's model. */
const LIMITS = { timeout: [1, 900], memory: [128, 10_240], storage: [512, 10_240], environmentBytes: 4096 } as const;

/** What "Using Lambda environment variables" reserves. */
const RESERVED = new Set([
  "_HANDLER",
  "_X_AMZN_TRACE_ID",
  "AWS_DEFAULT_REGION",
  "AWS_REGION",
  "AWS_EXECUTION_ENV",
  "AWS_LAMBDA_FUNCTION_NAME",
  "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
  "AWS_LAMBDA_FUNCTION_VERSION",
  "AWS_LAMBDA_INITIALIZATION_TYPE",
  "AWS_LAMBDA_LOG_GROUP_NAME",
  "AWS_LAMBDA_LOG_STREAM_NAME",
  "AWS_ACCESS_KEY",
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "AWS_LAMBDA_RUNTIME_API",
  "LAMBDA_TASK_ROOT",
  "LAMBDA_RUNTIME_DIR",
]);

export function checkTimeout(value: number): number {
  return valueBetween(value, "timeout", ...LIMITS.timeout);
}

export function checkMemory(value: number): number {
  return valueBetween(value, "memorySize", ...LIMITS.memory);
}

export function checkStorage(value: number): number {
  return valueBetween(value, "ephemeralStorage.size", ...LIMITS.storage);
}

export function checkName(value: string | undefined): string {
  const name = lengthBetween(required(value, "functionName"), "functionName", 1, 140);
  return name;
}

export function checkHandler(value: string | undefined): string {
  if (value === undefined)
    throw invalid("Runtime and Handler are mandatory parameters for functions created with deployment packages.");
  if (/\s/.test(value))
    throw constraintViolation(
      "ValidationException",
      "handler",
      value,
      "Member must satisfy regular expression pattern: [^\\s]+",
    );
  return lengthBetween(value, "handler", 1, 128);
}

export function checkRole(value: string | undefined): string {
  const role = required(value, "role");
  if (/^arn:[^:]+:iam::\d{12}:role\/[A-Za-z0-9+=,.@_/-]+$/.test(role)) return role;
  throw constraintViolation(
    "ValidationException",
    "role",
    role,
    "Member must satisfy regular expression pattern: arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+",
  );
}

export function checkEnvironment(variables: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const reserved = Object.keys(variables).filter((name) => RESERVED.has(name));
  if (reserved.length > 0) {
    throw invalid(
      `Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${reserved.join(", ")}`,
    );
  }
  const badName = Object.keys(variables).find((name) => !/^[a-zA-Z]\w+$/.test(name));
  if (badName !== undefined) {
    throw constraintViolation(
      "ValidationException",
      "environment.variables",
      badName,
      "Map keys must satisfy constraint: [Member must satisfy regular expression pattern: [a-zA-Z]([a-zA-Z0-9_])+]",
    );
  }
  if (Buffer.byteLength(JSON.stringify(variables)) > LIMITS.environmentBytes) {
    throw invalid(
      "Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit.",
    );
  }
  return variables;
}

/** Runtimes that Rockpool cannot run are refused when the function is made, not when it is called. */
export async function checkRuntime(
  value: string | undefined,
  check: (runtime: string) => Promise<{ ok: true } | { ok: false; reason: string }>,
): Promise<string> {
  if (value === undefined)
    throw invalid("Runtime and Handler are mandatory parameters for functions created with deployment packages.");
  const verdict = await check(value);
  if (!verdict.ok) throw invalid(`The runtime parameter of ${value} cannot be used: ${verdict.reason}`);
  return value;
}
