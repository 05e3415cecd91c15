import { chmodSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { LogGroupClass } from "@aws-sdk/client-cloudwatch-logs";
import type { Environment } from "../../environment.js";
import type { Collection } from "../../state/state.js";
import type { Tags } from "../tags.js";

export interface GroupRecord {
  readonly name: string;
  readonly created: number;
  readonly retentionDays?: number;
  readonly class: LogGroupClass;
  readonly tags: Tags;
}

export interface StreamRow {
  readonly name: string;
  readonly created: number;
  readonly first: number | undefined;
  readonly last: number | undefined;
  readonly ingested: number | undefined;
}

export interface EventRow {
  readonly id: number;
  readonly stream: string;
  readonly timestamp: number;
  readonly ingested: number;
  readonly message: string;
}

/** Where an event stands in the order of time; events of one millisecond keep the order in which they came. */
export interface Position {
  readonly timestamp: number;
  readonly id: number;
}

export interface EventQuery {
  readonly group: string;
  readonly streams?: readonly string[] | undefined;
  /** Inclusive. */
  readonly from?: number | undefined;
  /** Exclusive. */
  readonly to?: number | undefined;
  readonly after?: Position | undefined;
  readonly before?: Position | undefined;
}

const DAY = 24 * 60 * 60 * 1000;
const HOUR = 60 * 60 * 1000;

/** Log groups, and their streams and events in a database of their own: there are many events, and nobody minds losing them. */
export class LogStore {
  readonly environment: Environment;
  readonly groups: Collection<GroupRecord>;
  readonly #database: DatabaseSync;
  readonly #statements;
  #expired = 0;

  constructor(environment: Environment) {
    this.environment = environment;
    this.groups = environment.state.collection("logs.groups");
    const path = join(environment.state.subdirectory("logs"), "events.sqlite");
    this.#database = new DatabaseSync(path);
    chmodSync(path, 0o600);
    this.#database.exec(`
      PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 2000;
      CREATE TABLE IF NOT EXISTS streams (log_group TEXT NOT NULL, name TEXT NOT NULL, created INTEGER NOT NULL,
        PRIMARY KEY (log_group, name)) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS events (id INTEGER PRIMARY KEY AUTOINCREMENT, log_group TEXT NOT NULL, stream TEXT NOT NULL,
        timestamp INTEGER NOT NULL, ingested INTEGER NOT NULL, message TEXT NOT NULL);
      CREATE INDEX IF NOT EXISTS events_by_time ON events (log_group, timestamp, id);
      CREATE INDEX IF NOT EXISTS events_by_stream ON events (log_group, stream, timestamp, id);
    `);
    this.#statements = {
      addStream: this.#database.prepare("INSERT OR IGNORE INTO streams (log_group, name, created) VALUES (?, ?, ?)"),
      hasStream: this.#database.prepare("SELECT 1 FROM streams WHERE log_group = ? AND name = ?"),
      addEvent: this.#database.prepare(
        "INSERT INTO events (log_group, stream, timestamp, ingested, message) VALUES (?, ?, ?, ?, ?)",
      ),
      streams: this.#database
        .prepare(`SELECT s.name, s.created, min(e.timestamp) AS first, max(e.timestamp) AS last, max(e.ingested) AS ingested
        FROM streams s LEFT JOIN events e ON e.log_group = s.log_group AND e.stream = s.name AND e.timestamp >= ?
        WHERE s.log_group = ? GROUP BY s.name ORDER BY s.name`),
      // CloudWatch counts 26 bytes beside each message.
      bytes: this.#database.prepare(
        "SELECT coalesce(sum(length(CAST(message AS BLOB)) + 26), 0) AS bytes FROM events WHERE log_group = ?",
      ),
      expire: this.#database.prepare("DELETE FROM events WHERE log_group = ? AND timestamp < ?"),
    };
  }

  /** Returns false when the stream was there already. */
  addStream(group: string, name: string): boolean {
    return this.#statements.addStream.run(group, name, this.environment.clock.now()).changes > 0;
  }

  hasStream(group: string, name: string): boolean {
    return this.#statements.hasStream.get(group, name) !== undefined;
  }

  deleteStream(group: string, name: string): void {
    this.#database.prepare("DELETE FROM events WHERE log_group = ? AND stream = ?").run(group, name);
    this.#database.prepare("DELETE FROM streams WHERE log_group = ? AND name = ?").run(group, name);
  }

  deleteGroup(group: string): void {
    this.groups.delete(group);
    this.#database.prepare("DELETE FROM events WHERE log_group = ?").run(group);
    this.#database.prepare("DELETE FROM streams WHERE log_group = ?").run(group);
  }

  streams(group: string): StreamRow[] {
    const number = (value: unknown): number | undefined => (value === null ? undefined : Number(value));
    return this.#statements.streams.all(this.#oldest(group), group).map((row) => ({
      name: String(row["name"]),
      created: Number(row["created"]),
      first: number(row["first"]),
      last: number(row["last"]),
      ingested: number(row["ingested"]),
    }));
  }

  storedBytes(group: string): number {
    return Number(this.#statements.bytes.get(group)?.["bytes"] ?? 0);
  }

  add(
    group: string,
    stream: string,
    events: ReadonlyArray<{ readonly timestamp: number; readonly message: string }>,
  ): void {
    const now = this.environment.clock.now();
    if (now - this.#expired > HOUR) this.expire();
    this.#database.exec("BEGIN");
    try {
      for (const { timestamp, message } of events)
        this.#statements.addEvent.run(group, stream, timestamp, now, message);
      this.#database.exec("COMMIT");
    } catch (error) {
      this.#database.exec("ROLLBACK");
      throw error;
    }
  }

  /** Events in the order of time, or the last ones first. What is older than the group's retention is not there. */
  *events(query: EventQuery, order: "forward" | "backward"): Generator<EventRow> {
    const conditions = ["log_group = ?", "timestamp >= ?"];
    const values: Array<string | number> = [query.group, Math.max(query.from ?? 0, this.#oldest(query.group))];
    const add = (condition: string, ...given: Array<string | number>): void => {
      conditions.push(condition);
      values.push(...given);
    };
    if (query.to !== undefined) add("timestamp < ?", query.to);
    if (query.after !== undefined) add("(timestamp, id) > (?, ?)", query.after.timestamp, query.after.id);
    if (query.before !== undefined) add("(timestamp, id) < (?, ?)", query.before.timestamp, query.before.id);
    if (query.streams !== undefined) add(`stream IN (${query.streams.map(() => "?").join(", ")})`, ...query.streams);
    const direction = order === "forward" ? "ASC" : "DESC";
    const sql = `SELECT id, stream, timestamp, ingested, message FROM events WHERE ${conditions.join(" AND ")} ORDER BY timestamp ${direction}, id ${direction}`;
    for (const row of this.#database.prepare(sql).iterate(...values)) {
      yield {
        id: Number(row["id"]),
        stream: String(row["stream"]),
        timestamp: Number(row["timestamp"]),
        ingested: Number(row["ingested"]),
        message: String(row["message"]),
      };
    }
  }

  /** Removes events that have outlived their group's retention. */
  expire(): void {
    this.#expired = this.environment.clock.now();
    for (const { name, retentionDays } of this.groups.list()) {
      if (retentionDays !== undefined) this.#statements.expire.run(name, this.#oldest(name));
    }
  }

  close(): void {
    this.#database.close();
  }

  #oldest(group: string): number {
    const days = this.groups.get(group)?.retentionDays;
    return days === undefined ? 0 : this.environment.clock.now() - days * DAY;
  }
}
