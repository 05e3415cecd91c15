import type { SqlStatement } from "./split";

/**
 * PostgreSQL statements that refuse to run inside a transaction block, by their first words (each statement's page in the PostgreSQL
 * documentation says so).
 */
const ALONE = [
  /^VACUUM\b/,
  /^(CREATE|DROP) DATABASE\b/,
  /^(CREATE|DROP) TABLESPACE\b/,
  /^ALTER DATABASE \S+ SET TABLESPACE\b/,
  /^ALTER SYSTEM\b/,
  /^CREATE (UNIQUE )?INDEX CONCURRENTLY\b/,
  /^DROP INDEX CONCURRENTLY\b/,
  /^REINDEX (INDEX |TABLE |SCHEMA |DATABASE |SYSTEM )?CONCURRENTLY\b/,
  /^REINDEX (SCHEMA|DATABASE|SYSTEM)\b/,
  /^ALTER TABLE\b.* DETACH PARTITION\b.* CONCURRENTLY\b/,
  /^(CREATE|DROP) SUBSCRIPTION\b/,
  /^CLUSTER$/,
];

/** Statements that would end the transaction in which a script runs, or begin another one. */
const CONTROL = /^(BEGIN|COMMIT|END|ROLLBACK|ABORT|START TRANSACTION|PREPARE TRANSACTION)\b/;
const SAVEPOINT = /^ROLLBACK (TRANSACTION |WORK )?TO\b/;

/** Whether a PostgreSQL statement cannot run inside a transaction. */
export function mustRunAlone({ words }: SqlStatement): boolean {
  const text = words.join(" ");
  return ALONE.some((pattern) => pattern.test(text));
}

/** Whether a PostgreSQL statement begins or ends a transaction. */
export function controlsTransaction({ words }: SqlStatement): boolean {
  const text = words.join(" ");
  return CONTROL.test(text) && !SAVEPOINT.test(text);
}
