import type { EngineFamily } from "../../engines/contract.js";

/** One text for all clusters, which then names nothing that only one family has; or what to do on each. */
export type Hint = string | Readonly<Partial<Record<EngineFamily, string>>>;

/**
 * What to do where the Data API refuses what a plain database connection would take. AWS's messages have no room for
 * it, so it goes to the pool's log. It holds neither SQL text nor values.
 */
export const HINTS = {
  arrayParameter: {
    postgres:
      "A parameter cannot be an array. Pass one text and let the database take it apart, e.g. `= ANY (string_to_array(:ids, ',')::int[])`, or give each element a parameter of its own.",
    mysql:
      "A parameter cannot be an array. Pass one text and let the database take it apart, e.g. `FIND_IN_SET(id, :ids)`, or give each element a parameter of its own.",
  },
  emptyParameter:
    "Give the value one of stringValue, longValue, doubleValue, booleanValue, blobValue and isNull (true; false says nothing).",
  constraint: "Give the member that the answer names, within the limits that the answer and the API reference have.",
  parameterName: "Give every parameter the name that stands behind the colon in the SQL text.",
  longValue:
    "A longValue is a whole number of 64 bits. Send a fraction as doubleValue, and what is longer or must be exact as stringValue with the type hint DECIMAL.",
  notANumber: { mysql: "Send isNull: true, or a number that MySQL has." },
  zeroCharacter: {
    postgres:
      "PostgreSQL's texts cannot hold it (nor can its jsonb). Leave it out, or keep the bytes in a bytea column and send them as blobValue.",
  },
  unsupportedType: {
    postgres:
      "The Data API cannot return this type. Cast the column in the SELECT list: `column::text`; of money `column::numeric`, of PostGIS `ST_AsText(column)`, of a function without result `f()::text`.",
    mysql: "The Data API cannot return this type. Select `ST_AsText(column)`, or `ST_AsBinary(column)` for the bytes.",
  },
  unsupportedCharacterSet: {
    mysql:
      "The session has taken another character set, in which a text cannot be told for sure. `SET NAMES utf8mb4` brings back the Data API's own.",
  },
  multidimensionalArray: {
    postgres:
      "The Data API returns arrays of one dimension. Select `to_json(column)` or `column::text`, or take the array apart with `unnest`.",
  },
  infiniteDate: {
    postgres:
      "The Data API's decoder fails at infinite dates and timestamps. Select `column::text`, or `CASE WHEN isfinite(column) THEN column END`.",
  },
  jsonDecoding: {
    postgres:
      "The Data API reads JSON values into doubles and text before it returns them and fails at numbers beyond a double, half surrogate pairs and more than 127 levels. Select `column::text`.",
  },
  severalStatements: {
    postgres:
      "Send one statement a call; to have several succeed or fail together, run them with the id of one BeginTransaction. A routine whose body has semicolons counts as several unless the body is quoted, with $$ for instance.",
    mysql:
      "Send one statement a call; to have several succeed or fail together, run them with the id of one BeginTransaction. A routine or trigger whose body has semicolons counts as several: create it over a plain connection.",
  },
  schemaParameter: {
    postgres:
      "Only Aurora Serverless v1 takes the schema parameter, and makes nothing of it. Qualify the names in the SQL text; inside a transaction `SET LOCAL search_path` works too.",
    mysql:
      "Only Aurora Serverless v1 takes the schema parameter, and makes nothing of it. On MySQL a schema is a database: name it as `database`, or in front of the table in the SQL text.",
  },
  missingParameter: {
    postgres:
      "The SQL text has a :name without a parameter of that name. Give one (isNull: true for NULL). A colon that is no parameter must stand in quotes or be a ::cast; write array slices with a blank, `a[1 : 2]`.",
    mysql:
      "The SQL text has a :name without a parameter of that name. Give one (isNull: true for NULL). A colon that is no parameter must stand in quotes.",
  },
  positionalParameter: {
    postgres:
      "The first generation takes every ? outside quotes as a parameter without a value. Use :name; write the operator ? of jsonb as ??.",
    mysql:
      "A ? outside quotes is a parameter, and the Data API has values for those with names only. Write :name for each.",
  },
  parameterPlace: {
    postgres:
      "The server sees each :name as $1, $2 ..., and takes it for a value only, in SELECT, INSERT, UPDATE, DELETE, MERGE and VALUES: names of tables and columns, and the values of other statements, must be in the SQL text (for SET there is `set_config`). A value with its type in front is cast instead: `:a::interval`. Write array slices with a blank, `a[1 : 2]`.",
    mysql:
      "The server sees each :name as ?, and takes it for a value only: names of tables and columns must be in the SQL text, and so must the values of some statements, such as EXECUTE. A ? of the text's own has no value: write :name.",
  },
  preparedVariables: {
    mysql: "EXECUTE takes a variable for each ? of the prepared text: `SET @a = ...`, then `EXECUTE name USING @a`.",
  },
  dollarQuotes: {
    postgres:
      "The Data API replaces :name inside dollar quotes too ($$...$$), which here changes the body before the database sees it. Avoid :name there, or quote the body with '...'.",
  },
  transactionControl:
    "As SQL text, BEGIN, COMMIT and ROLLBACK are between the statement and the database alone: a transaction of the API stays open, and its connection taken, for up to three minutes more, and without a transactionId nothing outlives the call. Call BeginTransaction, CommitTransaction and RollbackTransaction.",
  temporalFormat: {
    postgres:
      "DATE takes YYYY-MM-DD, TIME HH:MM:SS[.FFF], TIMESTAMP YYYY-MM-DD HH:MM:SS[.FFF] without T or zone. For a zone send a text without type hint and cast it, e.g. `:at::timestamptz`.",
    mysql:
      "DATE takes YYYY-MM-DD, TIME HH:MM:SS[.FFF], TIMESTAMP YYYY-MM-DD HH:MM:SS[.FFF] without T or zone. Send the time in UTC, or have the database move it, e.g. `CONVERT_TZ(:at, '+02:00', '+00:00')`.",
  },
  uuidHint: {
    mysql: "The UUID type hint is PostgreSQL's. Send the text without a hint, or the 16 bytes as blobValue.",
  },
  textParameter: {
    postgres:
      "A stringValue without a type hint is bound as text, which PostgreSQL does not turn into another type by itself. If it is for this parameter that the types do not fit, give it its typeHint (UUID, DATE, TIME, TIMESTAMP, DECIMAL, JSON), or cast it to the column's type in the SQL text, `:id::uuid` for instance.",
  },
  longParameter: {
    postgres:
      "A longValue is bound as bigint, which PostgreSQL turns into a smaller type or a text where it is stored in a column, and nowhere else. If it is for this parameter that the types do not fit: for a boolean send a booleanValue, for a text a stringValue, else cast it in the SQL text, `:n::int` for instance.",
  },
  doubleParameter: {
    postgres:
      "A doubleValue is bound as double precision, for which some functions and operators of numeric are missing, such as `round(x, 2)` and `%`. Cast it in the SQL text, `:x::numeric`, or send a stringValue with the type hint DECIMAL.",
  },
  untypedNull: {
    postgres:
      "A null without type hint has no type of its own. Where PostgreSQL cannot tell it from the column, cast it in the SQL text, e.g. `:v::int`.",
  },
  resultTooLarge:
    "A result may have 1 MiB. Select fewer columns, or page through the rows with a condition on the last key and LIMIT, or read large values in pieces with `substring`.",
  jsonTooLarge: "A result formatted as JSON may have 10 MB. Give the columns shorter labels, or page through the rows.",
  repeatedLabel: "Rows as JSON need a label of its own for every column: use AS.",
  statementTimeout:
    "A statement may take 45 seconds. If it waits for a lock, end the transaction that holds it. Else split the work, or send continueAfterTimeout: true to let it go on (DDL, for instance); its result is lost.",
  goesOn:
    "A statement with continueAfterTimeout goes on: do not repeat it. Nothing but what it changes tells how it ends.",
  unknownDatabase:
    "Name a database that is there, or create it: the cluster's DatabaseName makes one, CREATE DATABASE others.",
  databaseInUse: {
    postgres:
      "A database that a session has open is not dropped, renamed or copied, and the Data API keeps its own sessions open for ten seconds after a call. Name another database in this call, such as postgres, end the transactions and clients that use it, and try again; or, from PostgreSQL 13 on, drop it with `DROP DATABASE name WITH (FORCE)`, which ends their sessions.",
  },
  standIn: {
    mysql:
      "Look for a slip in the SQL text first. If it is right for MySQL: where MariaDB stands in for it (`rockpool doctor` tells), some of MySQL's operators, functions, variables and collations are missing; docs/data-api.md lists them with what works on both.",
  },
  standInCheck: {
    mysql:
      "This is MariaDB's number. MySQL has 3140 (22032) for a text that is no JSON, and 3819 for another CHECK that is violated: let the program take both.",
  },
  executeSql: "Use ExecuteStatement, one statement a call.",
  failedTransaction: {
    postgres:
      "A statement of the transaction has failed, and the server takes no other one and commits nothing: call RollbackTransaction, and begin anew. Where a statement may fail, run `SAVEPOINT s` in front of it, and `ROLLBACK TO s` when it has.",
  },
  failedCommit: {
    postgres:
      "A statement of the transaction had failed, so that nothing of it is committed and its id has ended: begin anew. Where a statement may fail, run `SAVEPOINT s` in front of it, and `ROLLBACK TO s` when it has.",
  },
  noDatabase: {
    mysql: "Name the database in the call, as `database`, or in front of the table in the SQL text.",
  },
  extension: {
    postgres:
      "What AWS has beyond PostgreSQL's own extensions, such as aws_lambda, PostGIS or vector, is not on this machine. `SELECT name FROM pg_available_extensions` tells what is.",
  },
  copy: {
    postgres: "The Data API has no way to move COPY's data. Use INSERT, or BatchExecuteStatement with parameter sets.",
  },
} as const satisfies Readonly<Record<string, Hint>>;

/** What a hint says of a cluster of this family; undefined where the family cannot meet with it. */
export function hintOn(hint: Hint, family: EngineFamily): string | undefined {
  return typeof hint === "string" ? hint : hint[family];
}
