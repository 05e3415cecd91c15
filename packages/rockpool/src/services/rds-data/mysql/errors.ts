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
  return refusal(generation.databaseError, `${message}; Error code: ${errno}; SQLState: ${sqlState}`, hintOf(error));
}

/** An error that has a hint: by its number and its words. */
interface Hinted {
  readonly errnos: readonly number[];
  readonly message?: RegExp;
  readonly hint: string;
}

/** The first that fits counts. */
const HINTED: readonly Hinted[] = [
  { errnos: [1049], hint: HINTS.unknownDatabase },
  { errnos: [1046], hint: HINTS.noDatabase.mysql },
  { errnos: [1351], hint: HINTS.parameterPlace.mysql },
  { errnos: [1064], message: / to use near '\?/, hint: HINTS.parameterPlace.mysql },
  { errnos: [1295], message: / prepared statement protocol/, hint: HINTS.parameterPlace.mysql },
  { errnos: [1210], message: / to mysqld_stmt_execute$/, hint: HINTS.positionalParameter.mysql },
  { errnos: [1210], message: / to EXECUTE$/, hint: HINTS.preparedVariables.mysql },
  // Syntax; a function, a variable, a collation, a character set that is not there.
  { errnos: [1305], message: /^FUNCTION /, hint: HINTS.standIn.mysql },
  { errnos: [1064, 1193, 1273, 1115], hint: HINTS.standIn.mysql },
  { errnos: [1292], message: /^Incorrect (?:date|time|datetime) value/, hint: HINTS.temporalFormat.mysql },
  { errnos: [4025], hint: HINTS.standInCheck.mysql },
];

const hintOf = ({ errno, message }: ServerError): string | undefined =>
  HINTED.find(({ errnos, message: words }) => errnos.includes(errno) && words?.test(message) !== false)?.hint;

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
