import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Dialect, Session } from "./dialect.js";
import { type PoolLogin, SessionPool } from "./pool.js";

const login: PoolLogin = {
  host: "127.0.0.1",
  port: 1,
  username: "owner",
  password: "x",
  digest: "of-x",
  database: "app",
  interrupt: async () => undefined,
};
const WAIT = 45_000;

const nothing = async (): Promise<void> => undefined;

/** Sessions that take as long as they are told to let go of what they hold, which no real server can be made to. */
function sessionsThat(
  { settle = nothing, reset = nothing }: Partial<Pick<Session, "settle" | "reset">>,
  connections = 10,
): { dialect: Dialect; opened: Session[] } {
  const opened: Session[] = [];
  const open = async (): Promise<Session> => {
    const state = { alive: true };
    const session: Session = {
      get alive() {
        return state.alive;
      },
      processId: opened.length,
      execute: async () => ({ labels: [], select: false, updated: 0, generated: [] }),
      executeAll: async () => [],
      connectionLimit: async () => connections,
      begin: nothing,
      commit: async () => true,
      rollback: nothing,
      reset,
      settle,
      interrupt: nothing,
      close: () => {
        state.alive = false;
      },
    };
    opened.push(session);
    return session;
  };
  const dialect: Dialect = {
    split: (sql) => [sql],
    prepare: () => ({ bind: () => ({ text: "", values: [], rows: "kept" }) }),
    open,
    databaseError: () => undefined,
    defaultDatabase: (name) => name,
  };
  return { dialect, opened };
}

describe("a session that lets go of what it holds", () => {
  const never = (): Promise<void> => new Promise(() => undefined);
  let pool: SessionPool;
  beforeEach(() => {
    vi.useFakeTimers();
    pool = new SessionPool(WAIT);
  });
  afterEach(() => {
    pool.close();
    vi.useRealTimers();
  });
  /** How many milliseconds it takes. */
  async function taking(dialect: Dialect): Promise<{ milliseconds: number; session: Session }> {
    const since = performance.now();
    const taken = pool.take(dialect, login, "call");
    const settled = taken.then(
      () => true,
      () => true,
    );
    while (!(await Promise.race([settled, vi.advanceTimersByTimeAsync(1).then(() => false)])));
    return { milliseconds: performance.now() - since, session: (await taken).session };
  }

  test("is waited for while that is soon done", async () => {
    const { dialect, opened } = sessionsThat({ settle: () => new Promise((resolve) => setTimeout(resolve, 10)) });
    (await pool.take(dialect, login, "call")).release();
    await vi.advanceTimersByTimeAsync(1);
    const { milliseconds, session } = await taking(dialect);
    expect(session).toBe(opened[0]);
    expect(milliseconds).toBeLessThan(20);
  });

  test("hinders nobody when it does not come to an end: the next call has a session of its own at once", async () => {
    const { dialect, opened } = sessionsThat({ settle: never });
    (await pool.take(dialect, login, "call")).release();
    await vi.advanceTimersByTimeAsync(1);
    const { milliseconds, session } = await taking(dialect);
    expect(session).toBe(opened[1]);
    expect(milliseconds).toBeLessThan(100);
  });

  test.each(["reset", "settle"])(
    "is closed when its %s has not ended after five seconds, and makes room",
    async (step) => {
      // One connection alone.
      const { dialect, opened } = sessionsThat({ [step]: never }, 1);
      (await pool.take(dialect, login, "call")).release();
      await vi.advanceTimersByTimeAsync(1);
      const { milliseconds, session } = await taking(dialect);
      expect(opened[0]?.alive).toBe(false);
      expect(session).toBe(opened[1]);
      expect(milliseconds).toBeGreaterThan(4_900);
      expect(milliseconds).toBeLessThan(5_200);
      expect(pool.connections(login)).toBe(1);
    },
  );
});
