import type { Command } from "commander";
import { deployCommand } from "./deploy.js";
import { destroyCommand } from "./destroy.js";
import { doctorCommand } from "./doctor.js";
import { envCommand, execCommand } from "./env.js";
import { eventsCommand } from "./events.js";
import { lsCommand } from "./ls.js";
import { outputsCommand } from "./outputs.js";
import { startCommand } from "./start.js";
import { stopCommand } from "./stop.js";

/** Every verb, in the order of the help text. */
export const COMMANDS: ReadonlyArray<() => Command> = [
  startCommand,
  stopCommand,
  deployCommand,
  destroyCommand,
  lsCommand,
  outputsCommand,
  eventsCommand,
  envCommand,
  execCommand,
  doctorCommand,
];
