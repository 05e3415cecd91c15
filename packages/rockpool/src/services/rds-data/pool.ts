import { createHash } from "node:crypto";
import { RockpoolError } from "../../errors.js";
import type { Dialect, Login, Session } from "./dialect.js";

/** Sessions of one login at a time; calls beyond them wait. */
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
  open = 0;
}

/** Hands out sessions and takes them back, reset: nothing of one call is seen by the next. */
export class SessionPool {
  readonly #shelves = new Map<string, Shelf>();
  readonly #sessions = new Set<Session>();
  #closed = false;

  async take(
    dialect: Dialect,
    login: Login,
  ): Promise<{ session: Session; release: (options?: { discard: boolean }) => Promise<void> }> {
    const key = keyOf(login);
    const shelf = this.#shelves.get(key) ?? new Shelf();
    this.#shelves.set(key, shelf);
    const session = await this.#sessionFor(shelf, dialect, login);
    let released = false;
    return {
      session,
      release: async (options) => {
        if (released) return;
        released = true;
        await this.#putBack(key, shelf, session, options?.discard ?? false);
      },
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const shelf of this.#shelves.values()) for (const { timer } of shelf.idle) clearTimeout(timer);
    for (const session of this.#sessions) session.close();
    this.#shelves.clear();
    this.#sessions.clear();
  }

  async #sessionFor(shelf: Shelf, dialect: Dialect, login: Login): Promise<Session> {
    for (;;) {
      if (this.#closed) throw new RockpoolError("PoolClosed", "the Data API has ended");
      const idle = shelf.idle.pop();
      if (idle !== undefined) {
        clearTimeout(idle.timer);
        if (idle.session.alive) return idle.session;
        this.#forget(shelf, idle.session);
        continue;
      }
      if (shelf.open < SESSIONS) {
        shelf.open += 1;
        try {
          const session = await dialect.open(login);
          this.#sessions.add(session);
          return session;
        } catch (error) {
          shelf.open -= 1;
          shelf.waiting.shift()?.();
          throw error;
        }
      }
      await new Promise<void>((resolve) => shelf.waiting.push(resolve));
    }
  }

  async #putBack(key: string, shelf: Shelf, session: Session, discard: boolean): Promise<void> {
    let usable = !discard && session.alive && !this.#closed;
    if (usable)
      usable = await session.reset().then(
        () => session.alive,
        () => false,
      );
    if (usable && !this.#closed) {
      const timer = setTimeout(() => {
        const place = shelf.idle.findIndex((entry) => entry.session === session);
        if (place >= 0) shelf.idle.splice(place, 1);
        this.#forget(shelf, session);
        if (shelf.open === 0 && shelf.waiting.length === 0) this.#shelves.delete(key);
      }, IDLE_MILLISECONDS);
      timer.unref();
      shelf.idle.push({ session, timer });
    } else this.#forget(shelf, session);
    shelf.waiting.shift()?.();
  }

  #forget(shelf: Shelf, session: Session): void {
    session.close();
    this.#sessions.delete(session);
    shelf.open -= 1;
  }
}

/** Logins with different passwords never share a session; the password itself is not kept. */
function keyOf({ host, port, database, username, password }: Login): string {
  const digest = createHash("sha256").update(password).digest("base64");
  return JSON.stringify([host, port, database ?? null, username, digest]);
}
