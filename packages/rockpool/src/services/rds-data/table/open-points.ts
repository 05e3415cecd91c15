/** What no source tells: the answer that was picked, why, and the one place that holds it. */
export const OPEN_POINTS: ReadonlyArray<{
  readonly point: string;
  readonly choice: string;
  readonly why: string;
  /** Under `services/rds-data/`. */
  readonly home: string;
}> = [
  {
    point: "v2: text for a missing parameter",
    choice:
      "ValidationException `Cannot find parameter: name`. On PostgreSQL the text goes to the server first, whose complaint about syntax wins",
    why: "the words of v1; `a[1:2]` and `$$ :b $$` without parameters were measured to reach the server",
    home: "generation.ts, postgres/errors.ts",
  },
  {
    point: "Parameters that the text does not name",
    choice: "ignored; of two with one name the last counts",
    why: "no client that was tried on AWS reports an error",
    home: "postgres/parameters.ts, mysql/parameters.ts",
  },
  {
    point: "A value with two members",
    choice:
      "an arrayValue is refused; else the first of isNull, stringValue, longValue, doubleValue, booleanValue, blobValue counts",
    why: "the model calls it a union; what the service does is not told",
    home: "request.ts",
  },
  {
    point: "Quotes inside dollar quotes (v2)",
    choice:
      "an apostrophe in `$$...$$` opens a string for the search of parameters; statements are split as PostgreSQL does",
    why: "the search was measured not to know dollar quotes",
    home: "postgres/scanner.ts",
  },
  {
    point: "numberOfRecordsUpdated with RETURNING",
    choice: "0",
    why: "reported from AWS in an issue of data-api-client (v1)",
    home: "postgres/session.ts",
  },
  {
    point: "numberOfRecordsUpdated of a MySQL UPDATE",
    choice: "rows that changed, not rows that were found",
    why: "the member's name",
    home: "mysql/connect.ts",
  },
  {
    point: "generatedFields of a MySQL INSERT of several rows",
    choice: "v1 one value a row, v2 the first row's",
    why: "JDBC counts on; the server itself tells the first only",
    home: "generation.ts",
  },
  {
    point: "A batch of which one set fails",
    choice: "nothing of it stays; inside a transaction what went before stays",
    why: "what a caller can repeat; JDBC batches in a transaction",
    home: "operations.ts",
  },
  {
    point: "SELECT in a batch",
    choice: "runs, its rows are dropped",
    why: "a batch has no member for them",
    home: "operations.ts",
  },
  {
    point: "oid",
    choice: "v2 stringValue, v1 longValue",
    why: "reported for AWS; JDBC",
    home: "generation.ts",
  },
  {
    point: "BIT(n) of MySQL, bit and varbit of PostgreSQL",
    choice: "blobValue; stringValue of zeros and ones",
    why: "Connector/J reads BIT(8) as VARBINARY; PostgreSQL has no number for them",
    home: "mysql/values.ts, postgres/types.ts",
  },
  {
    point: "BIGINT UNSIGNED above 2^63-1",
    choice: "stringValue",
    why: "a longValue ends there, and no digit is lost",
    home: "mysql/values.ts",
  },
  {
    point: "ZEROFILL of MySQL with longReturnType STRING",
    choice: "the number without zeros in front: 7, not 00007",
    why: "the text is the longValue's; a prepared statement's answer has no zeros",
    home: "mysql/values.ts",
  },
  {
    point: "FLOAT of MySQL",
    choice:
      "what the server gives: six digits to a statement without parameters, 16777200 for 16777216, and all of them to one with parameters",
    why: "the server's two protocols differ, and which of them the service speaks is not told; the digits that the first has lost are not there to be returned, and to take them from the second would change a value",
    home: "mysql/values.ts, mysql/binary.ts",
  },
  {
    point: "FOUND_ROWS() in a call of its own, and SHOW PROFILES where a trigger or function has begun them (MySQL)",
    choice: "tell of the session's last statements, which may be another call's of the same user",
    why: "no reset of MariaDB's takes them away; what the service does is not told",
    home: "mysql/reset.ts, mysql/session.ts",
  },
  {
    point: "Texts of a session that has taken another character set than UTF-8, with SET NAMES (MySQL)",
    choice:
      "UnsupportedResultException for what is read; names of columns and messages of errors are read as UTF-8, and what is written is what the server takes it for",
    why: "JDBC forbids to change it and no report tells what comes then; a text that was changed unseen would be worse than none",
    home: "mysql/values.ts, mysql/collations.ts",
  },
  {
    point: "numeric NaN and infinities, BC dates, times beyond a day",
    choice: "as the server prints them",
    why: "no source; nothing is lost",
    home: "postgres/values.ts, mysql/values.ts",
  },
  {
    point: "Enum arrays, timestamptz arrays, citext, vector",
    choice: "returned",
    why: "emulators that were checked against Aurora return the arrays; AWS lists vector, others measured a refusal",
    home: "postgres/types.ts",
  },
  {
    point: "Key order and numbers of JSON (v2)",
    choice: "sorted keys; other than 64-bit integers as doubles; what a double cannot hold fails as infinite dates do",
    why: "the service re-serialises; this is what the serialiser that it seems to use does",
    home: "postgres/json.ts",
  },
  {
    point: "Geometry of MySQL on v1",
    choice: "JSON text: a point as `x` and `y`, the others as lists of points",
    why: "refused by v2; v1 is at its end",
    home: "mysql/geometry.ts, mysql/values.ts",
  },
  {
    point: "JSON on MySQL",
    choice: "as the server prints it",
    why: "no source for MySQL",
    home: "mysql/values.ts",
  },
  {
    point: "Floats in formatRecordsAs JSON (v2)",
    choice: "as Java prints them, as on v1",
    why: "AWS's examples show no other",
    home: "json-records.ts",
  },
  {
    point: "formatRecordsAs JSON for INSERT ... RETURNING, SHOW, EXPLAIN, CALL",
    choice: "ignored: records",
    why: "AWS: for SELECT only, ignored for other statements",
    home: "operations.ts",
  },
  {
    point: "What counts towards 1 MiB",
    choice:
      "two octets a row, four a column, and the values' octets in binary form: on MySQL one width for all numbers and times of a column, the most that the protocol has for them (INT 4, DATETIME 7, DATETIME(6) 11), with parameters and without",
    why: "an emulator that was checked against Aurora counts the wire; 500 KB of bytea pass on AWS",
    home: "size.ts, mysql/types.ts",
  },
  {
    point: "Text of TransactionNotFoundException",
    choice: "`Transaction <id> is not found.` and AWS's documented cause",
    why: "v1's text; the causes are documented",
    home: "transactions.ts",
  },
  {
    point: "Commit of a transaction in which a statement failed (PostgreSQL)",
    choice: "an error, and the transaction is rolled back",
    why: "PostgreSQL answers ROLLBACK; a caller must not believe in a commit",
    home: "operations.ts",
  },
  {
    point: "A wrong password",
    choice: "the database's own error, `FATAL: password authentication failed ...; SQLState: 28P01`",
    why: "in one emulator's captures; `InvalidSecretException` in others",
    home: "calls.ts",
  },
  {
    point: "Database of calls that name none",
    choice: "PostgreSQL: the cluster's, else `postgres`; MySQL: none",
    why: "`SHOW DATABASES` without one works on AWS",
    home: "postgres/session.ts, mysql/session.ts",
  },
  {
    point: "Order of checks",
    choice: "lengths, cluster, schema, parameters and statements, secret, database",
    why: "what costs nothing comes first",
    home: "operations.ts, calls.ts",
  },
  {
    point: "A caller who hangs up in the middle",
    choice: "changes nothing: the statement runs to its end, or is stopped when its 45 seconds are up",
    why: "no source tells that the service stops one earlier, and what it did is committed all the same",
    home: "statements.ts",
  },
  {
    point: "Bytes that are no UTF-8, and halves of surrogate pairs (`\\ud800`)",
    choice: "BadRequestException, and nothing runs",
    why: "neither database can store them, and U+FFFD in their place would change the data unseen; no report tells what the service does",
    home: "../../gateway/codec/json.ts, ../../gateway/codec/wire.ts",
  },
  {
    point: "U+0000 in the text of a statement (PostgreSQL)",
    choice: "the error that the server has for it in a parameter",
    why: "the protocol would cut the text there",
    home: "postgres/parameters.ts",
  },
  {
    point: "Text of a parameter without a value (v2)",
    choice: "that of v1",
    why: "reported for v1 in an issue of aws-sdk-java",
    home: "errors.ts",
  },
  {
    point: "NaN and the infinities as doubleValue on MySQL",
    choice: "refused",
    why: "MySQL has none; MariaDB stores 0 in a DECIMAL without a word",
    home: "mysql/parameters.ts",
  },
  {
    point: "Semicolons between BEGIN and END: routines and triggers of MySQL, BEGIN ATOMIC of PostgreSQL",
    choice: "separate statements, which v2 refuses, and v1 on MySQL",
    why: "whether the service looks further than quotes and comments, no source tells",
    home: "lexer.ts",
  },
  {
    point: "An empty SQL text",
    choice: "what the database makes of it: nothing, without an error, on PostgreSQL; 1065 `Query was empty` on MySQL",
    why: "the model allows it; what the service answers, no source tells",
    home: "statements.ts",
  },
  {
    point: "A request of more than 4 MiB",
    choice: "413 RequestEntityTooLargeException, unread; only the body counts, not the headers",
    why: "AWS documents an error, not which; the headers are a thousandth of it",
    home: "../../gateway/route.ts, ../../gateway/server.ts",
  },
  {
    point: "Rows of more than 64 KB",
    choice: "pass, as long as the whole result is within 1 MiB",
    why: "AWS documents 64 KB a row; rows of 500 KB were seen to pass on Aurora",
    home: "size.ts",
  },
  {
    point: "How many connections the service opens to a cluster",
    choice:
      "three quarters of those that the server gives to users; transactions have three quarters of that and the next one is refused in the database's words, single calls wait, 20 of a login at a time",
    why: "not told; a quarter is left to other clients, and a transaction's end cannot be waited for",
    home: "shelves.ts",
  },
  {
    point: "A request that is signed for another region than the pool's",
    choice: "taken: the resource's ARN decides",
    why: "there is one pool where AWS has an endpoint for each region; an ARN of another region is refused",
    home: "../../gateway/sigv4/verify.ts",
  },
  {
    point: "COMMIT or ROLLBACK as SQL text inside a transaction of the API",
    choice:
      "the server does it; the transaction's id stays, statements with it commit by themselves, and CommitTransaction has nothing to commit. The log says so. DDL on MySQL commits in the same way, as AWS documents it; on PostgreSQL it is part of the transaction, as on any server",
    why: "reported from AWS: the data were committed, the transaction and its connection stayed until their time was up (data-api-client 37, knex-data-api-client 109); for the second generation nothing is told",
    home: "postgres/session.ts, mysql/session.ts",
  },
  {
    point:
      "What a login comes to, when it changes while connections are pooled: password, expiry, right to connect, settings of role, database and parameter group",
    choice:
      "counts for the next call, as if each one logged in; what other clients change, for calls from 50 ms later on",
    why: "how long the service keeps connections is not told; what a test has set up, its next call should find",
    home: "login-marks.ts",
  },
];
