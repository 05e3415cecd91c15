import type { EngineFamily } from "../../engines/contract.js";

/**
 * The Data API has two generations. `v1` served Aurora Serverless v1, over JDBC; `v2` serves Serverless v2 and provisioned
 * clusters. Everything in which they differ is in this table. What no source tells is marked as chosen.
 */
export interface Generation {
  readonly name: "v1" | "v2";
  /** The exception of an error that the database reports. */
  readonly databaseError: "BadRequestException" | "DatabaseErrorException";
  /** The exception of a request that is wrong in itself. For v2 and a missing parameter: chosen. */
  readonly requestError: "BadRequestException" | "ValidationException";
  /** `schema`: v1 ignores it. */
  readonly schemaParameter: "ignored" | "refused";
  /** Several statements in one text: v1 ran them all on PostgreSQL, and answered with the first one's result. */
  readonly severalStatements: Readonly<Record<EngineFamily, "all run" | "refused">>;
  /** Whether parameters are looked for inside `$$...$$` too. For v1: chosen. */
  readonly dollarQuotes: "scanned" | "left alone";
  /** `?` outside quotes: JDBC's parameters, for which no value can come. */
  readonly questionMark: "operator" | "positional parameter";
  /**
   * Who finds that a parameter is missing on PostgreSQL. v2 sends the text as it is, so that an error of syntax comes
   * first, and a `:name` in dollar quotes needs no value.
   */
  readonly parametersCheckedBy: "service" | "database";
  /** `generatedFields` of a batch on PostgreSQL: v1 gave the rows that were inserted. */
  readonly postgresBatchFields: "inserted rows" | "none";
  /** `generatedFields` of an INSERT of several rows on MySQL: JDBC counts on from the first. For v2: chosen. */
  readonly mysqlGeneratedFields: "one a row" | "first row's";
  /** A second call with the id of a transaction that is busy. */
  readonly busyTransaction: "waits" | "refused";
  readonly unknownTransaction: "BadRequestException" | "TransactionNotFoundException";
  /** The PostgreSQL type that a string parameter has. */
  readonly stringType: "varchar" | "text";
  /** Types that v2 cannot return: intervals, geometry, money and others; also arrays of more than one dimension. */
  readonly refusesTypes: boolean;
  /** JSON values: v1 gave the server's text. */
  readonly json: "as printed" | "re-serialised";
  /** Fractions of seconds: v2 gives none, three or six digits; v1 as many as are needed. */
  readonly fraction: "as needed" | "0, 3 or 6";
  /** `oid` values. */
  readonly oid: "long" | "string";
  readonly resultTooLarge: { readonly code: string; readonly message: string };
  /** A malformed date, time or timestamp of a parameter with a type hint. The wording for v2 dates: chosen, after that for times. */
  readonly badTemporal: (kind: "Date" | "Time" | "Timestamp", value: string, problem: string) => string;
  /** For v2: chosen. */
  readonly timeout: string;
  /** A statement of a transaction that took too long: v1 gave the transaction up. */
  readonly timeoutEndsTransaction: boolean;
  readonly executeSql: string;
  /** The layout of a PostgreSQL error: JDBC's puts hint and position on lines of their own. */
  readonly errorSeparator: string;
  /** The secret cannot be read, or is not one of a database user. */
  readonly secretError: "BadRequestException" | "SecretsErrorException";
  readonly invalidSecret: "BadRequestException" | "InvalidSecretException";
  /** The cluster has no HTTP endpoint; of a cluster that there is not, v2's. */
  readonly endpointDisabled: "BadRequestException" | "HttpEndpointNotEnabledException";
  /** The cluster is stopped. */
  readonly stopped: "BadRequestException" | "InvalidResourceStateException";
  /** Requests a second; undefined: as many as come. */
  readonly requestsPerSecond: number | undefined;
  /** The first call after an automatic pause: v1 kept it waiting, v2 refuses it and those after it until the cluster is back. */
  readonly resuming: "waits" | "refused";
  /** The database cannot be reached. */
  readonly unreachable: { readonly code: string; readonly message: string };
}

const DEPRECATED = "This API is deprecated and not available. Use ExecuteStatement API instead";

export const GENERATIONS: Readonly<Record<"v1" | "v2", Generation>> = {
  v1: {
    name: "v1",
    databaseError: "BadRequestException",
    requestError: "BadRequestException",
    schemaParameter: "ignored",
    severalStatements: { postgres: "all run", mysql: "refused" },
    dollarQuotes: "left alone",
    questionMark: "positional parameter",
    parametersCheckedBy: "service",
    postgresBatchFields: "inserted rows",
    mysqlGeneratedFields: "one a row",
    busyTransaction: "waits",
    unknownTransaction: "BadRequestException",
    stringType: "varchar",
    refusesTypes: false,
    json: "as printed",
    fraction: "as needed",
    oid: "long",
    resultTooLarge: { code: "BadRequestException", message: "Database response exceeded size limit" },
    badTemporal: (_kind, value) => `Cannot parse date or time "${value}"`,
    timeout: "Request timed out",
    timeoutEndsTransaction: true,
    executeSql: DEPRECATED,
    errorSeparator: "\n  ",
    secretError: "BadRequestException",
    invalidSecret: "BadRequestException",
    endpointDisabled: "BadRequestException",
    stopped: "BadRequestException",
    requestsPerSecond: 1000,
    resuming: "waits",
    unreachable: { code: "BadRequestException", message: "Communications link failure" },
  },
  v2: {
    name: "v2",
    databaseError: "DatabaseErrorException",
    requestError: "ValidationException",
    schemaParameter: "refused",
    severalStatements: { postgres: "refused", mysql: "refused" },
    dollarQuotes: "scanned",
    questionMark: "operator",
    parametersCheckedBy: "database",
    postgresBatchFields: "none",
    mysqlGeneratedFields: "first row's",
    busyTransaction: "refused",
    unknownTransaction: "TransactionNotFoundException",
    stringType: "text",
    refusesTypes: true,
    json: "re-serialised",
    fraction: "0, 3 or 6",
    oid: "string",
    resultTooLarge: { code: "UnsupportedResultException", message: "The result exceeds the size limit 1 MB." },
    badTemporal: (kind, _value, problem) => `Parse Error for ${kind}: ${problem}`,
    timeout: "Request timed out",
    timeoutEndsTransaction: false,
    executeSql: DEPRECATED,
    errorSeparator: "; ",
    secretError: "SecretsErrorException",
    invalidSecret: "InvalidSecretException",
    endpointDisabled: "HttpEndpointNotEnabledException",
    stopped: "InvalidResourceStateException",
    requestsPerSecond: undefined,
    resuming: "refused",
    unreachable: {
      code: "DatabaseUnavailableException",
      message: "The writer instance of the DB cluster isn't available.",
    },
  },
};
