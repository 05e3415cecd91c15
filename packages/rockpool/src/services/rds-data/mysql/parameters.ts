import type { BoundStatement, Parameter, PreparedStatement } from "../dialect.js";
import { arrayParameter, missingParameter, positionalParameter, requestError } from "../errors.js";
import type { Generation } from "../generation.js";
import { checkTemporal } from "../temporal.js";
import { type MysqlValue, TYPE } from "./commands.js";
import { isSelect, marked, scanMysql } from "./scanner.js";
import { HINTS } from "../hints.js";

export interface MysqlStatement extends BoundStatement {
  readonly values: readonly MysqlValue[];
  readonly select: boolean;
  /** As many as there are values, unless the text has question marks of its own. */
  readonly placeholders: number;
}

/** Replaces named parameters by `?`. Values are bound by their own types; hints only check what dates and times look like. */
export function prepareMysql(
  sql: string,
  generation: Generation,
  use: "call" | "batch",
): PreparedStatement<MysqlStatement> {
  const scanned = scanMysql(sql);
  if (scanned.questionMarks > 0 && generation.questionMark === "positional parameter")
    throw positionalParameter(generation, "mysql");
  const { text, order } = marked(scanned);
  const select = isSelect(sql);
  return {
    bind(parameters) {
      const given = new Map(parameters.map((parameter) => [parameter.name, parameter]));
      const values = order.map((name) => {
        const parameter = given.get(name);
        if (parameter === undefined) throw missingParameter(generation, name, "mysql");
        return bindValue(parameter, generation);
      });
      return {
        text,
        values,
        rows: use === "batch" ? "counted" : "kept",
        select,
        placeholders: values.length + scanned.questionMarks,
      };
    },
  };
}

function bindValue({ name, value, typeHint }: Parameter, generation: Generation): MysqlValue {
  if (typeHint === "UUID")
    throw requestError(generation, "The UUID type hint is supported for Aurora PostgreSQL only", HINTS.uuidHint.mysql);
  if ("isNull" in value) return { type: TYPE.null };
  if ("booleanValue" in value) return { type: TYPE.tinyint, value: value.booleanValue ? 1 : 0 };
  if ("longValue" in value) return { type: TYPE.bigint, value: BigInt(value.longValue) };
  if ("doubleValue" in value) {
    // MariaDB stores 0 in a DECIMAL and the least number in a BIGINT, without a word.
    if (!Number.isFinite(Number(value.doubleValue)))
      throw requestError(
        generation,
        `Parameter ${name} is ${value.doubleValue}, which MySQL does not have`,
        HINTS.notANumber.mysql,
      );
    return { type: TYPE.double, value: value.doubleValue };
  }
  if ("blobValue" in value) return { type: TYPE.blob, value: value.blobValue };
  if ("arrayValue" in value) throw arrayParameter(generation, "mysql");
  checkTemporal(typeHint, value.stringValue, generation, "mysql");
  return { type: TYPE.text, value: value.stringValue };
}
