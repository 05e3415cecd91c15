import type { Field } from "../fields.js";

/** Where an expectation comes from; the page explains the letters. */
export type Mark = "A" | "M" | "T" | "R" | "L" | "I" | "chosen";

/** What a column's metadata say. */
export type Described = readonly [
  typeName: string,
  type: number,
  precision: number,
  scale: number,
  isSigned: boolean,
  isCaseSensitive: boolean,
  arrayBaseColumnType?: number,
];

/** The call fails: with the type's name in the message, for an array of more dimensions, or without any message. */
export type Refused =
  | { readonly unsupported: string }
  | { readonly refused: "multidimensional array" | "InternalFailure" };

/** What a parameter can hold. */
export type Given = Exclude<Field, { arrayValue: unknown }>;

export interface ValueRow {
  readonly given: Given;
  readonly hint?: "DATE" | "DECIMAL" | "JSON" | "TIME" | "TIMESTAMP" | "UUID";
  /** How the statement takes the parameter. Default: `:v`. */
  readonly as?: string;
  readonly v2: Field | Refused;
  /** Where it differs. */
  readonly v1?: Field;
  /** What a statement without a parameter gives, where it differs. */
  readonly unprepared?: Field;
  readonly source: Mark;
}

/** A type of an engine: how its columns are described, and what goes in and comes out of them. */
export interface TypeRow {
  /** As a column is declared. */
  readonly type: string;
  readonly described: Described;
  readonly values: readonly ValueRow[];
}

export const text = (stringValue: string): Given => ({ stringValue });
export const long = (longValue: number | bigint): Given => ({ longValue });
export const double = (doubleValue: number): Given => ({ doubleValue });
export const flag = (booleanValue: boolean): Given => ({ booleanValue });
export const bytes = (...octets: number[]): Given => ({ blobValue: Buffer.from(octets) });
export const nothing: Given = { isNull: true };
export const texts = (...stringValues: Array<string | null>): Field => ({ arrayValue: { stringValues } });

export function isRefused(expected: Field | Refused): expected is Refused {
  return "unsupported" in expected || "refused" in expected;
}
