import type { Filter } from "@aws-sdk/client-rds";
import { page } from "../paging.js";
import { lastPart } from "./context.js";
import { invalidValue, maximumRecords } from "./validation.js";

/** The filters of a Describe call: what each name compares. */
export type FilterTable<T> = Readonly<Record<string, (record: T, values: readonly string[]) => boolean>>;

interface DescribeInput {
  Filters?: readonly Filter[] | undefined;
  MaxRecords?: number | undefined;
  Marker?: string | undefined;
}

/** Filters and pages the records of a Describe call. An unknown filter is AWS's error. */
export function describe<T>(
  records: readonly T[],
  key: (record: T) => string,
  input: DescribeInput,
  filters: FilterTable<T> = {},
): { items: T[]; Marker: string | undefined } {
  let left = [...records];
  for (const { Name, Values } of input.Filters ?? []) {
    const matches = filters[Name ?? ""];
    if (matches === undefined) throw invalidValue(`Unrecognized filter name: ${Name ?? ""}`);
    left = left.filter((record) => matches(record, Values ?? []));
  }
  const { items, next } = page(
    left,
    key,
    { token: input.Marker, size: maximumRecords(input.MaxRecords), defaultSize: 100 },
    () => invalidValue(`Invalid marker ${input.Marker ?? ""}`),
  );
  return { items, Marker: next };
}

/** Whether an identifier is among values that may be identifiers or ARNs. */
export function named(identifier: string, values: readonly string[]): boolean {
  return values.some((value) => lastPart(value) === identifier);
}
