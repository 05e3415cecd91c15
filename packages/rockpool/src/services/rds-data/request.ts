import type {
  BatchExecuteStatementRequest,
  ExecuteStatementRequest,
  Field as RequestField,
  SqlParameter,
} from "@aws-sdk/client-rds-data";
import type { EngineFamily } from "../../engines/contract.js";
import { constraintViolation, lengthBetween, required } from "../input.js";
import type { Parameter } from "./dialect.js";
import { arrayParameter, badRequest, emptyParameter, requestError, validationError } from "./errors.js";
import type { Field } from "./fields.js";
import type { Generation } from "./generation.js";
import { HINTS } from "./hints.js";

const SQL_LENGTH = 65_536;
const NAME_LENGTH = 64;
const ARN = { minimum: 11, maximum: 570 };
const TRANSACTION_ID_LENGTH = 192;
const TYPE_HINTS: readonly string[] = ["JSON", "UUID", "TIMESTAMP", "DATE", "TIME", "DECIMAL"];

type Common = Partial<
  Pick<ExecuteStatementRequest, "resourceArn" | "secretArn" | "sql" | "database" | "schema" | "transactionId">
>;

/** The SDK's types know no integers beyond 2^53; the wire does. */
type GivenField = RequestField | (Omit<RequestField.LongValueMember, "longValue"> & { longValue: number | bigint });

export type GivenParameter = Omit<SqlParameter, "value"> & { value?: GivenField | undefined };

export type ExecuteStatementInput = Omit<ExecuteStatementRequest, "parameters"> & {
  parameters?: GivenParameter[] | undefined;
};

export type BatchExecuteStatementInput = Omit<BatchExecuteStatementRequest, "parameterSets"> & {
  parameterSets?: GivenParameter[][] | undefined;
};

/** Checks what the service's model declares of members. */
export function checkLengths(input: Common): { resourceArn: string; secretArn: string } {
  const resourceArn = lengthBetween(
    required(input.resourceArn, "resourceArn"),
    "resourceArn",
    ARN.minimum,
    ARN.maximum,
  );
  // A name serves as well, and names may be shorter than an ARN.
  const secretArn = lengthBetween(required(input.secretArn, "secretArn"), "secretArn", 1, ARN.maximum);
  if (input.database !== undefined) lengthBetween(input.database, "database", 0, NAME_LENGTH);
  if (input.schema !== undefined) lengthBetween(input.schema, "schema", 0, NAME_LENGTH);
  if (input.transactionId !== undefined) lengthBetween(input.transactionId, "transactionId", 0, TRANSACTION_ID_LENGTH);
  return { resourceArn, secretArn };
}

/** The statement's text, checked; the error does not repeat it. */
export function sqlOf(input: { sql: string | undefined }): string {
  const sql = required(input.sql, "sql");
  // Characters, not UTF-16 units.
  if (sql.length > SQL_LENGTH && Array.from(sql).length > SQL_LENGTH) {
    throw validationError(
      `1 validation error detected: Value '...' at 'sql' failed to satisfy constraint: Member must have length less than or equal to ${SQL_LENGTH}`,
    );
  }
  return sql;
}

/** Checks the members that take one of a few words. */
export function checkWords({ formatRecordsAs, resultSetOptions }: ExecuteStatementInput): void {
  oneOf(formatRecordsAs, "formatRecordsAs", ["NONE", "JSON"]);
  oneOf(resultSetOptions?.decimalReturnType, "resultSetOptions.decimalReturnType", ["STRING", "DOUBLE_OR_LONG"]);
  oneOf(resultSetOptions?.longReturnType, "resultSetOptions.longReturnType", ["STRING", "LONG"]);
}

function oneOf(value: string | undefined, member: string, words: readonly string[]): void {
  if (value === undefined || words.includes(value)) return;
  const allowed = `Member must satisfy enum value set: [${words.join(", ")}]`;
  throw constraintViolation("ValidationException", member, value, allowed);
}

export function parametersOf(
  parameters: readonly GivenParameter[] | undefined,
  generation: Generation,
  family: EngineFamily,
): Parameter[] {
  return (parameters ?? []).map(({ name, value, typeHint }, index) => {
    oneOf(typeHint, `parameters.${index + 1}.member.typeHint`, TYPE_HINTS);
    if (name === undefined || name === "")
      throw requestError(generation, "Named parameter name is empty", HINTS.parameterName);
    const field = fieldOf(name, value, generation, family);
    return typeHint === undefined ? { name, value: field } : { name, value: field, typeHint };
  });
}

function fieldOf(name: string, value: GivenField | undefined, generation: Generation, family: EngineFamily): Field {
  if (value?.arrayValue !== undefined) throw arrayParameter(generation, family);
  if (value?.isNull === true) return { isNull: true };
  if (value?.stringValue !== undefined) return { stringValue: value.stringValue };
  if (value?.longValue !== undefined) {
    if (!isLong(value.longValue))
      throw badRequest("The request could not be read: NUMBER_VALUE cannot be converted to Long", HINTS.longValue);
    return { longValue: value.longValue };
  }
  if (value?.doubleValue !== undefined) return { doubleValue: value.doubleValue };
  if (value?.booleanValue !== undefined) return { booleanValue: value.booleanValue };
  if (value?.blobValue !== undefined) return { blobValue: value.blobValue };
  throw emptyParameter(generation, name);
}

/** A whole number of 64 bits. */
function isLong(value: number | bigint): boolean {
  return typeof value === "bigint"
    ? BigInt.asIntN(64, value) === value
    : Number.isInteger(value) && isLong(BigInt(value));
}
