import type { Clock, Random } from "../../environment.js";
import { AwsError } from "../../errors.js";
import type { Session } from "./dialect.js";
import { badRequest } from "./errors.js";
import type { Generation } from "./generation.js";
import type { Lease, ReleaseOptions } from "./pool.js";

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
type Cause = keyof typeof CAUSES;

/** What to do about it, for the log. */
const HINTS: Readonly<Record<Cause | "unknown", string>> = {
  expired:
    "A transaction is rolled back three minutes after its last call, and after 24 hours in any case: begin a new one and repeat its statements.",
  terminated:
    "It was committed or rolled back, or a result of more than 1 MiB ended it: begin a new one, and end each one once.",
  aborted: "Its connection was lost or given up after a time-out: begin a new one and repeat its statements.",
  unknown:
    "Use the id that BeginTransaction answered, with the same cluster and a secret of the same database user; ids do not outlive the pool.",
};

/** How many ended transactions are remembered for the wording of errors. */
const REMEMBERED = 1000;
const ID_PREFIX = "AV2vr/";
const ID_BYTES = 138;
/** How often abandoned transactions are looked for, at the most. */
const SWEEP_MILLISECONDS = 1000;

/** Who may use a transaction: calls for the same cluster as the same database user. */
export interface Owner {
  readonly resourceArn: string;
  readonly username: string;
}

interface Entry extends Owner {
  readonly id: string;
  readonly database: string | undefined;
  readonly lease: Lease;
  readonly begun: number;
  lastUsed: number;
  busy: Promise<unknown> | undefined;
}

/** Open transactions, each with a session of its own until it ends. Times are the service's clock's. */
export class Transactions {
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #limits: TransactionLimits;
  readonly #open = new Map<string, Entry>();
  readonly #ended = new Map<string, Cause>();
  #sweeper: NodeJS.Timeout | undefined;

  constructor(options: { clock: Clock; random: Random; limits: TransactionLimits }) {
    this.#clock = options.clock;
    this.#random = options.random;
    this.#limits = options.limits;
  }

  /** Takes over a session on which a transaction has begun. */
  add(transaction: Owner & { readonly database: string | undefined; readonly lease: Lease }): string {
    const id = ID_PREFIX + Buffer.from(this.#random.bytes(ID_BYTES)).toString("base64").slice(ID_PREFIX.length);
    const now = this.#clock.now();
    this.#open.set(id, { ...transaction, id, begun: now, lastUsed: now, busy: undefined });
    const often = Math.min(SWEEP_MILLISECONDS, this.#limits.idle, this.#limits.total);
    this.#sweeper ??= setInterval(() => this.sweep(), often).unref();
    return id;
  }

  /**
   * Runs work on the transaction's session, one at a time; what the generation does when one is under way is in its table.
   * `database`: what the call names, undefined for none. Throws for an id that has ended, never was, or is another's.
   */
  async use<T>(
    id: string,
    owner: Owner & { readonly database?: string | undefined },
    generation: Generation,
    work: (session: Session) => Promise<T>,
  ): Promise<T> {
    this.sweep();
    let entry = this.#entry(id, owner, generation);
    if (owner.database !== undefined && owner.database !== entry.database) {
      throw badRequest(
        "Database name is not the same as transaction",
        "Name the database in BeginTransaction, and in its statements the same one or none.",
      );
    }
    while (entry.busy !== undefined) {
      if (generation.busyTransaction === "refused") {
        throw new AwsError("DatabaseErrorException", "Transaction is still running a query", {
          hint: "Wait for each call of a transaction before the next one.",
        });
      }
      await entry.busy.catch(() => undefined);
      entry = this.#entry(id, owner, generation);
    }
    const current = entry;
    const running = work(current.lease.session);
    current.busy = running;
    try {
      return await running;
    } catch (error) {
      // Its time ran out in the middle: that, not the connection which went with it, is what the caller should hear.
      if (this.#ended.get(id) === "expired") throw this.#notFound(id, generation);
      throw error;
    } finally {
      if (current.busy === running) this.#rest(current);
    }
  }

  /** Keeps the transaction busy until work that outlives its call has ended. */
  hold(id: string, work: Promise<unknown>): void {
    const entry = this.#open.get(id);
    if (entry === undefined) return;
    const held = work
      .catch(() => undefined)
      .finally(() => {
        if (entry.busy === held) this.#rest(entry);
      });
    entry.busy = held;
  }

  /** Forgets the transaction after COMMIT or ROLLBACK; nobody waits until its session is fit for others. */
  finish(id: string): void {
    this.#end(id, "terminated", { discard: false, running: false });
  }

  /** Ends it because a call broke it: its session goes with it, and so the server rolls back. */
  terminate(id: string, cause: "terminated" | "aborted"): void {
    this.#end(id, cause, { discard: true, running: false });
  }

  /** Rolls back what was left alone for too long. */
  sweep(): void {
    const now = this.#clock.now();
    for (const { id, begun, lastUsed, busy } of this.#open.values()) {
      const idle = busy === undefined && now - lastUsed >= this.#limits.idle;
      if (idle || now - begun >= this.#limits.total)
        this.#end(id, "expired", { discard: true, running: busy !== undefined });
    }
  }

  /** Rolls back what is open. */
  close(): void {
    for (const id of this.#open.keys()) this.#end(id, "terminated", { discard: true, running: false });
  }

  #entry(id: string, owner: Owner, generation: Generation): Entry {
    const entry = this.#open.get(id);
    if (entry === undefined || entry.resourceArn !== owner.resourceArn || entry.username !== owner.username)
      throw this.#notFound(id, generation);
    return entry;
  }

  #notFound(id: string, generation: Generation): AwsError {
    const cause = this.#ended.get(id);
    return new AwsError(
      generation.unknownTransaction,
      `Transaction ${id} is not found.${cause === undefined ? "" : ` ${CAUSES[cause]}`}`,
      { hint: HINTS[cause ?? "unknown"] },
    );
  }

  #rest(entry: Entry): void {
    entry.busy = undefined;
    entry.lastUsed = this.#clock.now();
  }

  #end(id: string, cause: Cause, how: ReleaseOptions): void {
    const entry = this.#open.get(id);
    if (entry === undefined) return;
    this.#open.delete(id);
    this.#ended.set(id, cause);
    const oldest = this.#ended.size > REMEMBERED ? this.#ended.keys().next().value : undefined;
    if (oldest !== undefined) this.#ended.delete(oldest);
    entry.lease.release(how);
    if (this.#open.size > 0) return;
    clearInterval(this.#sweeper);
    this.#sweeper = undefined;
  }
}
