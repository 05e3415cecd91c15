import mysql, { type TypedParameterValue } from "mysql2";
import type { BoundStatement, Parameter } from "../dialect.js";
import { missingParameter, requestError, validationError } from "../errors.js";
import type { Generation } from "../generation.js";
import { checkTemporal } from "../temporal.js";
import { marked, scanMysql } from "./scanner.js";

// mysql2 defines its exports in a way that Node does not see by name.
const { TypedParameter } = mysql;

export interface MysqlStatement extends BoundStatement {
  readonly values: readonly TypedParameterValue[];
}

/** Replaces named parameters by `?`. Values are bound by their own types; hints only check what dates and times look like. */
export function bindMysql(sql: string, parameters: readonly Parameter[], generation: Generation): MysqlStatement {
  const { text, order } = marked(scanMysql(sql));
  const byName = new Map(parameters.map((parameter) => [parameter.name, parameter]));
  const values = order.map((name) => {
    const parameter = byName.get(name);
    if (parameter === undefined) throw missingParameter(generation, name);
    return bindValue(parameter, generation);
  });
  return { text, values };
}

function bindValue({ value, typeHint }: Parameter, generation: Generation): TypedParameterValue {
  if (typeHint === "UUID") throw requestError(generation, "The UUID type hint is supported for Aurora PostgreSQL only");
  if ("isNull" in value) return TypedParameter.NULL();
  if ("booleanValue" in value) return TypedParameter.TINY(value.booleanValue ? 1 : 0);
  if ("longValue" in value) return TypedParameter.LONGLONG(BigInt(value.longValue));
  if ("doubleValue" in value) return TypedParameter.DOUBLE(value.doubleValue);
  if ("blobValue" in value) return TypedParameter.LONG_BLOB(Buffer.from(value.blobValue));
  if ("arrayValue" in value) throw validationError("Array parameters are not supported");
  checkTemporal(typeHint, value.stringValue, generation);
  return TypedParameter.VAR_STRING(value.stringValue);
}
