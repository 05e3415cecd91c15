import { createHash } from "node:crypto";
import { type PlannedStatement, planScript, type Script } from "../../src/initializer/sql/plan";
import type { Target } from "./data-api";
import type { Request } from "./respond";
import type { ScriptLocation } from "./script";

/** What CloudFormation is told. */
export interface Answer {
  readonly Status: "SUCCESS" | "FAILED";
  readonly PhysicalResourceId: string;
  readonly Reason?: string;
  readonly Data?: { readonly StatementCount: number; readonly ScriptHash: string };
}

/** The database, as far as running a script needs it. */
export interface Database {
  begin(): Promise<string>;
  execute(sql: string, transactionId: string | undefined): Promise<void>;
  commit(transactionId: string): Promise<void>;
  rollback(transactionId: string): Promise<void>;
}

/** The world around one invocation. */
export interface Invocation {
  readScript(location: ScriptLocation): Promise<Script>;
  dataApi(target: Target): Database;
  /** Takes names, numbers and hashes; never SQL, values or secrets. */
  readonly log: (line: string) => void;
}

/** CloudFormation refuses responses over 4,096 bytes. */
const LONGEST_REASON = 1_500;

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
    const script = await invocation.readScript(properties.location);
    const plan = planScript(script);
    const done: Answer = {
      Status: "SUCCESS",
      PhysicalResourceId: id,
      Data: { StatementCount: plan.statements.length, ScriptHash: properties.location.hash },
    };
    // The same script on the same database: an update of something else, or the rollback of one.
    if (request.RequestType === "Update") return done;
    invocation.log(`script ${properties.location.hash}: ${plan.statements.length} statements`);
    await run(plan.statements, plan.transaction, invocation.dataApi(properties.target), invocation.log);
    return done;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    // The reason may quote a value out of the database's message. CloudFormation gets it; the log does not.
    invocation.log(`failed: ${nameOf(error)}`);
    return { Status: "FAILED", PhysicalResourceId: fallbackId, Reason: reason.slice(0, LONGEST_REASON) };
  }
}

/** The statements in order, one call each; in one transaction if they can be. */
async function run(
  statements: readonly PlannedStatement[],
  transaction: boolean,
  database: Database,
  log: (line: string) => void,
): Promise<void> {
  const transactionId = transaction ? await database.begin() : undefined;
  let current: PlannedStatement | undefined;
  try {
    for (current of statements) await database.execute(current.text, transactionId);
    current = undefined;
    if (transactionId !== undefined) await database.commit(transactionId);
  } catch (error) {
    if (transactionId !== undefined) {
      // The first error is the one to tell; the Data API rolls an abandoned transaction back by itself.
      await database.rollback(transactionId).catch((also: unknown) => log(`rollback: ${nameOf(also)}`));
    }
    throw new StatementError(current, statements, transaction, error);
  }
  log(`${statements.length} statements ran`);
}

class StatementError extends Error {
  public constructor(
    statement: PlannedStatement | undefined,
    statements: readonly PlannedStatement[],
    transaction: boolean,
    cause: unknown,
  ) {
    const place = statement ? `${statement.name} (line ${statement.line})` : "the end of the transaction";
    const applied = statement ? statements.indexOf(statement) : statements.length;
    const state = transaction
      ? "nothing was applied"
      : `${applied} of ${statements.length} statements were applied before it`;
    super(`${place}: ${explain(cause)}; ${state}`, { cause });
    this.name = `${place} ${nameOf(cause)}`;
  }
}

function explain(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  if (cause.name === "AbortError" || cause.name === "TimeoutError")
    return "the time of the initializer was up; raise its timeout";
  return cause.message;
}

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return "an unknown error";
  const state = /SQLState: ?(\w{5})/.exec(error.message)?.[1];
  return state && !error.name.includes(state) ? `${error.name} (SQLState ${state})` : error.name;
}

interface Properties {
  readonly location: ScriptLocation;
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
