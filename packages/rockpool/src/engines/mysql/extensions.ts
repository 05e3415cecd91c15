/** SQL that MariaDB has of its own: where it stands in for MySQL, such a statement runs, and fails on a real one. */
export interface Extension {
  readonly what: string;
  /** The first MariaDB release that has it. */
  readonly mariadb: string;
  /** What works on both. */
  readonly instead: string;
  /** A statement with it, on the table `probe` (a int). */
  readonly probe: string;
}

/** What MySQL's manual has no syntax or type for, each tried on the server in differences.integration.test.ts. */
export const EXTENSIONS: readonly Extension[] = [
  {
    what: "INSERT, REPLACE and DELETE ... RETURNING",
    mariadb: "10.5.0",
    instead: "generatedFields or LAST_INSERT_ID(), and a SELECT in the same transaction",
    probe: "INSERT INTO probe (a) VALUES (1) RETURNING a",
  },
  {
    what: "CREATE SEQUENCE, NEXT VALUE FOR",
    mariadb: "10.3.0",
    instead: "an AUTO_INCREMENT column",
    probe: "CREATE SEQUENCE probe_sequence",
  },
  {
    what: "the types uuid and inet6",
    mariadb: "10.7.0",
    instead: "binary(16) with UNHEX(REPLACE(UUID(), '-', '')), varbinary(16) with INET6_ATON(address)",
    probe: "CREATE TABLE probe_types (a uuid, b inet6)",
  },
  {
    what: "ADD COLUMN IF NOT EXISTS, DROP COLUMN IF EXISTS",
    mariadb: "10.0.2",
    instead: "a look into information_schema.COLUMNS first",
    probe: "ALTER TABLE probe ADD COLUMN IF NOT EXISTS b int",
  },
  {
    what: "CREATE INDEX IF NOT EXISTS, DROP INDEX IF EXISTS",
    mariadb: "10.1.4",
    instead: "a look into information_schema.STATISTICS first",
    probe: "DROP INDEX IF EXISTS probe_index ON probe",
  },
  {
    what: "CREATE OR REPLACE TABLE",
    mariadb: "10.0.8",
    instead: "DROP TABLE IF EXISTS, then CREATE TABLE",
    probe: "CREATE OR REPLACE TABLE probe_replaced (a int)",
  },
  {
    what: "DEFAULT 'x' of a TEXT, BLOB or JSON column",
    mariadb: "10.2.1",
    instead: "an expression: DEFAULT ('x')",
    probe: "CREATE TABLE probe_defaults (a text DEFAULT 'x', b blob DEFAULT 'x', c json DEFAULT '{}')",
  },
  {
    what: "EXECUTE IMMEDIATE",
    mariadb: "10.2.3",
    instead: "PREPARE and EXECUTE, in one transaction",
    probe: "EXECUTE IMMEDIATE 'SELECT 1'",
  },
  {
    what: "WITH SYSTEM VERSIONING",
    mariadb: "10.3.4",
    instead: "a table of old rows that triggers fill",
    probe: "CREATE TABLE probe_versions (a int) WITH SYSTEM VERSIONING",
  },
];
