import type { Login, Session } from "./dialect.js";
import { LoginMarks } from "./login-marks.js";

/** Sessions of one login that single calls have at a time; calls beyond them wait. */
const SESSIONS_OF_A_LOGIN = 20;
/** A quarter of a server's connections is left to its other clients, and a quarter of the rest is not for transactions: nobody can wait for their end. */
const SHARE = 0.75;

export type SessionUse = "call" | "transaction";

/** A session that the pool keeps. */
export interface Pooled {
  readonly session: Session;
  /** Of the password that it logged in with: a call with another one must not have it. */
  readonly digest: string;
  readonly mark: string | undefined;
  idleSince: number;
  settling: NodeJS.Timeout | undefined;
}

/** The sessions of one login. */
export interface Shelf {
  readonly key: string;
  readonly idle: Pooled[];
  readonly marks: LoginMarks;
  /** Sessions that single calls have. */
  inCalls: number;
  /** Sessions that will be idle in a moment. */
  settling: number;
}

/** What the logins of one server share: its connections. */
export interface Share {
  readonly shelves: Map<string, Shelf>;
  readonly waiting: Array<{ readonly shelf: Shelf; readonly use: SessionUse; readonly wake: () => void }>;
  /** How many sessions there may be; not known before the first one has asked the server. */
  limit: number | undefined;
  open: number;
  inTransactions: number;
}

/** How many of so many connections may be taken, and how many of those by transactions. */
export const limitOf = (connections: number): number => Math.max(1, Math.floor(connections * SHARE));

export const serverKey = ({ host, port }: Pick<Login, "host" | "port">): string => `${host}:${port}`;

export function shelfOf(share: Share, { database, username }: Login): Shelf {
  const key = JSON.stringify([database ?? null, username]);
  const shelf = share.shelves.get(key) ?? { key, idle: [], marks: new LoginMarks(), inCalls: 0, settling: 0 };
  share.shelves.set(key, shelf);
  return shelf;
}

export function forgetUnused(share: Share, shelf: Shelf): void {
  // One that was forgotten before must not take the one along that stands in its place.
  if (share.shelves.get(shelf.key) !== shelf) return;
  if (shelf.idle.length === 0 && shelf.inCalls === 0 && shelf.settling === 0) share.shelves.delete(shelf.key);
}

/** Whether this login may have a session more for this use. */
export function mayHave(share: Share, shelf: Shelf, use: SessionUse): boolean {
  if (use === "call") return shelf.inCalls < SESSIONS_OF_A_LOGIN;
  return share.limit === undefined || share.inTransactions < limitOf(share.limit);
}

export function count(share: Share, shelf: Shelf, use: SessionUse, by: number): void {
  if (use === "call") shelf.inCalls += by;
  else share.inTransactions += by;
}

/** Waits until a session comes free, or for so many milliseconds. */
export function turn(share: Share, shelf: Shelf, use: SessionUse, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const waiter = {
      shelf,
      use,
      wake: () => {
        clearTimeout(timer);
        resolve();
      },
    };
    const timer = setTimeout(() => {
      share.waiting.splice(share.waiting.indexOf(waiter), 1);
      resolve();
    }, milliseconds);
    share.waiting.push(waiter);
  });
}
