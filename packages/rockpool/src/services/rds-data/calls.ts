import type { ExecuteStatementRequest } from "@aws-sdk/client-rds-data";
import { AwsError } from "../../errors.js";
import type { EventBus } from "../../events.js";
import type { CallContext } from "../contract.js";
import type { DataApiTarget } from "../rds/service.js";
import { type Cluster, awake, clusterOf, mustRun } from "./cluster.js";
import { type Credentials, CredentialsReader, type ReadSecret } from "./credentials.js";
import type { Session } from "./dialect.js";
import { requestError, resultTooLarge, validationError } from "./errors.js";
import { GENERATIONS, type Generation } from "./generation.js";
import { interrupt } from "./interrupt.js";
import { type Lease, type PoolLogin, type SessionPool, TooManySessions } from "./pool.js";
import { checkLengths } from "./request.js";
import type { SessionUse } from "./shelves.js";
import { onFitSession, translated, withTimeout } from "./statements.js";
import type { Throttle } from "./throttle.js";
import { HINTS } from "./hints.js";
import type { Transactions } from "./transactions.js";

/** What every operation's request has. */
export type CommonInput = Pick<ExecuteStatementRequest, "resourceArn" | "secretArn" | "database" | "schema"> & {
  readonly transactionId?: string | undefined;
};

/** A call whose cluster is known: what its statements need. */
export interface Checked extends Cluster {
  readonly resourceArn: string;
  readonly secretArn: string;
  readonly database: string | undefined;
  readonly transactionId: string | undefined;
}

export interface CallOptions {
  readonly events: EventBus;
  /** The cluster of exactly this ARN. */
  readonly target: (resourceArn: string) => DataApiTarget | undefined;
  readonly readSecret: ReadSecret;
  readonly pool: SessionPool;
  readonly transactions: Transactions;
  /** Of all first-generation clusters together. */
  readonly throttle: Throttle;
  /** Milliseconds that a statement may take. */
  readonly statementTimeout: number;
}

/** In the databases' own words: the pool stops before the server would. */
const TOO_MANY = {
  postgres: "FATAL: sorry, too many clients already; SQLState: 53300",
  mysql: "Too many connections; Error code: 1040; SQLState: 08004",
};

/** A statement may change who may log in, or with which settings: no pooled session is trusted after one that has such words. */
const ABOUT_LOGINS = /\b(?:user|role|password|identified|(?:alter|on)\s+database)\b/i;

/**
 * The way of a call, in this order: members and their lengths; the cluster and its HTTP endpoint; the rate; the cluster's
 * state; members that the generation refuses; (the operation: parameters and statements;) the secret; the transaction, or
 * a session from the pool. Which error wins when several things are wrong, AWS does not say.
 */
export class Calls {
  readonly #options: CallOptions;
  readonly #credentials: CredentialsReader;

  constructor(options: CallOptions) {
    this.#options = options;
    this.#credentials = new CredentialsReader(options.readSecret);
  }

  /** Checks everything about a request that needs neither its secret nor its database. */
  async check(input: CommonInput): Promise<Checked> {
    const { resourceArn, secretArn } = checkLengths(input);
    const cluster = clusterOf(this.#options.target, resourceArn);
    if (cluster.generation.requestsPerSecond !== undefined) this.#options.throttle.pass();
    mustRun(cluster);
    await awake(cluster, this.#options.statementTimeout);
    if (input.schema !== undefined && cluster.generation.schemaParameter === "refused") {
      throw validationError("The schema parameter isn't supported", HINTS.schemaParameter[cluster.target.family]);
    }
    // The servers' protocols end names there, and would connect to another database.
    if (input.database?.includes("\0") === true)
      throw requestError(cluster.generation, "The database name contains the character U+0000", HINTS.unknownDatabase);
    const given = (text: string | undefined): string | undefined => (text === "" ? undefined : text);
    return {
      ...cluster,
      resourceArn,
      secretArn,
      database: given(input.database),
      transactionId: given(input.transactionId),
    };
  }

  /** A session of the secret's user, for one call or for a transaction. */
  async session(call: CallContext, checked: Checked, use: SessionUse): Promise<{ lease: Lease; user: Credentials }> {
    const { target, generation, dialect } = checked;
    const user = await this.#credentials.read(call, checked.secretArn, checked.generation);
    const database = checked.database ?? dialect.defaultDatabase(target.databaseName);
    const login: PoolLogin = {
      ...target.endpoint,
      ...user,
      database,
      loginMark: () => target.loginMark(user.username),
      interrupt: (connection) => interrupt(target, connection, this.#options.events),
    };
    const lease = await translated(dialect, generation, async () => {
      try {
        return await this.#options.pool.take(dialect, login, use);
      } catch (error) {
        if (!(error instanceof TooManySessions)) throw loginFailure(error, checked, user);
        throw new AwsError(generation.databaseError, TOO_MANY[target.family], {
          hint: "Commit or roll back transactions that are open, send fewer calls at a time, or raise max_connections in the parameter group and reboot the writer.",
        });
      }
    });
    return { lease, user };
  }

  /** Runs work on a session: the transaction's, or one from the pool for this call alone. */
  async run<T>(
    call: CallContext,
    checked: Checked,
    statement: { readonly sql: string; readonly carryOn: boolean },
    work: (session: Session, inTransaction: boolean) => Promise<T>,
  ): Promise<T> {
    try {
      return checked.transactionId === undefined
        ? await onFitSession(() => this.#alone(call, checked, statement.carryOn, work))
        : await this.#inTransaction(call, checked, checked.transactionId, statement.carryOn, work);
    } finally {
      if (ABOUT_LOGINS.test(statement.sql)) this.#options.pool.distrust(checked.target.endpoint);
    }
  }

  /** Runs the end of a transaction, and forgets the transaction whatever comes of it. */
  async finish(
    call: CallContext,
    input: CommonInput,
    work: (session: Session, generation: Generation) => Promise<void>,
  ): Promise<void> {
    const { transactions } = this.#options;
    const checked = await this.check(input);
    const { transactionId: id, resourceArn, generation } = checked;
    if (id === undefined) {
      throw validationError(
        "1 validation error detected: Value null at 'transactionId' failed to satisfy constraint: Member must not be null",
        "Give the id that BeginTransaction answered.",
      );
    }
    const { username } = await this.#credentials.read(call, checked.secretArn, checked.generation);
    await transactions.use(id, { resourceArn, username }, generation, async (session) => {
      try {
        // What ends it may take its time as well: deferred constraints and triggers run only now.
        await this.#limited(checked, session, work(session, generation), false, () => undefined);
      } finally {
        transactions.finish(id);
      }
    });
  }

  async #alone<T>(
    call: CallContext,
    checked: Checked,
    carryOn: boolean,
    work: (session: Session, inTransaction: boolean) => Promise<T>,
  ): Promise<T> {
    const { lease } = await this.session(call, checked, "call");
    let until: Promise<unknown> | undefined;
    let discard = false;
    try {
      return await this.#limited(checked, lease.session, work(lease.session, false), carryOn, (ends) => {
        until = ends;
      });
    } catch (error) {
      discard = isTooLarge(error);
      throw error;
    } finally {
      const release = (): void => lease.release({ discard, running: false });
      if (until === undefined) release();
      else void until.then(release);
    }
  }

  async #inTransaction<T>(
    call: CallContext,
    checked: Checked,
    id: string,
    carryOn: boolean,
    work: (session: Session, inTransaction: boolean) => Promise<T>,
  ): Promise<T> {
    const { transactions } = this.#options;
    const { resourceArn, database, generation } = checked;
    // The secret must be right for a call in a transaction too.
    const { username } = await this.#credentials.read(call, checked.secretArn, checked.generation);
    return transactions.use(id, { resourceArn, username, database }, generation, async (session) => {
      try {
        return await this.#limited(checked, session, work(session, true), carryOn, (ends) =>
          transactions.hold(id, ends),
        );
      } catch (error) {
        const timedOut = error instanceof AwsError && error.code === "StatementTimeoutException" && !carryOn;
        if (isTooLarge(error) || (timedOut && generation.timeoutEndsTransaction))
          transactions.terminate(id, "terminated");
        else if (!session.alive) transactions.terminate(id, "aborted");
        throw error;
      }
    });
  }

  #limited<T>(
    { dialect, generation }: Cluster,
    session: Session,
    work: Promise<T>,
    carryOn: boolean,
    outlives: (ends: Promise<unknown>) => void,
  ): Promise<T> {
    const { statementTimeout: milliseconds } = this.#options;
    return translated(dialect, generation, () =>
      withTimeout(session, work, { milliseconds, carryOn, generation, outlives }),
    );
  }
}

/** The database's words for a login that it refuses, with what is known of the secret. */
function loginFailure(error: unknown, { target, generation, dialect }: Checked, { cluster }: Credentials): unknown {
  const refused = dialect.databaseError(error, generation);
  if (!(refused instanceof AwsError)) return error;
  const hint =
    cluster === undefined || cluster === target.identifier
      ? "Check that username and password of the secret are those of a user of this database."
      : `The secret is attached to the DB cluster ${cluster}, and the call is for ${target.identifier}: use the secret of that one.`;
  return new AwsError(refused.code, refused.message, { cause: error, hint: refused.hint ?? hint });
}

const isTooLarge = (error: unknown): boolean =>
  error instanceof AwsError &&
  Object.values(GENERATIONS).some((generation) => resultTooLarge(generation).message === error.message);
