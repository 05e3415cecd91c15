/** One value, as the API's `Field` union has it. `longValue` is a bigint beyond 2^53, so that no digit is lost. */
export type Field =
  | { readonly isNull: true }
  | { readonly booleanValue: boolean }
  | { readonly longValue: number | bigint }
  | { readonly doubleValue: number }
  | { readonly stringValue: string }
  | { readonly blobValue: Uint8Array }
  | { readonly arrayValue: ArrayValue };

/** One list of an `ArrayValue`; NULL elements are null. */
export type ArrayValue =
  | { readonly booleanValues: ReadonlyArray<boolean | null> }
  | { readonly longValues: ReadonlyArray<number | bigint | null> }
  | { readonly doubleValues: ReadonlyArray<number | null> }
  | { readonly stringValues: ReadonlyArray<string | null> }
  | { readonly arrayValues: ReadonlyArray<ArrayValue | null> };

export const NULL: Field = { isNull: true };

/** An integer of up to 64 bits out of its decimal text. */
export function longOf(text: string): number | bigint {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
}

/** A decimal as a number: a long without a scale and within 64 bits, else a double. */
export function decimalNumber(text: string): Field {
  const value = text.includes(".") ? Number(text) : longOf(text);
  const long = !text.includes(".") && BigInt.asIntN(64, BigInt(value)) === BigInt(value);
  return long ? { longValue: value } : { doubleValue: Number(text) };
}

/** Column metadata as the API's `ColumnMetadata`; real answers have every member. */
export interface ColumnMetadata {
  readonly arrayBaseColumnType: number;
  readonly isAutoIncrement: boolean;
  readonly isCaseSensitive: boolean;
  readonly isCurrency: boolean;
  readonly isSigned: boolean;
  readonly label: string;
  readonly name: string;
  /** 0: no NULLs, 1: nullable, 2: unknown. */
  readonly nullable: number;
  readonly precision: number;
  readonly scale: number;
  readonly schemaName: string;
  readonly tableName: string;
  /** A code of `java.sql.Types`. */
  readonly type: number;
  readonly typeName: string;
}
