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
