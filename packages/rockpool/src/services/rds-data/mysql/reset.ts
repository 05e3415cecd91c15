import { NotReset } from "../dialect.js";
import { type Answer, PlainAnswer, type ServerError, errorOf, isError } from "./answers.js";
import { RESET_COMMAND, queryCommand, useCommand } from "./commands.js";
import type { Packet } from "./packets.js";

/** Of a KILL for a connection that there is not. */
const UNKNOWN_CONNECTION = 1094;

/** What a login has by itself, in hexadecimal digits. */
export interface Origin {
  readonly role: string | null;
  readonly database: string | null;
}

/** The columns of {@link Origin}. */
export const ORIGIN = "SELECT HEX(CURRENT_ROLE()), HEX(DATABASE())";

/**
 * Makes a session as new. A reset leaves two things that SQL can change: the role, and the current database where none was
 * named, for it cannot be left again. Such a session cannot be used any more.
 *
 * MySQL goes on with what is sent behind a command that fails. So what stands between the reset and a statement behind it,
 * in the same write, is a KILL: of no connection where all is well, for which the server has an error of its own, and of
 * the session's own where it is not, and then nothing behind it runs.
 */
export class Reset {
  readonly #commands: readonly Buffer[];
  readonly #guard: Buffer;

  /** `database`: the one to come back to. */
  constructor(database: string | undefined, origin: Origin) {
    const hex = (digits: string | null): string => (digits === null ? "NULL" : `'${digits}'`);
    const asNew = `HEX(CURRENT_ROLE()) <=> ${hex(origin.role)} AND HEX(DATABASE()) <=> ${hex(origin.database)}`;
    this.#commands = [
      RESET_COMMAND,
      ...(database === undefined ? [] : [useCommand(database)]),
      queryCommand(`SET NAMES utf8mb4, time_zone = IF(${asNew}, '+00:00', 'not as new')`),
    ];
    this.#guard = queryCommand(`KILL IF(${asNew} AND @@time_zone = '+00:00', 0, CONNECTION_ID())`);
  }

  /** With nothing behind it. */
  alone(): ResetExchange {
    return exchangeOf(this.#commands, []);
  }

  /** With statements behind it. */
  ahead(): ResetExchange {
    return exchangeOf([...this.#commands, this.#guard], [new GuardAnswer()]);
  }
}

export interface ResetExchange {
  readonly commands: readonly Buffer[];
  readonly answers: readonly Answer[];
  /** The session is not fit for more. What was sent behind the reset has run well nevertheless: its database is gone since. */
  failed(): ServerError | undefined;
}

function exchangeOf(commands: readonly Buffer[], guards: readonly Answer[]): ResetExchange {
  const settings = commands.slice(1 + guards.length).map(() => new PlainAnswer());
  return {
    commands,
    answers: [new ResetAnswer(), ...settings, ...guards],
    failed: () => settings.find(({ error }) => error !== undefined)?.error,
  };
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
    const error = isError(packet) ? errorOf(packet) : undefined;
    if (error?.errno === UNKNOWN_CONNECTION) return true;
    throw new NotReset("the session cannot be made as new", { cause: error });
  }
}
