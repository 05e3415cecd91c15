import type { BoundStatement, Parameter, PreparedStatement } from "../dialect.js";
import { arrayParameter, missingParameter, positionalParameter } from "../errors.js";
import type { Generation } from "../generation.js";
import { checkTemporal } from "../temporal.js";
import { dollarQuotesSuffer, numbered, returningInserted, scanParameters, undoubled } from "./scanner.js";

export interface PostgresStatement extends BoundStatement {
  readonly values: ReadonlyArray<string | null>;
  /** The types of the parameters, by OID; 0 leaves the type to the server. */
  readonly types: readonly number[];
  /** The first parameter for which there is no value. */
  readonly missing: string | undefined;
  /** The rows that the statement returns are what it inserted, not its answer. */
  readonly givesInserted: boolean;
}

/** Of the types that parameters are bound as. A stringValue without a type hint alone is `text` or `varchar`. */
export const OID = {
  bool: 16,
  bytea: 17,
  int8: 20,
  text: 25,
  float8: 701,
  varchar: 1043,
  date: 1082,
  time: 1083,
  timestamp: 1114,
  numeric: 1700,
  uuid: 2950,
  jsonb: 3802,
  any: 0,
};

const HINTED: Readonly<Record<string, number>> = {
  DECIMAL: OID.numeric,
  DATE: OID.date,
  TIME: OID.time,
  TIMESTAMP: OID.timestamp,
  UUID: OID.uuid,
  JSON: OID.jsonb,
};

/**
 * What stands for a text with the character U+0000. The protocol ends texts there, so that the server would see a part of it;
 * as a parameter it arrives whole, and fails in the server's own words, its transaction with it.
 */
const WITH_ZERO: PostgresStatement = {
  text: "SELECT $1",
  values: ["\0"],
  types: [OID.text],
  rows: "kept",
  missing: undefined,
  givesInserted: false,
};

/** Replaces named parameters by `$1`, `$2` ... and gives each the type that the service gives it. */
export function preparePostgres(
  sql: string,
  generation: Generation,
  use: "call" | "batch",
): PreparedStatement<PostgresStatement> {
  if (sql.includes("\0")) return { bind: () => WITH_ZERO };
  const text = use === "batch" && generation.postgresBatchFields === "inserted rows" ? returningInserted(sql) : sql;
  const givesInserted = text !== sql;
  const asGiven = scanParameters(text, generation);
  const byJdbc = generation.questionMark === "positional parameter";
  if (byJdbc && asGiven.questionMarks > 0) throw positionalParameter(generation, "postgres");
  const scanned = byJdbc && text.includes("??") ? scanParameters(undoubled(text), generation) : asGiven;
  const names = [...new Set(scanned.names)];
  const complete = numbered(scanned, names);
  const rows = use === "batch" && !givesInserted ? "counted" : "kept";
  return {
    ...(dollarQuotesSuffer(text, scanned) ? { warning: "dollarQuotes" } : {}),
    bind(parameters) {
      const given = new Map<string, Parameter>();
      for (const parameter of parameters) given.set(parameter.name, parameter);
      const missing = names.find((name) => !given.has(name));
      if (missing !== undefined && generation.parametersCheckedBy === "service")
        throw missingParameter(generation, missing, "postgres");
      const values: Array<string | null> = [];
      const types: number[] = [];
      for (const name of names) {
        const parameter = given.get(name);
        if (parameter === undefined) continue;
        const { value, type } = bindValue(parameter, generation);
        values.push(value);
        types.push(type);
      }
      return {
        // Those that are missing get the last numbers, for which no value is sent.
        text: missing === undefined ? complete : numbered(scanned, lastWithout(given, names)),
        values,
        types,
        rows,
        missing,
        givesInserted,
      };
    },
  };
}

const lastWithout = (given: ReadonlyMap<string, Parameter>, names: readonly string[]): string[] =>
  names.toSorted((a, b) => Number(given.has(b)) - Number(given.has(a)));

function bindValue({ value, typeHint }: Parameter, generation: Generation): { type: number; value: string | null } {
  const hinted = typeHint === undefined ? undefined : HINTED[typeHint];
  if ("isNull" in value) return { type: hinted ?? OID.any, value: null };
  if ("booleanValue" in value) return { type: OID.bool, value: value.booleanValue ? "t" : "f" };
  if ("longValue" in value) return { type: OID.int8, value: String(value.longValue) };
  if ("doubleValue" in value) return { type: OID.float8, value: String(value.doubleValue) };
  if ("blobValue" in value) return { type: OID.bytea, value: `\\x${Buffer.from(value.blobValue).toString("hex")}` };
  if ("arrayValue" in value) throw arrayParameter(generation, "postgres");
  checkTemporal(typeHint, value.stringValue, generation, "postgres");
  return { type: hinted ?? OID[generation.stringType], value: value.stringValue };
}
