import { messageOf } from "../../errors.js";
import type { EventBus } from "../../events.js";
import type { DataApiTarget } from "../rds/service.js";

/** How a user ends what runs on a connection. */
const BY_HAND = {
  postgres: (connection: number) => `SELECT pg_terminate_backend(${connection})`,
  mysql: (connection: number) => `KILL ${connection}`,
};

/**
 * Stops what runs on a connection of a cluster. Never fails: who waited for the statement has been answered, so that it
 * is the pool's owner who hears of one that may run on.
 */
export async function interrupt(target: DataApiTarget, connection: number, events: EventBus): Promise<void> {
  try {
    await target.interrupt(connection);
  } catch (error) {
    const message = `A statement on the DB cluster ${target.identifier} could not be stopped: ${messageOf(error)}. It may run on and hold its locks; \`${BY_HAND[target.family](connection)}\` ends it.`;
    events.emit({ kind: "notice", level: "warning", code: "rds-data.interrupt", message });
  }
}
