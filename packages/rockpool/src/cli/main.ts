import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command, CommanderError } from "commander";
import pc from "picocolors";
import { AwsError, messageOf, RockpoolError } from "../errors.js";
import { EXIT, writesLog } from "./command.js";
import { COMMANDS } from "./commands.js";
import { timed } from "./render.js";

/** Errors after something was begun; all others mean that nothing was. */
const FAILURES: ReadonlySet<string> = new Set([
  "DeployFailed",
  "DeleteFailed",
  "PoolGone",
  "PoolStopped",
  "StopTimeout",
  "InternalError",
]);

// Older versions of Node say on every start that node:sqlite is experimental.
const warn = process.listeners("warning");
process.removeAllListeners("warning").on("warning", (warning) => {
  if (warning.name !== "ExperimentalWarning") for (const listener of warn) listener(warning);
});

// `rockpool events | head` has seen enough.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit();
    throw error;
  });
}

const { version }: { version: string } = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../package.json"), "utf8"),
);
const program = new Command("rockpool")
  .description(
    "A local cloud for CloudFormation templates with relational databases.\nReal engines, real functions, real permissions; no AWS account, no Docker.",
  )
  .version(version)
  .enablePositionalOptions()
  .showHelpAfterError("  `rockpool --help` lists the commands, `rockpool <command> --help` the options of one.")
  .configureOutput({ outputError: (text, write) => write(text.replace(/^error:/, pc.red("✖"))) })
  .exitOverride();
for (const command of COMMANDS) program.addCommand(command().copyInheritedSettings(program));

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

function report(error: unknown): number {
  // Commander has printed its own message already: help and version are no errors.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.refused;
  const json = process.argv.includes("--json");
  const known = error instanceof RockpoolError || error instanceof AwsError;
  const code = known ? error.code : "InternalError";
  const hint = error instanceof RockpoolError ? error.hint : undefined;
  if (json) process.stdout.write(`${JSON.stringify({ kind: "error", code, message: messageOf(error), hint })}\n`);
  else {
    const lines = [`${pc.red("✖")} ${messageOf(error)}`];
    if (hint !== undefined) lines.push(`  ${hint}`);
    if (!known && error instanceof Error) lines.push(pc.dim(error.stack ?? ""));
    const text = lines.join("\n");
    process.stderr.write(`${writesLog() ? timed(text, Date.now()) : text}\n`);
  }
  if (code === "Interrupted") return EXIT.interrupted;
  return FAILURES.has(code) ? EXIT.failed : EXIT.refused;
}
