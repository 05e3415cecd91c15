import { spawnSync } from "node:child_process";
import { RockpoolError } from "../errors.js";
import { run } from "./run.js";

/** How to run a program that refuses root. */
export interface RunAs {
  /** In front of the command. */
  readonly prefix: readonly string[];
  /** The server's files must belong to this user. */
  readonly owner?: number;
}

/** `nobody` on every Linux; owns nothing. */
const NOBODY = 65534;
const CAPABILITIES = "+dac_override,+dac_read_search";

/**
 * In order of preference. The first keeps files owned by root and works under a 0700 home, but containers often forbid it;
 * the second is another user that may still pass through such a home.
 */
export const WAYS: readonly RunAs[] = [
  { prefix: ["unshare", "--user", `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, "--"] },
  {
    prefix: [
      "setpriv",
      `--reuid=${NOBODY}`,
      `--regid=${NOBODY}`,
      "--clear-groups",
      `--inh-caps=${CAPABILITIES}`,
      `--ambient-caps=${CAPABILITIES}`,
      "--",
    ],
    owner: NOBODY,
  },
];

let known: RunAs | undefined;

/** How to run PostgreSQL, which refuses root, as whoever we are; asked once. */
export function unprivileged(): RunAs {
  known ??= findWay();
  return known;
}

function findWay(): RunAs {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const way = WAYS.find(works);
  if (way !== undefined) return way;
  throw new RockpoolError(
    "RunsAsRoot",
    "PostgreSQL refuses to run as root, and this machine lets neither unshare nor setpriv change the user",
    {
      hint: "Run this as an ordinary user.",
    },
  );
}

function works({ prefix }: RunAs): boolean {
  const [file, ...args] = [...prefix, "true"];
  return spawnSync(file, args, { stdio: "ignore" }).status === 0;
}

/** Hands the files of `directory` to the user that the server will run as. */
export async function handOver(directory: string, { owner }: RunAs): Promise<void> {
  if (owner !== undefined) await run("chown", ["-R", `${owner}:${owner}`, directory]);
}
