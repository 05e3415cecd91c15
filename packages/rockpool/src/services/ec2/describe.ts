import type { Filter } from "@aws-sdk/client-ec2";
import { AwsError } from "../../errors.js";
import { matchesGlob } from "../iam/glob.js";
import { type Page, page } from "../paging.js";
import type { Ec2Record } from "./records.js";
import { invalidValue, type Table } from "./store.js";

/** What a filter of a name looks at, as texts. */
export type FilterValues<T> = Readonly<
  Record<string, (record: T) => string | boolean | number | undefined | readonly string[]>
>;

interface Request {
  readonly Filters?: Filter[] | undefined;
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

/**
 * The records that a Describe call asks for. Ids that do not exist are an error, filters that match nothing are not; a
 * record must pass every filter, with one of the filter's values, in which `*` and `?` stand for any characters.
 */
export function select<T extends Ec2Record>(
  table: Table<T>,
  ids: readonly string[] | undefined,
  request: Request,
  filters: FilterValues<T>,
): Page<T> {
  const named = ids === undefined || ids.length === 0 ? undefined : new Set(ids);
  const records =
    named === undefined ? table.list() : [...named].map((id) => table.find(id) ?? fail(table.notFound(id)));
  const tests = (request.Filters ?? []).map((filter) => compile(filter, filters));
  return page(
    records.filter((record) => tests.every((test) => test(record))),
    ({ id }) => id,
    { token: request.NextToken, size: request.MaxResults, defaultSize: 1000 },
    () => new AwsError("InvalidNextToken", "The token is not valid."),
  );
}

/** Whether a thing without tags passes the filters, e.g. an availability zone. */
export function passes<T>(item: T, requested: readonly Filter[] | undefined, filters: FilterValues<T>): boolean {
  return (requested ?? []).every(({ Name = "", Values = [] }) => {
    const values = filters[Name] ?? fail(invalidValue(`The filter '${Name}' is invalid`));
    return matches(texts(values(item)), Values);
  });
}

function compile<T extends Ec2Record>({ Name = "", Values = [] }: Filter, filters: FilterValues<T>) {
  if (Name === "tag-key") return (record: T) => matches(Object.keys(record.tags), Values);
  if (Name.startsWith("tag:")) {
    const key = Name.slice("tag:".length);
    return (record: T) => matches(texts(record.tags[key]), Values);
  }
  const values = filters[Name];
  if (values === undefined) throw invalidValue(`The filter '${Name}' is invalid`);
  return (record: T) => matches(texts(values(record)), Values);
}

function texts(value: string | boolean | number | undefined | readonly string[]): readonly string[] {
  if (value === undefined) return [];
  return typeof value === "object" ? value : [String(value)];
}

function matches(actual: readonly string[], wanted: readonly string[]): boolean {
  return wanted.some((pattern) => actual.some((value) => matchesGlob(pattern, value)));
}

function fail(error: AwsError): never {
  throw error;
}
