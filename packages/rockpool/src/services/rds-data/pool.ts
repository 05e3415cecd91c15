import { createHash } from "node:crypto";
import { RockpoolError } from "../../errors.js";
import type { Dialect, Login, Session } from "./dialect.js";

/** Sessions of one login at a time; calls beyond them wait. Those of transactions come on top: nobody can wait for their end. */
const SESSIONS = 20;
/** How long an unused session stays open. */
const IDLE_MILLISECONDS = 10_000;

interface Idle {
  readonly session: Session;
  readonly timer: NodeJS.Timeout;
}

/** The sessions of one login. */
class Shelf {
  readonly idle: Idle[] = [];
  readonly waiting: Array<() => void> = [];
  /** Idle ones and those of single calls, not those of transactions. */
  counted = 0;
}

/** Hands out sessions and takes them back, reset: nothing of one call is seen by the next. */
export class SessionPool {
  readonly #shelves = new Map<string, Shelf>();
  readonly #sessions = new Set<Session>();
  #closed = false;

  /** A session for one call, or for a transaction, which has it until it ends. */
  async take(
    dialect: Dialect,
    login: Login,
    use: "call" | "transaction",
  ): Promise<{ session: Session; release: (options?: { discard: boolean }) => Promise<void> }> {
    const key = keyOf(login);
    const shelf = this.#shelves.get(key) ?? new Shelf();
    this.#shelves.set(key, shelf);
    const session = await this.#sessionFor(shelf, dialect, login, use);
    let released = false;
    return {
      session,
      release: async (options) => {
        if (released) return;
        released = true;
        await this.#putBack(key, shelf, session, use, options?.discard ?? false);
      },
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const shelf of this.#shelves.values()) {
      for (const { timer } of shelf.idle) clearTimeout(timer);
      // They find the pool closed.
      for (const wake of shelf.waiting) wake();
    }
    for (const session of this.#sessions) session.close();
    this.#shelves.clear();
    this.#sessions.clear();
  }

  async #sessionFor(shelf: Shelf, dialect: Dialect, login: Login, use: "call" | "transaction"): Promise<Session> {
    for (;;) {
      if (this.#closed) throw new RockpoolError("PoolClosed", "the Data API has ended");
      const idle = shelf.idle.pop();
      if (idle !== undefined) {
        clearTimeout(idle.timer);
        if (!idle.session.alive) {
          shelf.counted -= 1;
          this.#discard(idle.session);
          continue;
        }
        if (use === "transaction") shelf.counted -= 1;
        return idle.session;
      }
      if (use === "transaction") return this.#open(dialect, login);
      if (shelf.counted < SESSIONS) {
        shelf.counted += 1;
        try {
          return await this.#open(dialect, login);
        } catch (error) {
          shelf.counted -= 1;
          shelf.waiting.shift()?.();
          throw error;
        }
      }
      await new Promise<void>((resolve) => shelf.waiting.push(resolve));
    }
  }

  async #open(dialect: Dialect, login: Login): Promise<Session> {
    const session = await dialect.open(login);
    this.#sessions.add(session);
    return session;
  }

  async #putBack(
    key: string,
    shelf: Shelf,
    session: Session,
    use: "call" | "transaction",
    discard: boolean,
  ): Promise<void> {
    const reset = async (): Promise<boolean> => {
      if (discard || !session.alive) return false;
      await session.reset();
      return session.alive && !this.#closed;
    };
    const usable = await reset().catch(() => false);
    if (use === "call") shelf.counted -= 1;
    if (usable && shelf.counted < SESSIONS) {
      shelf.counted += 1;
      const timer = setTimeout(() => {
        shelf.idle.splice(
          shelf.idle.findIndex((entry) => entry.session === session),
          1,
        );
        shelf.counted -= 1;
        this.#discard(session);
        if (shelf.counted === 0 && shelf.waiting.length === 0) this.#shelves.delete(key);
      }, IDLE_MILLISECONDS);
      timer.unref();
      shelf.idle.push({ session, timer });
    } else this.#discard(session);
    shelf.waiting.shift()?.();
  }

  #discard(session: Session): void {
    session.close();
    this.#sessions.delete(session);
  }
}

/** Logins with different passwords never share a session; the password itself is not kept. */
function keyOf({ host, port, database, username, password }: Login): string {
  const digest = createHash("sha256").update(password).digest("base64");
  return JSON.stringify([host, port, database ?? null, username, digest]);
}
