import type { EventBus } from "../../events.js";
import { AwsError } from "../../errors.js";
import type { AnyOperation, CallContext } from "../contract.js";
import { HINTS } from "./hints.js";

/**
 * Writes a line for every call that the service itself refuses: what to do instead, which AWS's answer does not say.
 * Statements, values and the database's messages, which may quote them, are not in it unless `statements` asks for them.
 */
export function explained<Operations extends Record<string, AnyOperation>>(
  operations: Operations,
  { events, statements }: { events: EventBus; statements: boolean },
): Operations {
  const say = (level: "info" | "warning", code: string, message: string): void =>
    events.emit({ kind: "notice", level, code, message });
  const entries = Object.entries(operations).map(([name, operation]) => [
    name,
    async (call: CallContext, input: Readonly<Record<string, unknown>>): Promise<unknown> => {
      if (statements) say("info", "rds-data.statement", `rds-data:${name} ${shown(input)} (request ${call.requestId})`);
      try {
        const answer: unknown = await Reflect.apply(operation, operations, [call, input]);
        return answer;
      } catch (error) {
        if (error instanceof AwsError && (hintOf(error) !== undefined || statements))
          say("warning", "rds-data.refused", refusal(name, call, error, statements));
        throw error;
      }
    },
  ]);
  return Object.fromEntries(entries);
}

function refusal(name: string, { requestId }: CallContext, error: AwsError, statements: boolean): string {
  const message = statements ? `: ${error.message}` : "";
  const hint = hintOf(error);
  return `rds-data:${name} refused with ${error.code}${message}${hint === undefined ? "" : `. ${hint}`} (request ${requestId})`;
}

/** The words of a constraint say what is allowed, and are as good as a hint; no database has errors of this name. */
const hintOf = ({ code, hint }: AwsError): string | undefined =>
  hint ?? (code === "ValidationException" ? HINTS.constraint : undefined);

/** What a call runs, for those who asked to see it. */
function shown({ sql, sqlStatements, parameters, parameterSets }: Readonly<Record<string, unknown>>): string {
  const given = { sql, sqlStatements, parameters, parameterSets };
  return JSON.stringify(given, (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value));
}
