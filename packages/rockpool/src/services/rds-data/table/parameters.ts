import { type Given, type Mark, type ValueRow, bytes, double, flag, long, nothing, text } from "./row.js";

/** The type that PostgreSQL sees of a parameter, as `pg_typeof` names it. */
export interface ParameterRow {
  readonly given: Given;
  readonly hint?: ValueRow["hint"];
  readonly v2: string;
  /** Where it differs. */
  readonly v1?: string;
  readonly source: Mark;
}

export const PARAMETERS: readonly ParameterRow[] = [
  { given: text("x"), v2: "text", v1: "character varying", source: "R" },
  { given: long(1), v2: "bigint", source: "M" },
  { given: double(1.5), v2: "double precision", source: "T" },
  { given: flag(true), v2: "boolean", source: "T" },
  { given: bytes(1), v2: "bytea", source: "T" },
  { given: text("1.5"), hint: "DECIMAL", v2: "numeric", source: "A" },
  { given: text("2024-01-01"), hint: "DATE", v2: "date", source: "A" },
  { given: text("09:00:00"), hint: "TIME", v2: "time without time zone", source: "A" },
  {
    given: text("2024-01-01 10:00:00.123456"),
    hint: "TIMESTAMP",
    v2: "timestamp without time zone",
    source: "A",
  },
  { given: text("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"), hint: "UUID", v2: "uuid", source: "A" },
  { given: text("{}"), hint: "JSON", v2: "jsonb", source: "T" },
  // Without a hint it has no type of its own, and so fits every column.
  { given: nothing, hint: "UUID", v2: "uuid", source: "chosen" },
];
