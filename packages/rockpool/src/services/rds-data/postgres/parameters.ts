import type { BoundStatement, Parameter } from "../dialect.js";
import { missingParameter, validationError } from "../errors.js";
import type { Generation } from "../generation.js";
import { checkTemporal } from "../temporal.js";
import { numbered, scanPostgres } from "./scanner.js";

export interface PostgresStatement extends BoundStatement {
  readonly values: ReadonlyArray<string | null>;
  /** The types of the parameters, by OID; 0 leaves the type to the server. */
  readonly types: readonly number[];
}

const OID = {
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

/** Replaces named parameters by `$1`, `$2` ... and gives each the type that the service gives it. */
export function bindPostgres(sql: string, parameters: readonly Parameter[], generation: Generation): PostgresStatement {
  const { text, order } = numbered(scanPostgres(sql));
  const byName = new Map(parameters.map((parameter) => [parameter.name, parameter]));
  const bound = order.map((name) => {
    const parameter = byName.get(name);
    if (parameter === undefined) throw missingParameter(generation, name);
    return bindValue(parameter, generation);
  });
  return { text, values: bound.map(({ value }) => value), types: bound.map(({ type }) => type) };
}

function bindValue({ value, typeHint }: Parameter, generation: Generation): { type: number; value: string | null } {
  const hinted = typeHint === undefined ? undefined : HINTED[typeHint];
  if ("isNull" in value) return { type: hinted ?? OID.any, value: null };
  if ("booleanValue" in value) return { type: OID.bool, value: value.booleanValue ? "t" : "f" };
  if ("longValue" in value) return { type: OID.int8, value: String(value.longValue) };
  if ("doubleValue" in value) return { type: OID.float8, value: String(value.doubleValue) };
  if ("blobValue" in value) return { type: OID.bytea, value: `\\x${Buffer.from(value.blobValue).toString("hex")}` };
  if ("arrayValue" in value) throw validationError("Array parameters are not supported");
  checkTemporal(typeHint, value.stringValue, generation);
  return { type: hinted ?? OID[generation.stringType], value: value.stringValue };
}
