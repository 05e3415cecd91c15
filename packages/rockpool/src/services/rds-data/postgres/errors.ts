import pg from "pg";
import { AwsError } from "../../../errors.js";
import type { Generation } from "../generation.js";

/**
 * The API's error for one that the server reports: severity, message, hint and position in its layout. The detail is left
 * out, as AWS does, for it shows the values of rows. Undefined for anything else.
 */
export function postgresError(error: unknown, generation: Generation): AwsError | undefined {
  if (!(error instanceof pg.DatabaseError)) return undefined;
  const parts = [
    `${error.severity ?? "ERROR"}: ${error.message}`,
    ...(error.hint === undefined ? [] : [`Hint: ${error.hint}`]),
    ...(error.position === undefined ? [] : [`Position: ${error.position}`]),
  ];
  return new AwsError(
    generation.databaseError,
    `${parts.join(generation.errorSeparator)}; SQLState: ${error.code ?? "XX000"}`,
  );
}
