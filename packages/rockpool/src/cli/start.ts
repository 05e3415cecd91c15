import type { Command } from "commander";
import { RockpoolError } from "../errors.js";
import { errorMessage } from "../pool/admin.js";
import { removePoolFile, writePoolFile } from "../pool/pool-file.js";
import { type StartMessage, startInBackground } from "./background.js";
import { type CommonOptions, portNumber, print, renderer, verb, writesLog } from "./command.js";
import { runningPool, stateDirectory } from "./home.js";

interface StartOptions extends CommonOptions {
  readonly port?: number;
  readonly region?: string;
  readonly account?: string;
  readonly strict?: boolean;
  readonly logStatements?: boolean;
  readonly foreground?: boolean;
}

/** The port that clients of local clouds try first. */
export const DEFAULT_PORT = 4566;

export function startCommand(): Command {
  return verb("start", "start a pool in the background")
    .option(
      "--port <port>",
      "port of the AWS API on 127.0.0.1; 0 takes a free one (default: the last one, at first 4566)",
      portNumber,
    )
    .option(
      "--region <region>",
      "the region that the pool stands for (default: the last one, at first $AWS_REGION or us-east-1)",
    )
    .option("--account <id>", "the account that the pool stands for (default: the last one, at first 000000000000)")
    .option("--strict", "refuse templates with resource types that Rockpool does not run")
    .option("--log-statements", "show the statements of the Data API with their values among the pool's events")
    .option("--foreground", "stay in this terminal until Ctrl-C")
    .action(async (options: StartOptions) => {
      const directory = stateDirectory(options.state);
      if (options.foreground) return foreground(directory, options);
      const running = runningPool(directory);
      if (running !== undefined) {
        throw new RockpoolError(
          "StateInUse",
          `a pool (process ${running.pid}) runs on ${directory} already, at ${running.endpoint}`,
          {
            hint: "Use that one, end it with `rockpool stop`, or choose another directory with --state.",
          },
        );
      }
      const pool = await startInBackground(directory, startWords(options));
      if (options.json) print(JSON.stringify(pool));
      else
        print(
          `Rockpool runs at ${pool.endpoint} (${pool.region}, account ${pool.accountId}, process ${pool.pid}).\nCredentials and endpoint for AWS clients: rockpool env`,
        );
    });
}

function startWords(options: StartOptions): string[] {
  const words: string[] = [];
  if (options.port !== undefined) words.push("--port", String(options.port));
  if (options.region !== undefined) words.push("--region", options.region);
  if (options.account !== undefined) words.push("--account", options.account);
  if (options.strict) words.push("--strict");
  if (options.logStatements) words.push("--log-statements");
  return words;
}

async function foreground(directory: string, options: StartOptions): Promise<void> {
  const report = (message: StartMessage) => process.send?.(message);
  try {
    // Loaded here alone: no other command needs the services of AWS in its own process.
    const { startPool } = await import("../pool/pool.js");
    const pool = await startPool({
      stateDirectory: directory,
      port: options.port,
      region: options.region,
      accountId: options.account,
      defaults: { port: DEFAULT_PORT, region: process.env["AWS_REGION"] },
      strict: options.strict ?? false,
      logStatements: options.logStatements ?? false,
    });
    const output = renderer(options);
    pool.events.subscribe((event) => output.event(event));
    const file = {
      pid: process.pid,
      endpoint: pool.endpoint,
      region: pool.region,
      accountId: pool.accountId,
      started: Date.now(),
    };
    writePoolFile(directory, file);
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void pool.stop());
    report({ kind: "ready", pool: file });
    output.line(`Rockpool runs at ${pool.endpoint}. ${writesLog() ? "`rockpool stop`" : "Ctrl-C"} ends it.`);
    await pool.stopped;
    // `rockpool stop` waits for the file to be gone: then all of the log is there.
    output.line("Rockpool has ended; what it holds stays.");
    removePoolFile(directory);
    output.close();
  } catch (error) {
    report(errorMessage(error));
    throw error;
  }
}
