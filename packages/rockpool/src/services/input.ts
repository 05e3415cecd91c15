import { AwsError } from "../errors.js";

/**
 * AWS's answer to a request member that breaks its declared constraint, worded as its request validation words it.
 * `value` undefined means that the member is missing.
 */
export function constraintViolation(
  code: string,
  member: string,
  value: string | undefined,
  constraint: string,
): AwsError {
  const shown = value === undefined ? "null" : `'${value}'`;
  return new AwsError(
    code,
    `1 validation error detected: Value ${shown} at '${member}' failed to satisfy constraint: ${constraint}`,
  );
}

/** `value`, or the error that AWS gives when the required `member` is missing. */
export function required<T>(value: T | null | undefined, member: string, code = "ValidationException"): T {
  if (value === undefined || value === null) {
    throw constraintViolation(code, member, undefined, "Member must not be null");
  }
  return value;
}

/** `value` when its length is within `minimum` and `maximum` characters, else AWS's error. */
export function lengthBetween(
  value: string,
  member: string,
  minimum: number,
  maximum: number,
  code = "ValidationException",
): string {
  if (value.length < minimum) {
    throw constraintViolation(code, member, value, `Member must have length greater than or equal to ${minimum}`);
  }
  if (value.length > maximum) {
    throw constraintViolation(code, member, value, `Member must have length less than or equal to ${maximum}`);
  }
  return value;
}

/** `value` when it is within `minimum` and `maximum`, else AWS's error. */
export function valueBetween(
  value: number,
  member: string,
  minimum: number,
  maximum: number,
  code = "ValidationException",
): number {
  if (value < minimum) {
    throw constraintViolation(code, member, `${value}`, `Member must have value greater than or equal to ${minimum}`);
  }
  if (value > maximum) {
    throw constraintViolation(code, member, `${value}`, `Member must have value less than or equal to ${maximum}`);
  }
  return value;
}
