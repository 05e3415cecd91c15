import { readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { Token } from "aws-cdk-lib/core";
import type { ScriptSource } from "./sql/plan";

/** SQL that fills a database. It may hold several statements; they run strictly in order. */
export class SqlScript {
  /**
   * SQL written in the app. Errors speak of it as `inline#1`, `inline#2` and so on.
   *
   * Never write a password or another secret here: the SQL lies readable in the asset bucket.
   *
   * @param statements one or more statements each
   */
  public static inline(...statements: string[]): SqlScript {
    for (const [index, statement] of statements.entries()) {
      if (Token.isUnresolved(statement)) {
        throw new Error(
          `statement ${index + 1} of SqlScript.inline() holds a value of deploy time, but SQL is read at synthesis; pass such values to the code that uses the database`,
        );
      }
    }
    return new SqlScript(statements.map((text) => ({ name: "inline", text })));
  }

  /**
   * SQL in a file, in UTF-8. Errors speak of it as `name.sql#1` and so on.
   *
   * @param path the file, absolute or from the working directory
   */
  public static fromFile(path: string): SqlScript {
    return new SqlScript([{ name: basename(path), text: read(path) }]);
  }

  /** @internal */
  public readonly _sources: readonly ScriptSource[];

  private constructor(sources: readonly ScriptSource[]) {
    this._sources = sources;
  }
}

function read(path: string): string {
  const bytes = readBytes(path);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new Error(`the SQL file ${path} is not UTF-8; save it as UTF-8`, { cause: error });
  }
}

function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new Error(
      `the SQL file ${resolve(path)} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  }
}
