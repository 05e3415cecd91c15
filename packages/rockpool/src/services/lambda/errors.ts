import { AwsError } from "../../errors.js";

export function notFound(message: string): AwsError {
  return new AwsError("ResourceNotFoundException", message, { fields: { Type: "User" } });
}

export function conflict(message: string): AwsError {
  return new AwsError("ResourceConflictException", message, { fields: { Type: "User" } });
}

export function invalid(message: string): AwsError {
  return new AwsError("InvalidParameterValueException", message, { fields: { Type: "User" } });
}

const THROTTLED = "TooManyRequestsException";

/** More executions at a time than are reserved for the function. */
export function throttled(): AwsError {
  return new AwsError(THROTTLED, "Rate Exceeded.", {
    status: 429,
    fields: { Reason: "ReservedFunctionConcurrentInvocationLimitExceeded", Type: "User" },
  });
}

export function isThrottled(error: unknown): boolean {
  return error instanceof AwsError && error.code === THROTTLED;
}
