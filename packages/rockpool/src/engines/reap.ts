import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** A child process as it is remembered on disk. */
export interface ProcessRecord {
  readonly pid: number;
  /** A text of its command line that no other program has: process ids are reused. */
  readonly marker: string;
  /** Ends it in an orderly way. */
  readonly signal: NodeJS.Signals;
}

/** How long a leftover may take to end in order before it is killed. */
const PATIENCE = 5000;

export function recordProcess(directory: string, record: ProcessRecord): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  writeFileSync(recordFile(directory, record.pid), JSON.stringify(record), { mode: 0o600 });
}

export function forgetProcess(directory: string, pid: number): void {
  rmSync(recordFile(directory, pid), { force: true });
}

/**
 * Ends what an earlier pool left running: every process recorded in `directory` whose command line still names its marker.
 * Call it only while no other pool uses the directory. Returns the ids of the processes that it ended.
 */
export async function reapProcesses(directory: string): Promise<number[]> {
  const records = readRecords(directory);
  const ended = await Promise.all(
    records.map(async (record) => {
      const wasThere = isProcess(record);
      if (wasThere) await endProcess(record);
      forgetProcess(directory, record.pid);
      return wasThere ? [record.pid] : [];
    }),
  );
  return ended.flat();
}

async function endProcess(record: ProcessRecord): Promise<void> {
  send(record.pid, record.signal);
  // One that was held still for a snapshot would not hear it.
  send(record.pid, "SIGCONT");
  const deadline = Date.now() + PATIENCE;
  while (isProcess(record)) {
    if (Date.now() > deadline) {
      // Its own session's leader: takes its children with it.
      send(-record.pid, "SIGKILL");
      send(record.pid, "SIGKILL");
    }
    await sleep(20);
  }
}

function isProcess(record: ProcessRecord): boolean {
  return commandLine(record.pid).includes(record.marker);
}

/** The command line of a process, words separated by spaces; empty when there is no such process. */
export function commandLine(pid: number): string {
  if (process.platform === "linux") {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
    } catch {
      return "";
    }
  }
  return spawnSync("ps", ["-ww", "-o", "args=", "-p", String(pid)], { encoding: "utf8" }).stdout ?? "";
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself in the meantime.
  }
}

function readRecords(directory: string): ProcessRecord[] {
  let names: string[];
  try {
    names = readdirSync(directory);
  } catch {
    return [];
  }
  return names.flatMap((name) => {
    try {
      const record: ProcessRecord = JSON.parse(readFileSync(join(directory, name), "utf8"));
      return [record];
    } catch {
      // Half written when the pool was killed; the process it names had the kernel's or the shell's supervision all the same.
      rmSync(join(directory, name), { force: true });
      return [];
    }
  });
}

function recordFile(directory: string, pid: number): string {
  return join(directory, `${pid}.json`);
}
