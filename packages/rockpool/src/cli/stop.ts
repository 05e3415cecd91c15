import type { Command } from "commander";
import { RockpoolError } from "../errors.js";
import { PoolClient } from "./client.js";
import { type CommonOptions, print, verb } from "./command.js";
import { runningPool, stateDirectory } from "./home.js";

const PATIENCE_MILLISECONDS = 60_000;

export function stopCommand(): Command {
  return verb("stop", "stop the pool and its database servers; everything they hold stays").action(
    async (options: CommonOptions) => {
      const directory = stateDirectory(options.state);
      const pool = runningPool(directory);
      if (pool === undefined) {
        print(options.json ? JSON.stringify({ stopped: false }) : `No pool runs on ${directory}.`);
        return;
      }
      await new PoolClient(directory, pool).admin("stop", {});
      const deadline = Date.now() + PATIENCE_MILLISECONDS;
      while (runningPool(directory)?.pid === pool.pid) {
        if (Date.now() > deadline) {
          throw new RockpoolError(
            "StopTimeout",
            `the pool (process ${pool.pid}) has not ended within ${PATIENCE_MILLISECONDS / 1000} s`,
            { hint: `See pool.log in ${directory}; \`kill ${pool.pid}\` ends it.` },
          );
        }
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      print(
        options.json
          ? JSON.stringify({ stopped: true })
          : `The pool at ${pool.endpoint} has ended. \`rockpool start\` brings it back as it was.`,
      );
    },
  );
}
