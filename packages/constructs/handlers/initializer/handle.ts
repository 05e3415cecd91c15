import { createHash } from "node:crypto";
import { RDSDataServiceException } from "@aws-sdk/client-rds-data";
import { planScript, type Script } from "../../src/initializer/sql/plan";
import type { Target } from "./data-api";
import type { Answer, Request } from "./respond";
import type { ScriptLocation } from "./script";

/** The database, as far as running a script needs it. */
export interface Database {
  begin(): Promise<string>;
  wake(): Promise<void>;
  execute(sql: string, transactionId: string | undefined): Promise<void>;
  commit(transactionId: string): Promise<void>;
  rollback(transactionId: string): Promise<void>;
}

/** The world around one invocation. */
export interface Invocation {
  readScript(location: ScriptLocation): Promise<Script>;
  dataApi(target: Target): Database;
  /** Aborts when the time for the script is up. */
  readonly signal: AbortSignal;
  /** Takes names, numbers and hashes; never SQL, values or secrets. */
  readonly log: (line: string) => void;
}

/** Runs the script when the resource is created; on updates and deletions it runs nothing. Never throws: every error is an answer. */
export async function handle(request: Request, invocation: Invocation): Promise<Answer> {
  const fallbackId = request.PhysicalResourceId ?? `${request.LogicalResourceId}/${request.RequestId}`;
  // Nothing is connected to on deletion: it must work when the database is gone, and the data stays in any case.
  if (request.RequestType === "Delete") return { Status: "SUCCESS", PhysicalResourceId: fallbackId };
  try {
    const properties = propertiesOf(request);
    const id = physicalIdOf(request, properties);
    if (request.RequestType === "Update" && request.PhysicalResourceId !== id) {
      return {
        Status: "FAILED",
        PhysicalResourceId: fallbackId,
        Reason: changed(request.PhysicalResourceId ?? "", id),
      };
    }
    const done: Answer = {
      Status: "SUCCESS",
      PhysicalResourceId: id,
      Data: { StatementCount: properties.statementCount, ScriptHash: properties.location.hash },
    };
    // The same script on the same database: an update of something else, or the rollback of one.
    if (request.RequestType === "Update") return done;
    await run(properties, invocation);
    return done;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    // The reason may quote a value out of the database's message. CloudFormation gets it; the log does not.
    invocation.log(`failed: ${nameOf(error)}`);
    return { Status: "FAILED", PhysicalResourceId: fallbackId, Reason: reason };
  }
}

/** The statements in order, one call each; in one transaction if they can be. */
async function run({ location, target }: Properties, invocation: Invocation): Promise<void> {
  const { log, signal } = invocation;
  const database = invocation.dataApi(target);
  /** Where an error happens, and what it leaves behind: kept up to date as the work goes on. */
  let place = "the reading of the script";
  let leaves = (_lost: boolean): string => "nothing was applied";
  let transactionId: string | undefined;
  try {
    const { statements, transaction } = planScript(await invocation.readScript(location));
    log(`script ${location.hash}: ${statements.length} statements`);
    place = "the first call to the database";
    if (transaction) transactionId = await database.begin();
    else await database.wake();
    for (const [index, statement] of statements.entries()) {
      place = `${statement.name} (line ${statement.line})`;
      if (!transaction) leaves = (lost) => appliedBefore(index, statements.length, lost);
      await database.execute(statement.text, transactionId);
    }
    place = "the end of the transaction";
    leaves = (lost) =>
      lost ? "it is not known whether the script was applied; look before you deploy again" : "nothing was applied";
    if (transactionId !== undefined) await database.commit(transactionId);
    log(`${statements.length} statements ran`);
  } catch (error) {
    if (transactionId !== undefined) {
      // The first error is the one to tell; the Data API rolls an abandoned transaction back by itself.
      await database.rollback(transactionId).catch((also: unknown) => log(`rollback: ${nameOf(also)}`));
    }
    throw new ScriptError(place, explain(error, signal), leaves(answerWasLost(error)), error);
  }
}

function appliedBefore(applied: number, total: number, lost: boolean): string {
  const before = `${applied} of ${total} statements were applied before it`;
  return lost ? `${before}, and it is not known whether it was applied itself` : before;
}

class ScriptError extends Error {
  public constructor(place: string, reason: string, state: string, cause: unknown) {
    super(`${place}: ${reason}; ${state}`, { cause });
    this.name = `${place} ${nameOf(cause)}`;
  }
}

function explain(cause: unknown, signal: AbortSignal): string {
  if (!(cause instanceof Error)) return String(cause);
  // The SDK calls a connection that broke a TimeoutError too.
  const outOfTime = signal.aborted && (cause.name === "AbortError" || cause.name === "TimeoutError");
  return outOfTime ? "the time of the initializer was up; raise its timeout" : cause.message;
}

/** Whether the service may have done what it was asked for: it gave no answer, or one that leaves it open. */
function answerWasLost(error: unknown): boolean {
  if (!(error instanceof Error)) return true;
  const answered = error instanceof RDSDataServiceException && error.$metadata.httpStatusCode;
  return !answered || answered >= 500 || /Communications link failure/i.test(error.message);
}

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return "an unknown error";
  const state = /SQLState: ?(\w{5})/.exec(error.message)?.[1];
  return state && !error.name.includes(state) ? `${error.name} (SQLState ${state})` : error.name;
}

interface Properties {
  readonly location: ScriptLocation;
  readonly statementCount: number;
  readonly target: Target;
}

function propertiesOf({ ResourceProperties: given }: Request): Properties {
  const text = (name: string): string => {
    const value = given[name];
    if (typeof value !== "string" || value === "") throw new Error(`the property ${name} is missing`);
    return value;
  };
  return {
    location: { bucket: text("ScriptBucket"), key: text("ScriptKey"), hash: text("ScriptHash") },
    // CloudFormation passes numbers as text.
    statementCount: Number(text("StatementCount")),
    target: {
      resourceArn: text("ClusterArn"),
      secretArn: text("SecretArn"),
      database: given.DatabaseName === undefined ? undefined : text("DatabaseName"),
    },
  };
}

/** Which script ran on which database: stack, logical id, database, a short hash of the cluster, hash of the script. */
function physicalIdOf(request: Request, { location, target }: Properties): string {
  const stack = request.StackId.split("/")[1] ?? request.StackId;
  const cluster = createHash("sha256").update(target.resourceArn).digest("hex").slice(0, 8);
  return [stack, request.LogicalResourceId, target.database ?? "-", cluster, location.hash].join("/");
}

function changed(before: string, after: string): string {
  const sameScript = before.split("/").at(-1) === after.split("/").at(-1);
  const what = sameScript
    ? "the database of this initializer was replaced by another one"
    : "the script of this initializer has changed";
  return `${what}, but a script runs once, when the initializer is created, and its statements are not undone; put the script back, and the new statements into another DatabaseInitializer (one with another id)`;
}
