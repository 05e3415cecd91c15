import { sessionEffect } from "./session";
import { splitSql, type SqlStatement } from "./split";
import { type Dialect, SqlSyntaxError } from "./tokens";
import { controlsTransaction, mustRunAlone } from "./transaction";

/** A piece of SQL with the name under which errors speak of it: a file name, or `inline`. */
export interface ScriptSource {
  readonly name: string;
  readonly text: string;
}

/** What travels from the app to the handler. */
export interface Script {
  readonly dialect: Dialect;
  readonly sources: readonly ScriptSource[];
}

/** One call of the Data API. */
export interface PlannedStatement {
  /** `file#number`, the number counting from 1. */
  readonly name: string;
  readonly line: number;
  readonly text: string;
}

/** What a script comes to. */
export interface Plan {
  readonly statements: readonly PlannedStatement[];
  /** Whether all statements run in one transaction. MySQL commits each DDL statement by itself, so there it would mean nothing. */
  readonly transaction: boolean;
}

/** The Data API refuses longer statements. */
export const LONGEST_STATEMENT = 65_536;

/**
 * Splits a script into the calls that run it.
 *
 * @throws Error that names file, line and cure, for a script that cannot run
 */
export function planScript({ dialect, sources }: Script): Plan {
  const statements: PlannedStatement[] = [];
  const alone: PlannedStatement[] = [];
  const counts = new Map<string, number>();
  for (const source of sources) {
    for (const statement of split(source, dialect)) {
      const number = (counts.get(source.name) ?? 0) + 1;
      counts.set(source.name, number);
      const planned = { name: `${source.name}#${number}`, line: statement.line, text: statement.text };
      check(planned, dialect, statement);
      if (dialect === "postgresql" && mustRunAlone(statement)) alone.push(planned);
      statements.push(planned);
    }
  }
  if (statements.length === 0)
    throw new Error("the script has no statement; give it one, or leave the initializer out");
  if (alone.length > 0 && statements.length > 1) {
    throw new Error(
      `${alone[0].name} (line ${alone[0].line}) cannot run in a transaction, and the script runs in one; give that statement an initializer of its own`,
    );
  }
  return { statements, transaction: dialect === "postgresql" && alone.length === 0 };
}

function split(source: ScriptSource, dialect: Dialect) {
  try {
    return splitSql(source.text, dialect);
  } catch (error) {
    if (error instanceof SqlSyntaxError)
      throw new Error(`${source.name}, line ${error.line}: ${error.reason}`, { cause: error });
    throw error;
  }
}

function check({ name, line, text }: PlannedStatement, dialect: Dialect, statement: SqlStatement): void {
  if (text.length > LONGEST_STATEMENT) {
    throw new Error(
      `${name} (line ${line}) has ${text.length} characters; the Data API takes ${LONGEST_STATEMENT} at the most, so split it`,
    );
  }
  if (dialect === "postgresql" && controlsTransaction(statement)) {
    throw new Error(
      `${name} (line ${line}) begins or ends a transaction, but the script runs in one already; take the statement out`,
    );
  }
  const lost = dialect === "mysql" ? sessionEffect(statement) : undefined;
  if (lost) {
    throw new Error(
      `${name} (line ${line}) ${lost.effect}, but every MySQL statement of a script runs in a session of its own; ${lost.cure}`,
    );
  }
}
