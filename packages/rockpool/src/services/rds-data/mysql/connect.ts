import mysql from "mysql2";
import type { Login } from "../dialect.js";
import { PlainAnswer } from "./answers.js";
import { RESET_COMMAND } from "./commands.js";
import { Line } from "./line.js";
import { ASK_ORIGIN, ASK_SETTINGS, type Origin, SET } from "./reset.js";
import { COMMAND_OPTIONS, StatementAnswer } from "./statement.js";
import { Wire } from "./wire.js";

/** A connection that is logged in, with the settings of the Data API. */
export interface Connected {
  readonly line: Line;
  readonly origin: Origin;
  /** The server's own number of the connection. */
  readonly processId: number;
  close(): void;
}

/** The driver logs in, for servers have many ways to do that; from then on the connection is ours. */
export async function connect({ host, port, username, password, database }: Login): Promise<Connected> {
  const wire = Wire.connect({ host, port });
  const driver = mysql.createConnection({
    stream: () => wire,
    user: username,
    password,
    ...(database === undefined ? {} : { database }),
    charset: "utf8mb4",
    // The service cannot read files of its callers, and counts the rows that an UPDATE changed, not those that it found. A
    // blank before the parenthesis of a function is an SQL mode, which the first reset would end. Changes of the session are
    // not told of, and queries have no attributes.
    flags: ["-LOCAL_FILES", "-FOUND_ROWS", "-IGNORE_SPACE", "-SESSION_TRACK", "-CLIENT_QUERY_ATTRIBUTES"],
  });
  const close = (): void => {
    driver.destroy();
    wire.destroy();
  };
  // The line hears of it as well, and tells those who wait.
  driver.on("error", () => undefined);
  try {
    await new Promise<void>((resolve, reject) =>
      driver.connect((error) => (error === null ? resolve() : reject(error))),
    );
    const line = new Line(wire);
    return { line, origin: await settle(line), processId: driver.threadId ?? 0, close };
  } catch (error) {
    close();
    throw error;
  }
}

/** Takes the settings of the Data API, and looks at what a reset will come back to. */
async function settle(line: Line): Promise<Origin> {
  const rows = (): StatementAnswer =>
    new StatementAnswer("text", line.handshake.extendedColumns, COMMAND_OPTIONS, () => undefined);
  const [reset, bare, set, origin] = [new PlainAnswer(), rows(), new PlainAnswer(), rows()];
  await line.exchange([RESET_COMMAND, ASK_SETTINGS, SET, ASK_ORIGIN], [reset, bare, set, origin]);
  const error = reset.error ?? bare.error ?? set.error ?? origin.error;
  if (error !== undefined) throw error;
  const [servers] = textsOf(bare);
  const [role = null, database = null, settings] = textsOf(origin);
  return { role, database, settings: settings ?? "", serversSettings: settings === servers };
}

/** The first row. */
const textsOf = ({ rows }: StatementAnswer): Array<string | null> =>
  (rows[0] ?? []).map((field) => ("stringValue" in field ? field.stringValue : null));
