import { spawn } from "node:child_process";
import { openSync } from "node:fs";
import { join } from "node:path";
import { RockpoolError } from "../errors.js";
import type { ErrorMessage } from "../pool/admin.js";
import type { PoolFile } from "../pool/pool-file.js";
import { makeDirectory } from "../state/lock.js";

/** What a pool in the background tells the command that started it, over their IPC channel. */
export type StartMessage = { readonly kind: "ready"; readonly pool: PoolFile } | ErrorMessage;

/** Starts a pool in a process of its own, which outlives this one; returns once it answers. */
export async function startInBackground(directory: string, words: readonly string[]): Promise<PoolFile> {
  makeDirectory(directory);
  const logFile = join(directory, "pool.log");
  const log = openSync(logFile, "a", 0o600);
  const main = join(import.meta.dirname, "main.js");
  const child = spawn(process.execPath, [main, "start", "--foreground", "--state", directory, ...words], {
    detached: true,
    stdio: ["ignore", log, log, "ipc"],
  });
  let interrupt = (): void => undefined;
  try {
    return await new Promise<PoolFile>((resolve, reject) => {
      let interrupted = false;
      interrupt = () => {
        interrupted = true;
        child.kill("SIGTERM");
      };
      process.on("SIGINT", interrupt).on("SIGTERM", interrupt);
      child.once("error", reject);
      child.once("exit", (code) =>
        reject(
          interrupted
            ? new RockpoolError("Interrupted", "interrupted while the pool started; it has ended")
            : new RockpoolError("StartFailed", `the pool ended with exit code ${code} while it started`, {
                hint: `Its log is ${logFile}.`,
              }),
        ),
      );
      child.once("message", (message: StartMessage) => {
        if (message.kind === "ready") resolve(message.pool);
        else
          reject(
            new RockpoolError(message.code, message.message, message.hint === undefined ? {} : { hint: message.hint }),
          );
      });
    });
  } finally {
    process.removeListener("SIGINT", interrupt).removeListener("SIGTERM", interrupt);
    child.removeAllListeners();
    if (child.connected) child.disconnect();
    child.unref();
  }
}
