import { AwsError } from "../../errors.js";
import type { Generation } from "./generation.js";

/** The service's answer to a request that is wrong in itself; it is not in the service's model. */
export const validationError = (message: string): AwsError =>
  new AwsError("ValidationException", message, { status: 400 });

export const badRequest = (message: string): AwsError => new AwsError("BadRequestException", message);

export const unsupportedType = (name: string): AwsError =>
  new AwsError("UnsupportedResultException", `The result contains the unsupported data type ${name}.`);

export const unsupportedDimensions = (): AwsError =>
  new AwsError("UnsupportedResultException", "The result contains a multidimensional array");

export const resultTooLarge = (generation: Generation): AwsError =>
  new AwsError(generation.resultTooLarge.code, generation.resultTooLarge.message);

export const requestError = (generation: Generation, message: string): AwsError =>
  new AwsError(generation.requestError, message, { status: 400 });

export const missingParameter = (generation: Generation, name: string): AwsError =>
  requestError(generation, `Cannot find parameter: ${name}`);

/** The live service has no answer for values that its decoder does not know, such as infinite dates. */
export const internalFailure = (): AwsError => new AwsError("InternalFailure", "", { status: 500 });
