import { chmodSync, closeSync, existsSync, mkdirSync, openSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Vault } from "./vault.js";

/**
 * A named set of JSON documents by key. Every write is in the database (SQLite, WAL) before the call returns: it survives
 * `kill -9` of the pool. A power cut may take the last moments, as the log is flushed at checkpoints only.
 */
export interface Collection<T> {
  get(key: string): T | undefined;
  has(key: string): boolean;
  put(key: string, value: T): void;
  /** Returns false when there was nothing to delete. */
  delete(key: string): boolean;
  /** All values, ordered by key; with `prefix`, those whose key starts with it. */
  list(prefix?: string): T[];
  keys(prefix?: string): string[];
  /** Grows with every write: while it stays, so does what was made of the documents. */
  readonly revision: number;
}

/** The pool's durable state: one directory with one SQLite file, and a directory for each database server. */
export class State {
  /** The state directory. */
  readonly directory: string;
  /** Encrypts what must not lie on disk in clear text. */
  readonly vault: Vault;
  readonly #database: DatabaseSync;
  readonly #statements;
  #depth = 0;
  #after: Array<() => void> = [];
  #rollbacks = 0;
  readonly #revisions = new Map<string, number>();

  constructor(directory: string) {
    this.directory = directory;
    makePrivate(directory);
    this.vault = Vault.open(join(directory, "vault.key"));
    const file = join(directory, "state.sqlite");
    // SQLite gives its log files the rights of the file that they belong to.
    closeSync(openSync(file, "a", 0o600));
    chmodSync(file, 0o600);
    this.#database = new DatabaseSync(file);
    this.#database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 2000");
    this.#database.exec(
      "CREATE TABLE IF NOT EXISTS documents (collection TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (collection, key)) WITHOUT ROWID",
    );
    this.#statements = {
      get: this.#database.prepare("SELECT value FROM documents WHERE collection = ? AND key = ?"),
      put: this.#database.prepare(
        "INSERT INTO documents (collection, key, value) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
      ),
      delete: this.#database.prepare("DELETE FROM documents WHERE collection = ? AND key = ?"),
      list: this.#database.prepare(
        "SELECT key, value FROM documents WHERE collection = ? AND key >= ? AND key < ? ORDER BY key",
      ),
    };
  }

  /** The collection called `name`, e.g. `rds.clusters`. */
  collection<T>(name: string): Collection<T> {
    const { get, put, delete: remove, list } = this.#statements;
    const rows = (prefix = ""): Array<{ key: string; value: string }> =>
      list
        .all(name, prefix, `${prefix}\u{10ffff}`)
        .map((row) => ({ key: String(row["key"]), value: String(row["value"]) }));
    const revisions = this.#revisions;
    const written = (): void => void revisions.set(name, (revisions.get(name) ?? 0) + 1);
    return {
      get revision() {
        return revisions.get(name) ?? 0;
      },
      get: (key) => {
        const row = get.get(name, key);
        return row === undefined ? undefined : decode<T>(String(row["value"]));
      },
      has: (key) => get.get(name, key) !== undefined,
      put: (key, value) => {
        written();
        put.run(name, key, JSON.stringify(value));
      },
      delete: (key) => {
        written();
        return remove.run(name, key).changes > 0;
      },
      list: (prefix) => rows(prefix).map((row) => decode<T>(row.value)),
      keys: (prefix) => rows(prefix).map((row) => row.key),
    };
  }

  /** Runs `action` in one transaction: all of its writes or none. `action` must be synchronous. */
  transaction<T>(action: () => T): T {
    if (this.#depth > 0) return action();
    this.#database.exec("BEGIN IMMEDIATE");
    this.#depth += 1;
    let committed: ReadonlyArray<() => void> = [];
    try {
      const result = action();
      this.#database.exec("COMMIT");
      committed = this.#after;
      return result;
    } catch (error) {
      this.#database.exec("ROLLBACK");
      this.#rollbacks += 1;
      for (const [name, revision] of this.#revisions) this.#revisions.set(name, revision + 1);
      throw error;
    } finally {
      this.#after = [];
      this.#depth -= 1;
      for (const tell of committed) tell();
    }
  }

  /** Runs `tell` when the transaction in hand is on disk, at once when there is none, and never when it is rolled back. */
  afterCommit(tell: () => void): void {
    if (this.#depth === 0) tell();
    else this.#after.push(tell);
  }

  /** Grows with every transaction that is rolled back: what was remembered of its writes is not there. */
  get rollbacks(): number {
    return this.#rollbacks;
  }

  /** A sub-directory of the state directory, made when missing, for its owner only. */
  subdirectory(...names: string[]): string {
    const path = join(this.directory, ...names);
    mkdirSync(path, { recursive: true, mode: 0o700 });
    return path;
  }

  close(): void {
    this.#database.close();
  }
}

// Documents are written by this program alone, through `put`: their shape is the collection's type.
function decode<T>(text: string): T {
  const value: T = JSON.parse(text);
  return value;
}

/** Makes a directory for its owner alone; one that is new is kept out of version control, too. */
function makePrivate(directory: string): void {
  const isNew = !existsSync(join(directory, "vault.key"));
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  chmodSync(directory, 0o700);
  if (isNew) writeFileSync(join(directory, ".gitignore"), "*\n");
}
