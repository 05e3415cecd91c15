import { AwsError } from "../../errors.js";
import type { Generation } from "./generation.js";

/** The service's answer to a request that is wrong in itself; it is not in the service's model. `hint`: what to do instead. */
export const validationError = (message: string, hint?: string): AwsError =>
  new AwsError("ValidationException", message, { status: 400, ...hinted(hint) });

export const badRequest = (message: string, hint?: string): AwsError =>
  new AwsError("BadRequestException", message, hinted(hint));

export const unsupportedType = (name: string): AwsError =>
  new AwsError(
    "UnsupportedResultException",
    `The result contains the unsupported data type ${name}.`,
    hinted("Cast the column to text in the statement, or leave it out: AWS cannot return this type."),
  );

export const unsupportedDimensions = (): AwsError =>
  new AwsError(
    "UnsupportedResultException",
    "The result contains a multidimensional array",
    hinted("Return the array as text or JSON, e.g. with to_json, or one dimension at a time."),
  );

export const resultTooLarge = (generation: Generation): AwsError =>
  new AwsError(
    generation.resultTooLarge.code,
    generation.resultTooLarge.message,
    hinted(
      "A result holds at most 1 MiB: ask for fewer rows or columns, page with LIMIT, or read large values in pieces with substring.",
    ),
  );

export const requestError = (generation: Generation, message: string, hint?: string): AwsError =>
  new AwsError(generation.requestError, message, { status: 400, ...hinted(hint) });

export const missingParameter = (generation: Generation, name: string): AwsError =>
  requestError(
    generation,
    `Cannot find parameter: ${name}`,
    "Give every :name of the statement a parameter of that name. An array slice such as a[1:2] reads as one, too: write it as a[1 : 2] with a blank before the number.",
  );

/** The live service has no answer for values that its decoder does not know, such as infinite dates. */
export const internalFailure = (): AwsError =>
  new AwsError("InternalFailure", "", {
    status: 500,
    ...hinted("AWS fails on this value, e.g. an infinite date: cast the column to text."),
  });

const hinted = (hint: string | undefined): { hint?: string } => (hint === undefined ? {} : { hint });
