import { AwsError } from "../../errors.js";

/** What CloudFormation answers to a template or a parameter that it refuses: `ValidationError`, HTTP 400. */
export function validationError(message: string): AwsError {
  return new AwsError("ValidationError", message, { status: 400 });
}

/** `Template format error: <message>`: the template's structure is wrong. */
export function formatError(message: string): AwsError {
  return validationError(`Template format error: ${message}`);
}

/** `Template error: <message>`: an intrinsic function is used wrongly. */
export function templateError(message: string): AwsError {
  return validationError(`Template error: ${message}`);
}
