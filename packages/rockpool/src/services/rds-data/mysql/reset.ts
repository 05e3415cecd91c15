import { NotReset } from "../dialect.js";
import { type Answer, PlainAnswer, type ServerError, errorOf, isError } from "./answers.js";
import { RESET_COMMAND, queryCommand, useCommand } from "./commands.js";
import type { Packet } from "./packets.js";

/** Of a KILL for a connection that there is not. */
const UNKNOWN_CONNECTION = 1094;

const SETTINGS = "CONCAT_WS(' ', @@time_zone, @@character_set_client, @@character_set_results, @@collation_connection)";
/** Those of the Data API. */
export const SET = queryCommand("SET NAMES utf8mb4, time_zone = '+00:00'");
/** The settings that a session has. */
export const ASK_SETTINGS = queryCommand(`SELECT ${SETTINGS}`);
/** The columns of {@link Origin} that are asked for behind the login. */
export const ASK_ORIGIN = queryCommand(`SELECT HEX(CURRENT_ROLE()), HEX(DATABASE()), ${SETTINGS}`);

/**
 * Ahead of a reset, which leaves what was kept, and on MariaDB goes on keeping. What is too much is thrown away when a statement
 * more is kept; how many there may be comes back with the reset.
 */
const FORGET_PROFILES = ["SET profiling = 1", "SET profiling_history_size = 0", "SET profiling = 0"].map(queryCommand);

/** What a session is after its login, and comes back to. */
export interface Origin {
  /** In hexadecimal digits, as the database. */
  readonly role: string | null;
  readonly database: string | null;
  readonly settings: string;
  /** A reset alone comes back to the settings: they are the server's own, as they are unless a parameter group says otherwise. */
  readonly serversSettings: boolean;
}

/**
 * Makes a session as new. Beside profiles, a reset leaves two things that SQL can change: the role, and the current database, which cannot
 * be left again where none was named. Such a session cannot be used any more.
 *
 * MySQL goes on with what is sent behind a command that fails. So what stands between the reset and a statement behind it,
 * in the same write, is a KILL: of no connection where all is well, for which the server has an error of its own, and of
 * the session's own where it is not, and then nothing behind it runs. Each command more is an answer more, which wakes this
 * process: with a SET and a USE in front, the reset would cost twice as much. So the KILL is trusted to find what a reset
 * alone does not bring back, such as another database, and that session is another one's end. Its error stays where SHOW
 * WARNINGS and the like look, so that in front of those a reset goes out alone.
 */
export class Reset {
  readonly #alone: readonly Buffer[];
  readonly #ahead: readonly Buffer[];

  /** `database`: the one to come back to. */
  constructor(database: string | undefined, origin: Origin) {
    const hex = (digits: string | null): string => (digits === null ? "NULL" : `'${digits}'`);
    const asNew = `HEX(CURRENT_ROLE()) <=> ${hex(origin.role)} AND HEX(DATABASE()) <=> ${hex(origin.database)}`;
    this.#alone = [
      RESET_COMMAND,
      ...(database === undefined ? [] : [useCommand(database)]),
      queryCommand(`SET NAMES utf8mb4, time_zone = IF(${asNew}, '+00:00', 'not as new')`),
    ];
    const guard = `KILL IF(${asNew} AND ${SETTINGS} = '${origin.settings}', 0, CONNECTION_ID())`;
    this.#ahead = [RESET_COMMAND, ...(origin.serversSettings ? [] : [SET]), queryCommand(guard)];
  }

  /** With nothing behind it; `profiled`: the server may keep texts of statements. */
  alone(profiled: boolean): ResetExchange {
    const settings = this.#alone.slice(1).map(() => new PlainAnswer());
    const forget = profiled ? FORGET_PROFILES : [];
    const profiles = forget.map(() => new PlainAnswer());
    return {
      commands: [...forget, ...this.#alone],
      answers: [...profiles, new ResetAnswer(), ...settings],
      failed: () => [...profiles, ...settings].find(({ error }) => error !== undefined)?.error,
    };
  }

  /** With statements behind it. */
  ahead(): Pick<ResetExchange, "commands" | "answers"> {
    const settings = this.#ahead.slice(2).map(() => new PlainAnswer());
    return { commands: this.#ahead, answers: [new ResetAnswer(), ...settings, new GuardAnswer()] };
  }
}

export interface ResetExchange {
  readonly commands: readonly Buffer[];
  readonly answers: readonly Answer[];
  /** Why the session is not as new. */
  failed(): ServerError | undefined;
}

/** A server refuses no reset. If one did, nobody could tell what the statement behind it has met with. */
class ResetAnswer implements Answer {
  take(packet: Packet): boolean {
    if (isError(packet)) throw errorOf(packet);
    return true;
  }
}

class GuardAnswer implements Answer {
  take(packet: Packet): boolean {
    // Behind the byte that marks an error. Its text is not made an error of ours: that would cost more than all else here.
    const expected = isError(packet) && packet.bytes.readUInt16LE(packet.at + 1) === UNKNOWN_CONNECTION;
    if (expected) return true;
    throw new NotReset("the session cannot be made as new", { cause: isError(packet) ? errorOf(packet) : undefined });
  }
}
