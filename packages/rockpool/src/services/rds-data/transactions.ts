import type { Random } from "../../environment.js";
import { AwsError } from "../../errors.js";
import { badRequest } from "./errors.js";
import type { Dialect, Session } from "./dialect.js";
import type { Generation } from "./generation.js";

export interface TransactionLimits {
  /** Milliseconds between two calls. */
  readonly idle: number;
  /** Milliseconds in all. */
  readonly total: number;
}

/** AWS: rolled back after three minutes without a call, and after 24 hours in any case. */
export const TRANSACTION_LIMITS: TransactionLimits = { idle: 3 * 60_000, total: 24 * 60 * 60_000 };

/** What AWS appends when an id is not found. */
const CAUSES = {
  expired: "Transaction may be expired.",
  terminated: "One previous call resulted in a termination of your transaction.",
  aborted: "Transaction has been aborted due to an error from a previous call.",
} as const;

/** How many ended transactions are remembered for the wording of errors. */
const REMEMBERED = 1000;
const ID_PREFIX = "AV2vr/";
const ID_BYTES = 138;

export interface Transaction {
  readonly id: string;
  readonly resourceArn: string;
  readonly database: string | undefined;
  readonly dialect: Dialect;
  readonly session: Session;
}

interface Entry extends Transaction {
  readonly release: (options?: { discard: boolean }) => Promise<void>;
  idleTimer: NodeJS.Timeout | undefined;
  readonly totalTimer: NodeJS.Timeout;
  busy: Promise<unknown> | undefined;
}

/** Open transactions, each with a session of its own until it ends. */
export class Transactions {
  readonly #random: Random;
  readonly #limits: TransactionLimits;
  readonly #open = new Map<string, Entry>();
  readonly #ended = new Map<string, keyof typeof CAUSES>();

  constructor(options: { random: Random; limits: TransactionLimits }) {
    this.#random = options.random;
    this.#limits = options.limits;
  }

  /** Takes over a session on which a transaction has begun. */
  add(transaction: Omit<Transaction, "id">, release: Entry["release"]): string {
    const id = ID_PREFIX + Buffer.from(this.#random.bytes(ID_BYTES)).toString("base64").slice(ID_PREFIX.length);
    const totalTimer = setTimeout(() => void this.#end(id, "expired", true), this.#limits.total).unref();
    const entry: Entry = { ...transaction, id, release, totalTimer, idleTimer: undefined, busy: undefined };
    this.#open.set(id, entry);
    this.#rest(entry);
    return id;
  }

  /** The transaction of this id on this cluster; throws when it has ended or never was. */
  get(id: string, resourceArn: string, database: string | undefined, generation: Generation): Transaction {
    const entry = this.#entry(id, resourceArn, generation);
    if (database !== undefined && database !== entry.database)
      throw badRequest("Database name is not the same as transaction");
    return entry;
  }

  /** Runs work on the transaction's session, one at a time; what the generation does when one is under way is in its table. */
  async use<T>(
    id: string,
    resourceArn: string,
    generation: Generation,
    work: (transaction: Transaction) => Promise<T>,
  ): Promise<T> {
    let entry = this.#entry(id, resourceArn, generation);
    while (entry.busy !== undefined) {
      if (generation.busyTransaction === "refused")
        throw new AwsError("DatabaseErrorException", "Transaction is still running a query");
      await entry.busy.catch(() => undefined);
      entry = this.#entry(id, resourceArn, generation);
    }
    clearTimeout(entry.idleTimer);
    const current = entry;
    const running = work(current).finally(() => {
      if (current.busy === running) current.busy = undefined;
      this.#rest(current);
    });
    current.busy = running;
    return running;
  }

  /** Keeps the transaction busy until work that outlives its call has ended. */
  hold(id: string, work: Promise<unknown>): void {
    const entry = this.#open.get(id);
    if (entry === undefined) return;
    const held = work
      .catch(() => undefined)
      .finally(() => {
        if (entry.busy === held) entry.busy = undefined;
        this.#rest(entry);
      });
    entry.busy = held;
  }

  /** Ends the transaction's entry after COMMIT or ROLLBACK. */
  async finish(id: string): Promise<void> {
    await this.#end(id, "terminated", false);
  }

  /** Ends it because a call broke it: its session goes with it. */
  async terminate(id: string, cause: "terminated" | "aborted"): Promise<void> {
    await this.#end(id, cause, true);
  }

  /** Rolls back what is open. */
  async close(): Promise<void> {
    await Promise.allSettled([...this.#open.keys()].map((id) => this.#end(id, "terminated", true)));
  }

  #entry(id: string, resourceArn: string, generation: Generation): Entry {
    const entry = this.#open.get(id);
    if (entry !== undefined && entry.resourceArn === resourceArn) return entry;
    const cause = this.#ended.get(id);
    throw new AwsError(
      generation.unknownTransaction,
      `Transaction ${id} is not found.${cause === undefined ? "" : ` ${CAUSES[cause]}`}`,
    );
  }

  /** Starts the idle time of a transaction that nobody uses now. */
  #rest(entry: Entry): void {
    clearTimeout(entry.idleTimer);
    if (!this.#open.has(entry.id)) return;
    entry.idleTimer = setTimeout(() => {
      if (entry.busy === undefined) void this.#end(entry.id, "expired", true);
    }, this.#limits.idle).unref();
  }

  async #end(id: string, cause: keyof typeof CAUSES, discard: boolean): Promise<void> {
    const entry = this.#open.get(id);
    if (entry === undefined) return;
    this.#open.delete(id);
    clearTimeout(entry.idleTimer);
    clearTimeout(entry.totalTimer);
    this.#ended.set(id, cause);
    const oldest = this.#ended.size > REMEMBERED ? this.#ended.keys().next().value : undefined;
    if (oldest !== undefined) this.#ended.delete(oldest);
    await entry.release({ discard });
  }
}
