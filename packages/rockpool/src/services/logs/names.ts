import { type Account, arn } from "../../environment.js";
import { AwsError } from "../../errors.js";
import { constraintViolation, lengthBetween, required } from "../input.js";

const INVALID = "InvalidParameterException";

/** The ARN of a log group, without the `:*` that policies and some answers append. */
export function groupArn(account: Account, name: string): string {
  return arn(account, "logs", `log-group:${name}`);
}

export function streamArn(account: Account, group: string, stream: string): string {
  return `${groupArn(account, group)}:log-stream:${stream}`;
}

export function checkGroupName(name: string | undefined): string {
  const value = lengthBetween(required(name, "logGroupName", INVALID), "logGroupName", 1, 512, INVALID);
  if (/^[.\-_/#A-Za-z0-9]+$/.test(value)) return value;
  throw constraintViolation(
    INVALID,
    "logGroupName",
    value,
    "Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+",
  );
}

export function checkStreamName(name: string | undefined): string {
  const value = lengthBetween(required(name, "logStreamName", INVALID), "logStreamName", 1, 512, INVALID);
  if (/^[^:*]+$/.test(value)) return value;
  throw constraintViolation(INVALID, "logStreamName", value, "Member must satisfy regular expression pattern: [^:*]*");
}

/** The name of the group that a request gives by name, by name or ARN (`logGroupIdentifier`), or by the ARN of a resource. */
export function groupNameOf(input: {
  logGroupName?: string | undefined;
  logGroupIdentifier?: string | undefined;
  resourceArn?: string | undefined;
}): string {
  const reference = input.logGroupName ?? input.logGroupIdentifier ?? input.resourceArn;
  return checkGroupName(reference?.replace(/^arn:[^:]+:logs:[^:]*:\d*:log-group:/, "").replace(/:\*$/, ""));
}

export function groupNotFound(): AwsError {
  return new AwsError("ResourceNotFoundException", "The specified log group does not exist.");
}

export function streamNotFound(): AwsError {
  return new AwsError("ResourceNotFoundException", "The specified log stream does not exist.");
}
