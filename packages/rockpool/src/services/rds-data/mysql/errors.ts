import type { AwsError } from "../../../errors.js";
import { refusal } from "../errors.js";
import type { Generation } from "../generation.js";
import { HINTS } from "../hints.js";

interface ServerError {
  readonly errno: number;
  readonly sqlState: string;
  readonly message: string;
}

/** The API's error for one that the server reports; undefined for anything else, such as a broken connection. */
export function mysqlError(error: unknown, generation: Generation): AwsError | undefined {
  if (!isServerError(error)) return undefined;
  const { errno, sqlState } = error;
  // MariaDB stands in for MySQL and calls itself by its own name.
  const message = error.message.replace("your MariaDB server version", "your MySQL server version");
  // The first generation said `Database error code: 1146. Message: ...` until 2021, and since then what the second says:
  // that is what aurora-data-api 0.4.0, of before the second generation, reads code and state from.
  return refusal(
    generation.databaseError,
    `${message}; Error code: ${errno}; SQLState: ${sqlState}`,
    HINT_OF.get(errno),
  );
}

/** By the server's error number. */
const HINT_OF: ReadonlyMap<number, string> = new Map([
  [1049, HINTS.unknownDatabase],
  // Syntax; a function, a variable, a collation, a character set that is not there.
  ...[1064, 1305, 1193, 1273, 1115].map((errno): [number, string] => [errno, HINTS.standIn]),
  [4025, HINTS.standInCheck],
]);

function isServerError(error: unknown): error is ServerError {
  return (
    error instanceof Error &&
    "errno" in error &&
    typeof error.errno === "number" &&
    "sqlState" in error &&
    typeof error.sqlState === "string" &&
    error.sqlState !== ""
  );
}
