/** Something of MySQL that MariaDB does not have, or has since a later release. */
export interface Difference {
  readonly what: string;
  /** The first MySQL release that has it. */
  readonly mysql: string;
  /** The first MariaDB release that has it; absent while none has. */
  readonly mariadb?: string;
  /** What works on both. */
  readonly instead: string;
  /**
   * A statement that fails without it, on the tables `probe` (a int, j json), `probe_checked` (a int CHECK (a > 1)) and
   * `probe_keyed` (a int, UNIQUE KEY by_a (a)).
   */
  readonly probe: string;
  /** Where the statement fails on both: what their errors begin with, `number (state): message`. */
  readonly error?: { readonly mysql: string; readonly mariadb: string };
}

/** What programs, drivers and object-relational mappers meet with first, each tried on the server in differences.integration.test.ts. */
export const DIFFERENCES: readonly Difference[] = [
  {
    what: "-> and ->>",
    mysql: "5.7.13",
    instead: "JSON_EXTRACT(j, '$.a'), JSON_UNQUOTE(JSON_EXTRACT(j, '$.a'))",
    probe: "SELECT j -> '$.a', j ->> '$.a' FROM probe",
  },
  {
    what: "CAST(... AS JSON)",
    mysql: "5.7.8",
    instead: "the text, where a JSON column or function takes it",
    probe: "SELECT CAST('{}' AS JSON)",
  },
  {
    what: "MEMBER OF",
    mysql: "8.0.17",
    instead: "JSON_CONTAINS(array, value)",
    probe: "SELECT 1 MEMBER OF ('[1]')",
  },
  {
    what: "ANY_VALUE",
    mysql: "5.7.5",
    instead: "MIN(column)",
    probe: "SELECT ANY_VALUE(a) FROM probe",
  },
  {
    what: "REGEXP_LIKE",
    mysql: "8.0.4",
    instead: "text REGEXP pattern",
    probe: "SELECT REGEXP_LIKE('a', 'a')",
  },
  {
    what: "UUID_TO_BIN and BIN_TO_UUID",
    mysql: "8.0.0",
    instead: "UNHEX(REPLACE(uuid, '-', ''))",
    probe: "SELECT BIN_TO_UUID(UUID_TO_BIN(UUID()))",
  },
  {
    what: "GROUPING",
    mysql: "8.0.1",
    instead: "column IS NULL, where the column has no nulls",
    probe: "SELECT GROUPING(a) FROM probe GROUP BY a WITH ROLLUP",
  },
  {
    what: "LATERAL",
    mysql: "8.0.14",
    instead: "a join with a window function in a derived table",
    probe: "SELECT * FROM probe, LATERAL (SELECT probe.a AS b) AS l",
  },
  {
    what: "INSERT ... AS new",
    mysql: "8.0.19",
    instead: "VALUES(column) in ON DUPLICATE KEY UPDATE",
    probe: "INSERT INTO probe (a) VALUES (1) AS new ON DUPLICATE KEY UPDATE a = new.a",
  },
  {
    what: "VALUES ROW(...)",
    mysql: "8.0.19",
    instead: "SELECT ... UNION ALL SELECT ...",
    probe: "VALUES ROW(1, 2)",
  },
  {
    what: "FOR SHARE",
    mysql: "8.0.1",
    instead: "LOCK IN SHARE MODE",
    probe: "SELECT a FROM probe FOR SHARE",
  },
  {
    what: "FOR UPDATE OF",
    mysql: "8.0.1",
    instead: "FOR UPDATE, which locks the rows of all tables",
    probe: "SELECT a FROM probe FOR UPDATE OF probe",
  },
  {
    what: "functional indexes",
    mysql: "8.0.13",
    instead: "an index on a generated column",
    probe: "CREATE INDEX probe_index ON probe ((a + 1))",
  },
  {
    what: "NOT ENFORCED",
    mysql: "8.0.16",
    instead: "no constraint",
    probe: "CREATE TABLE unchecked (a int CHECK (a > 1) NOT ENFORCED)",
  },
  {
    what: "information_schema.STATISTICS.EXPRESSION",
    mysql: "8.0.13",
    instead: "the other columns",
    probe: "SELECT EXPRESSION FROM information_schema.STATISTICS LIMIT 1",
  },
  {
    what: "EXPLAIN ANALYZE",
    mysql: "8.0.18",
    instead: "EXPLAIN",
    probe: "EXPLAIN ANALYZE SELECT 1",
  },
  {
    what: "@@transaction_isolation and @@transaction_read_only",
    mysql: "5.7.20",
    mariadb: "11.1.1",
    instead: "SHOW VARIABLES LIKE 't%_isolation'; SET TRANSACTION ISOLATION LEVEL ...",
    probe: "SELECT @@transaction_isolation, @@transaction_read_only",
  },
  {
    what: "@@max_execution_time",
    mysql: "5.7.8",
    instead: "the hint /*+ MAX_EXECUTION_TIME(1000) */, which MariaDB passes over",
    probe: "SELECT @@max_execution_time",
  },
  {
    what: "utf8mb4_0900_ai_ci",
    mysql: "8.0.1",
    mariadb: "11.4.5",
    instead: "no COLLATE: the default of these servers is the nearest",
    probe: "SELECT 'a' COLLATE utf8mb4_0900_ai_ci",
  },
  {
    what: "caching_sha2_password",
    mysql: "8.0.3",
    mariadb: "12.1.0",
    instead: "IDENTIFIED BY 'password' without WITH",
    probe: "CREATE USER probe IDENTIFIED WITH caching_sha2_password BY 'probe'",
  },
  {
    what: "error 3140 (22032) for a text that is no JSON",
    mysql: "5.7.8",
    instead: "a program that takes 4025 (23000) as well: a JSON column is a text with a CHECK there",
    probe: "INSERT INTO probe (j) VALUES ('{')",
    error: { mysql: "3140 (22032)", mariadb: "4025 (23000)" },
  },
  {
    what: "error 3819 for a violated CHECK",
    mysql: "8.0.16",
    instead: "a program that takes 4025 as well",
    probe: "INSERT INTO probe_checked VALUES (0)",
    error: { mysql: "3819 (HY000)", mariadb: "4025 (23000)" },
  },
  {
    what: "error 1062 for a key with its table, 'probe_keyed.by_a'",
    mysql: "8.0.19",
    instead: "a program that takes the key's name alone, 'by_a', as well",
    probe: "INSERT INTO probe_keyed VALUES (1), (1)",
    error: {
      mysql: "1062 (23000): Duplicate entry '1' for key 'probe_keyed.by_a'",
      mariadb: "1062 (23000): Duplicate entry '1' for key 'by_a'",
    },
  },
  {
    what: "error 1366 (HY000) for a column by its name, 'a'",
    mysql: "5.0.2",
    instead: "a program that goes by the number: the state is 22007 there, and the name `app`.`probe`.`a`",
    probe: "INSERT INTO probe (a) VALUES ('x')",
    error: {
      mysql: "1366 (HY000): Incorrect integer value: 'x' for column 'a' at row 1",
      mariadb: "1366 (22007): Incorrect integer value: 'x' for column `app`.`probe`.`a` at row 1",
    },
  },
];

/** What a program for one release of MySQL misses on one of MariaDB. */
export function missing(mariadb: string, mysql: string): readonly Difference[] {
  return DIFFERENCES.filter(
    (difference) =>
      atLeast(mysql, difference.mysql) && (difference.mariadb === undefined || !atLeast(mariadb, difference.mariadb)),
  );
}

/** Of two releases. */
export function atLeast(version: string, least: string): boolean {
  return version.localeCompare(least, "en", { numeric: true }) >= 0;
}
