import pg from "pg";
import type { AwsError } from "../../../errors.js";
import { refusal } from "../errors.js";
import type { Generation } from "../generation.js";
import { HINTS } from "../hints.js";
import { CopyRefused } from "./query.js";

/**
 * The API's error for one that the server reports: severity, message, hint and position in its layout. The detail is left
 * out, as AWS does, for it shows the values of rows. Undefined for anything else.
 */
export function postgresError(error: unknown, generation: Generation): AwsError | undefined {
  if (error instanceof CopyRefused)
    return refusal(generation.databaseError, `unexpected message: ${error.message}`, HINTS.copy);
  if (!(error instanceof pg.DatabaseError)) return undefined;
  const parts = [
    `${error.severity ?? "ERROR"}: ${error.message}`,
    ...(error.hint === undefined ? [] : [`Hint: ${error.hint}`]),
    ...(error.position === undefined ? [] : [`Position: ${error.position}`]),
  ];
  return refusal(
    generation.databaseError,
    `${parts.join(generation.errorSeparator)}; SQLState: ${error.code ?? "XX000"}`,
    hintOf(error),
  );
}

function hintOf({ code, message }: pg.DatabaseError): string | undefined {
  if (code === "42P18") return HINTS.untypedNull;
  if (code === "3D000") return HINTS.unknownDatabase;
  if (code === "22021" && message.endsWith(": 0x00")) return HINTS.zeroCharacter;
  return TYPE_MISMATCH.has(code ?? "") && MENTIONS_TEXT.test(message) ? HINTS.textParameter : undefined;
}

/** No such operator, a column of another type, no such function. */
const TYPE_MISMATCH: ReadonlySet<string> = new Set(["42883", "42804"]);
const MENTIONS_TEXT = /\b(?:text|character varying)\b/;

/** Whether the server found that a parameter has no value: too few of them, or none to tell its type. */
export function tellsOfMissing(error: unknown): boolean {
  return error instanceof pg.DatabaseError && (error.code === "08P01" || error.code === "42P18");
}
