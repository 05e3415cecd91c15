import pg from "pg";
import type { AwsError } from "../../../errors.js";
import { refusal } from "../errors.js";
import type { Generation } from "../generation.js";
import { HINTS } from "../hints.js";
import { OID, type PostgresStatement } from "./parameters.js";
import { CopyRefused } from "./query.js";

/**
 * The API's error for one that the server reports: severity, message, hint and position in its layout. The detail is left
 * out, as AWS does, for it shows the values of rows. Undefined for anything else. `sent`: what it answers.
 */
export function postgresError(
  error: unknown,
  generation: Generation,
  sent: readonly PostgresStatement[] = [],
): AwsError | undefined {
  if (error instanceof CopyRefused)
    return refusal(generation.databaseError, `unexpected message: ${error.message}`, HINTS.copy.postgres);
  if (!(error instanceof pg.DatabaseError)) return undefined;
  const parts = [
    `${error.severity ?? "ERROR"}: ${error.message}`,
    ...(error.hint === undefined ? [] : [`Hint: ${error.hint}`]),
    ...(error.position === undefined ? [] : [`Position: ${error.position}`]),
  ];
  return refusal(
    generation.databaseError,
    `${parts.join(generation.errorSeparator)}; SQLState: ${error.code ?? "XX000"}`,
    hintOf(error, sent),
  );
}

/** An error that has a hint: by its number and its words, and by the types of the parameters without which it has another cause. */
interface Hinted {
  readonly codes: readonly string[];
  readonly message?: RegExp;
  readonly sent?: readonly number[];
  readonly hint: string;
}

/** No such operator or function, a column or an argument of another type. */
const MISMATCH = ["42883", "42804"];
const TEXTS = [OID.text, OID.varchar];

const HINTED: readonly Hinted[] = [
  { codes: ["42P18", "42P08", "42725"], sent: [OID.any], hint: HINTS.untypedNull.postgres },
  { codes: ["3D000"], hint: HINTS.unknownDatabase },
  { codes: ["22021"], message: /: 0x00$/, hint: HINTS.zeroCharacter.postgres },
  { codes: ["42601", "42P02"], message: /\$\d+"?$/, hint: HINTS.parameterPlace.postgres },
  { codes: ["0A000", "58P01"], message: /^extension "/, hint: HINTS.extension.postgres },
  { codes: ["25P02"], hint: HINTS.failedTransaction.postgres },
  { codes: ["55006"], message: /\bdatabase\b/, hint: HINTS.databaseInUse.postgres },
  { codes: ["42809"], message: /\bANY\/ALL\b/, sent: TEXTS, hint: HINTS.arrayParameter.postgres },
  { codes: MISMATCH, message: /\b(?:text|character varying)\b/, sent: TEXTS, hint: HINTS.textParameter.postgres },
  { codes: MISMATCH, message: /\bbigint\b/, sent: [OID.int8], hint: HINTS.longParameter.postgres },
  { codes: MISMATCH, message: /\bdouble precision\b/, sent: [OID.float8], hint: HINTS.doubleParameter.postgres },
];

/** Where a text and a number meet, and parameters of both kinds were sent, either may be the wrong one. */
function hintOf(
  { code = "", message }: pg.DatabaseError,
  statements: readonly PostgresStatement[],
): string | undefined {
  const types = new Set(statements.flatMap((statement) => statement.types));
  const hints = HINTED.filter(
    ({ codes, message: words, sent }) =>
      codes.includes(code) &&
      words?.test(message) !== false &&
      (sent === undefined || sent.some((type) => types.has(type))),
  ).map(({ hint }) => hint);
  return hints.length === 0 ? undefined : hints.join(" ");
}

/** Whether the server found that a parameter has no value: too few of them, or none to tell its type. */
export function tellsOfMissing(error: unknown): boolean {
  return error instanceof pg.DatabaseError && (error.code === "08P01" || error.code === "42P18");
}
