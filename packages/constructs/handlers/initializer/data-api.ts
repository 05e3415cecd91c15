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

/** A database behind the Data API. The first call waits until the database is up; no other call is ever repeated. */
export class DataApi {
  private answered = false;

  public constructor(
    private readonly client: RDSDataClient,
    private readonly target: Target,
    private readonly signal: AbortSignal,
  ) {}

  public async begin(): Promise<string> {
    const { transactionId } = await this.call(() =>
      this.client.send(new BeginTransactionCommand(this.target), this.options),
    );
    if (transactionId === undefined) throw new Error("the Data API began a transaction without an id");
    return transactionId;
  }

  public async execute(sql: string, transactionId: string | undefined): Promise<void> {
    await this.call(() =>
      this.client.send(new ExecuteStatementCommand({ ...this.target, sql, transactionId }), this.options),
    );
  }

  public async commit(transactionId: string): Promise<void> {
    const { resourceArn, secretArn } = this.target;
    await this.call(() =>
      this.client.send(new CommitTransactionCommand({ resourceArn, secretArn, transactionId }), this.options),
    );
  }

  /** Without the signal: also when the time is up, there are seconds left to let go of the locks. */
  public async rollback(transactionId: string): Promise<void> {
    const { resourceArn, secretArn } = this.target;
    await this.client.send(new RollbackTransactionCommand({ resourceArn, secretArn, transactionId }));
  }

  private get options() {
    return { abortSignal: this.signal };
  }

  private async call<T>(send: () => Promise<T>): Promise<T> {
    const giveUp = Date.now() + PATIENCE_MILLISECONDS;
    for (let attempt = 0; ; attempt++) {
      try {
        const output = await send();
        this.answered = true;
        return output;
      } catch (error) {
        const delay = Math.min(500 * 2 ** attempt, 10_000);
        const waits = !this.answered && isNotUpYet(error) && Date.now() + delay < giveUp;
        if (!waits) throw error;
        await sleep(delay, undefined, { signal: this.signal });
      }
    }
  }
}

function isNotUpYet(error: unknown): boolean {
  return error instanceof Error && NOT_UP_YET.test(`${error.name}: ${error.message}`);
}
