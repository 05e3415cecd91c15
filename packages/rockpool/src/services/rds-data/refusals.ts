import type { Environment } from "../../environment.js";
import type { EventBus } from "../../events.js";
import { AwsError } from "../../errors.js";
import { LINES_A_SECOND, LinesASecond } from "../../lines-a-second.js";
import type { AnyOperation, CallContext } from "../contract.js";
import type { DataApiTarget } from "../rds/service.js";
import { HINTS } from "./hints.js";

/** Where lines about calls go: so many a second, or all of them to those who asked for `statements`. */
export function linesOf(
  environment: Pick<Environment, "events" | "clock">,
  statements: boolean,
): Pick<LinesASecond, "emit" | "close"> {
  const { events } = environment;
  if (statements) return { emit: (event) => events.emit(event), close: () => undefined };
  return new LinesASecond(environment, (count) => ({
    kind: "notice",
    level: "warning",
    code: "rds-data.refused",
    message: `${count} more calls were refused or warned of; the log shows ${LINES_A_SECOND} a second, all of them with --log-statements.`,
  }));
}

/**
 * Writes a line for every call that the service itself refuses: what to do instead, which AWS's answer does not say.
 * Statements, values and the database's messages, which may quote them, are not in it unless `statements` asks for them.
 */
export function explained<Operations extends Record<string, AnyOperation>>(
  operations: Operations,
  {
    events,
    statements,
    target,
  }: {
    events: Pick<EventBus, "emit">;
    statements: boolean;
    target: (resourceArn: string) => DataApiTarget | undefined;
  },
): Operations {
  function about(name: string, input: Readonly<Record<string, unknown>>): string {
    const arn = input["resourceArn"] ?? input["dbClusterOrInstanceArn"];
    return operationOn(name, typeof arn === "string" ? target(arn)?.identifier : undefined, input["database"]);
  }

  const say = (level: "info" | "warning", code: string, message: string): void =>
    events.emit({ kind: "notice", level, code, message });
  const entries = Object.entries(operations).map(([name, operation]) => [
    name,
    async (call: CallContext, input: Readonly<Record<string, unknown>>): Promise<unknown> => {
      if (statements)
        say("info", "rds-data.statement", `${about(name, input)} ${shown(input)} (request ${call.requestId})`);
      try {
        const answer: unknown = await Reflect.apply(operation, operations, [call, input]);
        return answer;
      } catch (error) {
        if (error instanceof AwsError && (hintOf(error) !== undefined || statements))
          say("warning", "rds-data.refused", refusal(about(name, input), call, error, statements));
        throw error;
      }
    },
  ]);
  return Object.fromEntries(entries);
}

/** An operation, and the cluster and the database that it is for, where they are known by name. */
export function operationOn(name: string, cluster: string | undefined, database: unknown): string {
  const named = typeof database === "string" && /^[\w$-]{1,64}$/.test(database) ? ` (database ${database})` : "";
  return `rds-data:${name}${cluster === undefined ? "" : ` on ${cluster}${named}`}`;
}

function refusal(about: string, { requestId }: CallContext, error: AwsError, statements: boolean): string {
  const message = statements ? `: ${error.message}` : "";
  const hint = hintOf(error);
  return `${about} refused with ${error.code}${message}${hint === undefined ? "" : `. ${hint}`} (request ${requestId})`;
}

/** The words of a constraint say what is allowed, and are as good as a hint; no database has errors of this name. */
const hintOf = ({ code, hint }: AwsError): string | undefined =>
  hint ?? (code === "ValidationException" ? HINTS.constraint : undefined);

/** What a call runs, for those who asked to see it. */
function shown({ sql, sqlStatements, parameters, parameterSets }: Readonly<Record<string, unknown>>): string {
  const given = { sql, sqlStatements, parameters, parameterSets };
  return JSON.stringify(given, (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value));
}
