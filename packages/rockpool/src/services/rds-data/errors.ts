import { AwsError } from "../../errors.js";
import type { Generation } from "./generation.js";
import { HINTS } from "./hints.js";

/** An error with what to do about it, for the log. */
export function refusal(code: string, message: string, hint?: string, status?: number): AwsError {
  return new AwsError(code, message, {
    ...(hint === undefined ? {} : { hint }),
    ...(status === undefined ? {} : { status }),
  });
}

/** The service's answer to a request that is wrong in itself; it is not in the service's model. */
export const validationError = (message: string, hint?: string): AwsError =>
  refusal("ValidationException", message, hint, 400);

export const badRequest = (message: string, hint?: string): AwsError => refusal("BadRequestException", message, hint);

/** In these words on both generations: boto3's issue 2272 and data-api-client's 125 (v1), aistudio's 454 (v2). */
export const arrayParameter = (generation: Generation): AwsError =>
  requestError(generation, "Array parameters are not supported.", HINTS.arrayParameter);

/** The words of v1: aws-sdk-java's issue 2141. */
export const emptyParameter = (generation: Generation, name: string): AwsError =>
  requestError(generation, `Parameter "${name}" has value with no field set`, HINTS.emptyParameter);

/** Of MySQL's types this is the only one; PostgreSQL has none of that name in capitals. */
const GEOMETRY = "GEOMETRY";

export const unsupportedType = (display: string): AwsError =>
  refusal(
    "UnsupportedResultException",
    `The result contains the unsupported data type ${display}.`,
    display === GEOMETRY ? HINTS.unsupportedGeometry : HINTS.unsupportedType,
  );

export const unsupportedCharacterSet = (): AwsError =>
  refusal(
    "UnsupportedResultException",
    "The result contains text of an unsupported character set.",
    HINTS.unsupportedCharacterSet,
  );

export const unsupportedDimensions = (): AwsError =>
  refusal("UnsupportedResultException", "The result contains a multidimensional array", HINTS.multidimensionalArray);

export const resultTooLarge = (generation: Generation): AwsError =>
  refusal(generation.resultTooLarge.code, generation.resultTooLarge.message, HINTS.resultTooLarge);

export const requestError = (generation: Generation, message: string, hint?: string): AwsError =>
  refusal(generation.requestError, message, hint, 400);

export const missingParameter = (generation: Generation, name: string): AwsError =>
  requestError(generation, `Cannot find parameter: ${name}`, HINTS.missingParameter);

/** JDBC's words for a `?` that has no value. */
export const positionalParameter = (generation: Generation): AwsError =>
  requestError(generation, "No value specified for parameter 1.", HINTS.positionalParameter);

/** The live service has no answer for values that its decoder does not know, such as infinite dates. */
export const internalFailure = (hint: string): AwsError => refusal("InternalFailure", "", hint, 500);
