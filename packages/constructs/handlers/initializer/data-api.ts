import { setTimeout as sleep } from "node:timers/promises";
import {
  BeginTransactionCommand,
  CommitTransactionCommand,
  ExecuteStatementCommand,
  type RDSDataClient,
  RollbackTransactionCommand,
} from "@aws-sdk/client-rds-data";

/** A database, as the Data API addresses it. */
export interface Target {
  readonly resourceArn: string;
  readonly secretArn: string;
  readonly database?: string;
}

/** How long a new or paused database may take to answer its first call. */
const PATIENCE_MILLISECONDS = 5 * 60_000;

/** A database that is paused, resuming or not up yet says so in one of these ways. */
const NOT_UP_YET =
  /DatabaseResuming|DatabaseUnavailable|ServiceUnavailable|resuming after being auto-paused|Communications link failure|temporarily unavailable/i;

/** A rollback gets this much of the time that is kept back for the answer. */
const ROLLBACK_MILLISECONDS = 1_000;

/** A database behind the Data API. `begin` and `wake` wait until it is up; no other call is ever repeated, since it may have done its work. */
export class DataApi {
  public constructor(
    private readonly client: RDSDataClient,
    private readonly target: Target,
    private readonly signal: AbortSignal,
  ) {}

  public async begin(): Promise<string> {
    const { transactionId } = await this.untilUp(() =>
      this.client.send(new BeginTransactionCommand(this.target), this.options),
    );
    if (transactionId === undefined) throw new Error("the Data API began a transaction without an id");
    return transactionId;
  }

  /** Waits for the database with a statement that may run any number of times. */
  public async wake(): Promise<void> {
    await this.untilUp(() => this.execute("select 1", undefined));
  }

  public async execute(sql: string, transactionId: string | undefined): Promise<void> {
    await this.client.send(new ExecuteStatementCommand({ ...this.target, sql, transactionId }), this.options);
  }

  public async commit(transactionId: string): Promise<void> {
    const { resourceArn, secretArn } = this.target;
    await this.client.send(new CommitTransactionCommand({ resourceArn, secretArn, transactionId }), this.options);
  }

  /** With a time limit of its own: also when the time is up, locks are let go of, and CloudFormation still gets its answer. */
  public async rollback(transactionId: string): Promise<void> {
    const { resourceArn, secretArn } = this.target;
    const abortSignal = AbortSignal.timeout(ROLLBACK_MILLISECONDS);
    await this.client.send(new RollbackTransactionCommand({ resourceArn, secretArn, transactionId }), { abortSignal });
  }

  private get options() {
    return { abortSignal: this.signal };
  }

  private async untilUp<T>(send: () => Promise<T>): Promise<T> {
    const giveUp = Date.now() + PATIENCE_MILLISECONDS;
    let notUp: Error | undefined;
    for (let attempt = 0; ; attempt++) {
      try {
        if (notUp) await sleep(Math.min(250 * 2 ** attempt, 10_000), undefined, { signal: this.signal });
        return await send();
      } catch (error) {
        if (isNotUpYet(error)) notUp = error;
        else if (!notUp || !this.signal.aborted) throw error;
        if (this.signal.aborted)
          throw notYet(notUp, "was not up when the time of the initializer was over", "raise its timeout");
        if (Date.now() > giveUp)
          throw notYet(notUp, "was not up after 5 minutes", "find out what keeps it, then deploy again");
      }
    }
  }
}

function notYet(cause: Error, what: string, cure: string): Error {
  return new Error(`the database ${what}: the database was resuming or starting (${cause.message}); ${cure}`, {
    cause,
  });
}

function isNotUpYet(error: unknown): error is Error {
  return error instanceof Error && NOT_UP_YET.test(`${error.name}: ${error.message}`);
}
