import type { EngineFamily } from "../../engines/contract.js";
import { AwsError } from "../../errors.js";
import { unreachable } from "./cluster.js";
import {
  type BoundStatement,
  type Dialect,
  type ExecuteOptions,
  NotReset,
  type Outcome,
  type Session,
} from "./dialect.js";
import { requestError } from "./errors.js";
import type { Generation } from "./generation.js";
import { HINTS } from "./hints.js";

const BROKEN =
  "The connection to the database could not be made, or it broke. Repeat the call when the DB cluster is available; rds:DescribeDBClusters says what it is doing.";

/** How long an interrupted statement may take to end before its session is given up. */
const INTERRUPT_MILLISECONDS = 5_000;

/** The statements that a text stands for in this generation; throws when it has more than may be. */
export function statementsOf(sql: string, dialect: Dialect, family: EngineFamily, generation: Generation): string[] {
  const statements = dialect.split(sql);
  if (statements.length > 1 && generation.severalStatements[family] === "refused")
    throw requestError(generation, "Multistatements aren't supported.", HINTS.severalStatements[family]);
  return statements;
}

/** Runs one statement, or all of a first-generation text in one transaction; answers with the first one's outcome. */
export async function runAll(
  session: Session,
  statements: readonly BoundStatement[],
  options: ExecuteOptions,
  inTransaction: boolean,
): Promise<Outcome> {
  const [first, ...others] = statements;
  if (first === undefined) return { labels: [], select: false, updated: 0, generated: [] };
  if (others.length === 0) return session.execute(first, options);
  if (inTransaction) return inOrder(session, first, others, options);
  return atomically(session, () => inOrder(session, first, others, options));
}

async function inOrder(
  session: Session,
  first: BoundStatement,
  others: readonly BoundStatement[],
  options: ExecuteOptions,
): Promise<Outcome> {
  const outcome = await session.execute(first, options);
  for (const statement of others) await session.execute(statement, options);
  return outcome;
}

/** All of it or nothing. */
export async function atomically<T>(session: Session, work: () => Promise<T>): Promise<T> {
  await session.begin();
  try {
    const result = await work();
    await session.commit();
    return result;
  } catch (error) {
    // The error says more than that its connection is gone, which may be heard of only now.
    if (session.alive) await session.rollback().catch(() => session.close());
    throw error;
  }
}

/** Repeats, on another session, what met with one that its user before had made unfit. */
export async function onFitSession<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof NotReset)) throw error;
    }
  }
}

/** The database's errors as the API's; a connection that cannot be had, or broke, as unavailability. */
export async function translated<T>(dialect: Dialect, generation: Generation, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AwsError || error instanceof NotReset) throw error;
    throw dialect.databaseError(error, generation) ?? unreachable(generation, BROKEN, error);
  }
}

/**
 * Waits for work on a session for as long as the API allows a statement. After that the statement is interrupted and
 * what it did is undone; with `carryOn` it is left to run, and `ends` tells when it is through.
 */
export async function withTimeout<T>(
  session: Session,
  work: Promise<T>,
  options: {
    milliseconds: number;
    carryOn: boolean;
    generation: Generation;
    outlives: (ends: Promise<unknown>) => void;
  },
): Promise<T> {
  if (await endsWithin(work, options.milliseconds)) return work;
  if (options.carryOn) options.outlives(work.catch(() => undefined));
  else {
    await session.interrupt();
    if (!(await endsWithin(work, INTERRUPT_MILLISECONDS))) session.close();
  }
  throw new AwsError("StatementTimeoutException", options.generation.timeout, {
    fields: { dbConnectionId: session.processId },
    hint: options.carryOn ? HINTS.goesOn : HINTS.statementTimeout,
  });
}

/** Whether work is through, well or not, before the time is over. */
export function endsWithin(work: Promise<unknown>, milliseconds: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), milliseconds);
    const end = (): void => {
      clearTimeout(timer);
      resolve(true);
    };
    work.then(end, end);
  });
}
