import type { EngineFamily } from "../../engines/contract.js";
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
export const arrayParameter = (generation: Generation, family: EngineFamily): AwsError =>
  requestError(generation, "Array parameters are not supported.", HINTS.arrayParameter[family]);

/** The words of v1: aws-sdk-java's issue 2141. */
export const emptyParameter = (generation: Generation, name: string): AwsError =>
  requestError(generation, `Parameter "${name}" has value with no field set`, HINTS.emptyParameter);

export const unsupportedType = (display: string, family: EngineFamily): AwsError =>
  refusal(
    "UnsupportedResultException",
    `The result contains the unsupported data type ${display}.`,
    HINTS.unsupportedType[family],
  );

export const unsupportedCharacterSet = (): AwsError =>
  refusal(
    "UnsupportedResultException",
    "The result contains text of an unsupported character set.",
    HINTS.unsupportedCharacterSet.mysql,
  );

export const unsupportedDimensions = (): AwsError =>
  refusal(
    "UnsupportedResultException",
    "The result contains a multidimensional array",
    HINTS.multidimensionalArray.postgres,
  );

export const resultTooLarge = (generation: Generation): AwsError =>
  refusal(generation.resultTooLarge.code, generation.resultTooLarge.message, HINTS.resultTooLarge);

export const requestError = (generation: Generation, message: string, hint?: string): AwsError =>
  refusal(generation.requestError, message, hint, 400);

export const missingParameter = (generation: Generation, name: string, family: EngineFamily): AwsError =>
  requestError(generation, `Cannot find parameter: ${name}`, HINTS.missingParameter[family]);

/** JDBC's words for a `?` that has no value. */
export const positionalParameter = (generation: Generation, family: EngineFamily): AwsError =>
  requestError(generation, "No value specified for parameter 1.", HINTS.positionalParameter[family]);

/** The live service has no answer for values that its decoder does not know, such as infinite dates. */
export const internalFailure = (hint: string): AwsError => refusal("InternalFailure", "", hint, 500);
