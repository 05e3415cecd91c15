import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** How long a process may take to be gone after its pool is, in milliseconds. */
const PATIENCE = 2_000;

/** The processes that work on a directory: those whose command line names it, or that stand in it. Linux only. */
export function processesOn(directory: string): string[] {
  const own = String(process.pid);
  return readdirSync("/proc").flatMap((pid) => {
    if (!/^\d+$/.test(pid) || pid === own) return [];
    const command = commandOf(pid);
    return command.includes(directory) || workingDirectory(pid).startsWith(directory) ? [`${pid} ${command}`] : [];
  });
}

/** Waits until no process works on a directory. @throws Error that names those which are left after two seconds */
export async function noProcessesOn(directory: string): Promise<void> {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const left = processesOn(directory);
    if (left.length === 0) return;
    if (Date.now() > deadline) throw new Error(`left running on ${directory}:\n${left.join("\n")}`);
    await sleep(20);
  }
}

/** Empty for a process that is gone, or dead and not yet collected by its parent. */
function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
  } catch {
    return "";
  }
}

function workingDirectory(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return "";
  }
}
