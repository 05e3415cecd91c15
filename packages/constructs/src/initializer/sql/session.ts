import type { SqlStatement } from "./split";

/** A statement whose effect lasts as long as its session or its transaction. */
interface SessionStatement {
  /** Its first words. */
  readonly pattern: RegExp;
  /** What it does. */
  readonly effect: string;
  readonly cure: string;
}

/** Every MySQL statement of a script is a call of its own, outside of a transaction: what these do is gone before the next one runs. */
const OF_SESSION: readonly SessionStatement[] = [
  {
    pattern: /^(BEGIN|START TRANSACTION|COMMIT|ROLLBACK|SAVEPOINT|RELEASE SAVEPOINT|XA)\b/,
    effect: "controls a transaction",
    cure: "take it out, and put statements that belong together into a stored procedure",
  },
  {
    pattern: /^USE\b/,
    effect: "changes the database of its session",
    cure: "give databaseName to the initializer, or write database.table",
  },
  {
    pattern: /^(LOCK|UNLOCK) (TABLES?|INSTANCE)\b/,
    effect: "locks for its session",
    cure: "take it out; nothing else runs on a database that is being created",
  },
  {
    pattern: /^CREATE TEMPORARY TABLE\b/,
    effect: "makes a table of its session",
    cure: "create an ordinary table, and drop it at the end of the script",
  },
  {
    pattern: /^SET (?!(GLOBAL|PERSIST|PERSIST_ONLY|PASSWORD|DEFAULT ROLE|RESOURCE GROUP)\b)/,
    effect: "sets something for its session",
    cure: "set it in the parameters of the cluster, or in a stored procedure that does the work",
  },
];

/** What a MySQL statement does that the next one would not see, and what to do instead; undefined for all others. */
export function sessionEffect({ words }: SqlStatement): { readonly effect: string; readonly cure: string } | undefined {
  const text = words.join(" ");
  return OF_SESSION.find(({ pattern }) => pattern.test(text));
}
