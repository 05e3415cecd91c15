import type { Generation } from "../generation.js";
import type { Mark } from "./row.js";

/** What each difference of the generations is, and where its two sides come from. A new one does not compile without. */
export const GENERATION_NOTES: Readonly<
  Record<Exclude<keyof Generation, "name">, { readonly about: string; readonly v1: Mark; readonly v2: Mark }>
> = {
  databaseError: { about: "Exception of an error that the database reports", v1: "R", v2: "M" },
  requestError: {
    about: "Exception of a request that is wrong in itself, such as one with an array parameter",
    v1: "R",
    v2: "M",
  },
  schemaParameter: { about: "`schema`", v1: "A", v2: "A" },
  severalStatements: { about: "Several statements in one text", v1: "A", v2: "A" },
  dollarQuotes: { about: "`:name` in `$$...$$`", v1: "chosen", v2: "M" },
  questionMark: { about: "`?` outside quotes", v1: "R", v2: "M" },
  parametersCheckedBy: { about: "Who finds that a parameter is missing (PostgreSQL)", v1: "R", v2: "I" },
  postgresBatchFields: { about: "`generatedFields` of a batch on PostgreSQL", v1: "A", v2: "A" },
  mysqlGeneratedFields: { about: "`generatedFields` of an INSERT of several rows on MySQL", v1: "I", v2: "chosen" },
  busyTransaction: { about: "A call with the id of a busy transaction", v1: "A", v2: "A" },
  unknownTransaction: { about: "Exception of an unknown transaction id", v1: "R", v2: "A" },
  stringType: { about: "PostgreSQL type of a `stringValue`", v1: "R", v2: "R" },
  refusesTypes: { about: "Refuses types and arrays of more dimensions", v1: "A", v2: "M" },
  json: { about: "JSON values", v1: "T", v2: "T" },
  fraction: { about: "Digits of fractions of seconds", v1: "R", v2: "M" },
  oid: { about: "`oid` values (PostgreSQL)", v1: "I", v2: "R" },
  resultTooLarge: { about: "A result of more than 1 MiB", v1: "A", v2: "M" },
  badTemporal: { about: "A malformed TIME such as `09:00`", v1: "R", v2: "M" },
  timeout: { about: "Message of StatementTimeoutException", v1: "R", v2: "chosen" },
  timeoutEndsTransaction: { about: "A timeout ends its transaction", v1: "R", v2: "T" },
  executeSql: { about: "ExecuteSql answers BadRequestException", v1: "R", v2: "A" },
  errorSeparator: { about: "Between the parts of a PostgreSQL error", v1: "R", v2: "M" },
  secretError: { about: "Exception of a secret that cannot be read", v1: "I", v2: "A" },
  invalidSecret: { about: "Exception of a secret that is no database user's", v1: "I", v2: "A" },
  endpointDisabled: { about: "Exception for a cluster without the HTTP endpoint", v1: "I", v2: "R" },
  stopped: { about: "Exception for a stopped cluster", v1: "I", v2: "A" },
  requestsPerSecond: { about: "Requests a second before ThrottlingException", v1: "R", v2: "A" },
  resuming: { about: "The first call after an automatic pause", v1: "A", v2: "R" },
  unreachable: { about: "The database cannot be reached", v1: "R", v2: "A" },
};
