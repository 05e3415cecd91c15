import { RockpoolError } from "../../errors.js";
import { type Dialect, type Login, NotReset, type Session } from "./dialect.js";
import {
  type Pooled,
  type SessionUse,
  type Share,
  type Shelf,
  count,
  forgetUnused,
  limitOf,
  mayHave,
  serverKey,
  shelfOf,
  turn,
} from "./shelves.js";
import { endsWithin } from "./statements.js";

/** How long an unused session stays open. */
const IDLE_MILLISECONDS = 10_000;
const SWEEP_MILLISECONDS = 1000;
/**
 * How long what a session holds (locks, temporary tables) may outlive its call, unless another call has the session before:
 * then the reset goes along with that call's statement. Where nobody else is calling it is done as soon as the answer is out,
 * while the client reads it: its next statement does not wait behind a reset.
 */
const SETTLE_MILLISECONDS = 20;
/** How long a call waits for a session that does so, before it opens another one. */
const SETTLING_PATIENCE = 50;
/** How long that, and the reset before, may take before the session is closed. */
const SETTLING_LIMIT = 5_000;

export interface ReleaseOptions {
  /** Close the session instead of keeping it for another call. */
  readonly discard: boolean;
  /** A statement may still run on it. */
  readonly running: boolean;
}

/** A session in use. */
export interface Lease {
  readonly session: Session;
  /** Gives it back, reset in the background: nothing of one call is seen by the next. Only the first call counts. */
  release(options?: ReleaseOptions): void;
}

/** Where to connect, and how to find out whether what was right at login still is. */
export interface PoolLogin extends Login {
  /** Of the password. */
  readonly digest: string;
  /** Changes whenever the server would judge the login anew: password, expiry, removal. Undefined where that cannot be told. */
  readonly loginMark?: (() => Promise<string | undefined>) | undefined;
}

/** No connection is to be had: transactions have what they may, or all were in use for as long as a call waits. */
export class TooManySessions extends Error {}

/** Hands out sessions and takes them back, within what each server can bear. */
export class SessionPool {
  readonly #shares = new Map<string, Share>();
  readonly #sessions = new Set<Session>();
  readonly #waitMilliseconds: number;
  #sweeper: NodeJS.Timeout | undefined;
  #closed = false;

  /** `waitMilliseconds`: how long a call waits for a session. */
  constructor(waitMilliseconds: number) {
    this.#waitMilliseconds = waitMilliseconds;
  }

  /** A session for one call, or for a transaction, which has it until it ends. Throws {@link TooManySessions}, and what the login meets with. */
  async take(dialect: Dialect, login: PoolLogin, use: SessionUse): Promise<Lease> {
    const share = this.#shareOf(login);
    const shelf = shelfOf(share, login);
    const { digest } = login;
    const deadline = performance.now() + this.#waitMilliseconds;
    let settlesBy: number | undefined;
    for (;;) {
      if (this.#closed) throw new RockpoolError("PoolClosed", "the Data API has ended");
      const mark = shelf.marks.fresh() ? shelf.marks.value : await shelf.marks.ask(login.loginMark);
      let until = deadline;
      if (mayHave(share, shelf, use)) {
        const pooled = this.#idle(share, shelf, digest, mark);
        if (pooled !== undefined) return this.#lease(share, shelf, pooled, use);
        const settles = share.waiting.filter((waiter) => waiter.shelf === shelf).length < shelf.settling;
        if (settles) settlesBy ??= performance.now() + SETTLING_PATIENCE;
        if (settles && settlesBy !== undefined && performance.now() < settlesBy) until = Math.min(until, settlesBy);
        else if (share.open < (share.limit ?? 1) || this.#evict(share)) {
          count(share, shelf, use, 1);
          return this.#lease(
            share,
            shelf,
            await this.#open(share, shelf, dialect, login, { digest, mark, use }),
            use,
            0,
          );
        }
      }
      const now = performance.now();
      if (now >= deadline || (use === "transaction" && !mayHave(share, shelf, use))) throw new TooManySessions();
      await turn(share, shelf, use, until - now);
    }
  }

  /** The next call of each login on this server finds out whether it is still valid. */
  distrust(server: Pick<Login, "host" | "port">): void {
    for (const shelf of this.#shares.get(serverKey(server))?.shelves.values() ?? []) shelf.marks.forget();
  }

  /** How many connections the pool has to a server now. */
  connections(server: Pick<Login, "host" | "port">): number {
    return this.#shares.get(serverKey(server))?.open ?? 0;
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#sweeper);
    // They find the pool closed.
    for (const share of this.#shares.values()) for (const { wake } of share.waiting.splice(0)) wake();
    for (const session of this.#sessions) session.close();
    this.#sessions.clear();
    this.#shares.clear();
  }

  #shareOf(login: Login): Share {
    const key = serverKey(login);
    const share = this.#shares.get(key) ?? {
      shelves: new Map(),
      waiting: [],
      limit: undefined,
      open: 0,
      inTransactions: 0,
    };
    this.#shares.set(key, share);
    return share;
  }

  #lease(share: Share, shelf: Shelf, pooled: Pooled, use: SessionUse, counted = 1): Lease {
    count(share, shelf, use, counted);
    let released = false;
    return {
      session: pooled.session,
      release: (options = { discard: false, running: false }) => {
        if (released) return;
        released = true;
        void this.#putBack(share, shelf, pooled, use, options);
      },
    };
  }

  /** The session used last, so that the others get old and are closed; one that must not be used any more is closed on the way. */
  #idle(share: Share, shelf: Shelf, digest: string, mark: string | undefined): Pooled | undefined {
    for (let pooled = shelf.idle.pop(); pooled !== undefined; pooled = shelf.idle.pop()) {
      if (pooled.session.alive && pooled.digest === digest && pooled.mark === mark) return pooled;
      this.#discard(share, pooled.session);
    }
    return undefined;
  }

  async #open(
    share: Share,
    shelf: Shelf,
    dialect: Dialect,
    login: PoolLogin,
    { digest, mark, use }: { digest: string; mark: string | undefined; use: SessionUse },
  ): Promise<Pooled> {
    share.open += 1;
    let session: Session | undefined;
    try {
      session = await dialect.open(login);
      share.limit ??= limitOf(await session.connectionLimit());
      if (this.#closed) throw new RockpoolError("PoolClosed", "the Data API has ended");
      this.#sessions.add(session);
      // Those who waited for the limit to be known.
      for (const { wake } of share.waiting.splice(0)) wake();
      return { session, digest, mark, idleSince: 0, settling: undefined };
    } catch (error) {
      session?.close();
      share.open -= 1;
      count(share, shelf, use, -1);
      this.#next(share, shelf);
      throw error;
    }
  }

  async #putBack(share: Share, shelf: Shelf, pooled: Pooled, use: SessionUse, how: ReleaseOptions): Promise<void> {
    const { session } = pooled;
    // It counts as a transaction until that has ended, as a call until its session can be had again.
    if (use === "transaction") count(share, shelf, use, -1);
    const usable = (): boolean => session.alive && !this.#closed;
    const fit = !how.discard && usable() && (await soon(session.reset()).then(usable, () => false));
    if (use === "call") count(share, shelf, use, -1);
    if (fit) {
      this.#settleLater(share, this.#keep(share, shelf, pooled), pooled);
    } else {
      // A server does not notice that nobody waits for a statement any more.
      if (how.running) await session.interrupt();
      this.#discard(share, session);
    }
    this.#next(share, shelf);
  }

  /** Its shelf may have been forgotten while the session was away, with a transaction or being reset, and another one may stand there. */
  #keep(share: Share, shelf: Shelf, pooled: Pooled): Shelf {
    const present = share.shelves.get(shelf.key) ?? shelf;
    share.shelves.set(present.key, present);
    pooled.idleSince = performance.now();
    present.idle.push(pooled);
    this.#sweeper ??= setInterval(() => this.#sweep(), SWEEP_MILLISECONDS).unref();
    return present;
  }

  #settleLater(share: Share, shelf: Shelf, pooled: Pooled): void {
    if (shelf.inCalls === 0) {
      setImmediate(() => this.#settleIdle(share, shelf, pooled));
      return;
    }
    pooled.settling ??= setTimeout(() => {
      pooled.settling = undefined;
      if (performance.now() - pooled.idleSince >= SETTLE_MILLISECONDS) this.#settleIdle(share, shelf, pooled);
      else if (shelf.idle.includes(pooled)) this.#settleLater(share, shelf, pooled);
    }, SETTLE_MILLISECONDS).unref();
  }

  #settleIdle(share: Share, shelf: Shelf, pooled: Pooled): void {
    const at = shelf.idle.indexOf(pooled);
    if (at >= 0) void this.#settle(share, shelf, at);
  }

  /** Out of the shelf in the meantime: a call would wait behind it. */
  async #settle(share: Share, shelf: Shelf, at: number): Promise<void> {
    for (const pooled of shelf.idle.splice(at, 1)) {
      shelf.settling += 1;
      const settled = await soon(pooled.session.settle()).then(
        () => pooled.session.alive && !this.#closed,
        () => false,
      );
      shelf.settling -= 1;
      if (settled) this.#keep(share, shelf, pooled);
      else this.#discard(share, pooled.session);
    }
    this.#next(share, shelf);
  }

  /** Lets one go on that waits and may: for this login if there is one, for it can have the session itself. */
  #next(share: Share, shelf: Shelf): void {
    const may = share.waiting.filter((waiter) => mayHave(share, waiter.shelf, waiter.use));
    const waiter = may.find((one) => one.shelf === shelf) ?? may[0];
    if (waiter === undefined) forgetUnused(share, shelf);
    else {
      share.waiting.splice(share.waiting.indexOf(waiter), 1);
      waiter.wake();
    }
  }

  /** Closes the session that nobody has used for longest, to make room; false when none is idle. */
  #evict(share: Share): boolean {
    const [oldest] = [...share.shelves.values()]
      .flatMap(({ idle }) => idle.slice(0, 1).map((pooled) => ({ idle, pooled })))
      .toSorted((a, b) => a.pooled.idleSince - b.pooled.idleSince);
    if (oldest === undefined) return false;
    oldest.idle.shift();
    this.#discard(share, oldest.pooled.session);
    return true;
  }

  #sweep(): void {
    const since = performance.now() - IDLE_MILLISECONDS;
    let idle = 0;
    for (const share of this.#shares.values()) {
      for (const shelf of share.shelves.values()) {
        const old = shelf.idle.filter(({ session, idleSince }) => !session.alive || idleSince <= since);
        for (const pooled of old) {
          shelf.idle.splice(shelf.idle.indexOf(pooled), 1);
          this.#discard(share, pooled.session);
        }
        idle += shelf.idle.length;
        forgetUnused(share, shelf);
      }
    }
    if (idle > 0) return;
    clearInterval(this.#sweeper);
    this.#sweeper = undefined;
  }

  #discard(share: Share, session: Session): void {
    session.close();
    this.#sessions.delete(session);
    share.open -= 1;
    // Another server, with other settings, may be there next time.
    if (share.open === 0) share.limit = undefined;
  }
}

/** A server that does not answer may not keep a session: what it holds is let go with its connection. */
async function soon(letsGo: Promise<void>): Promise<void> {
  if (!(await endsWithin(letsGo, SETTLING_LIMIT))) throw new NotReset("the session does not let go of what it holds");
  return letsGo;
}
