import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { runProgram } from "../testing/subprocess.js";
import { commandLine } from "./reap.js";
import { run } from "./run.js";

const SOON = { timeout: 2000, interval: 10 };

let directory: string;
beforeEach(() => void (directory = mkdtempSync(join(tmpdir(), "rockpool-run-"))));
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** The process id that a program writes into a file. */
async function processIn(file: string): Promise<number> {
  const text = () => (existsSync(file) ? readFileSync(file, "utf8") : "");
  const deadline = performance.now() + 10_000;
  while (!text().endsWith("\n")) {
    if (performance.now() > deadline) throw new Error(`no process id in ${file}`);
    await sleep(10);
  }
  return Number(text());
}

it("answers what a program wrote, and says what a failed one complained about", async () => {
  const script = "printf out; printf trouble >&2; exit $1";
  expect(await run("sh", ["-c", script, "sh", "0"])).toEqual({ stdout: "out", stderr: "trouble" });
  await expect(run("sh", ["-c", script, "sh", "3"])).rejects.toThrow("sh ended with status 3: trouble");
  await expect(run("rockpool-no-such-program", [])).rejects.toThrow("rockpool-no-such-program");
});

it("ends a program with the process that waits for it, also by kill -9", async () => {
  const file = join(directory, "pid");
  const parent = runProgram(`
    import { run } from ${JSON.stringify(join(import.meta.dirname, "run.ts"))};
    await run("sh", ["-c", "echo $$ > ${file}; exec sleep 60"]);
  `);
  const pid = await processIn(file);
  parent.kill("SIGKILL");
  await expect.poll(() => commandLine(pid), SOON).toBe("");
});

it("ends a program and what it started when its signal aborts, and at its timeout", async () => {
  const script = (file: string) => `sleep 60 & echo $! > ${file}; wait`;
  const abort = new AbortController();
  const first = join(directory, "first");
  const running = run("sh", ["-c", script(first)], { signal: abort.signal });
  const pid = await processIn(first);
  abort.abort(new Error("no longer wanted"));
  await expect(running).rejects.toThrow("no longer wanted");
  await expect.poll(() => commandLine(pid), SOON).toBe("");
  await expect(run("sleep", ["60"], { signal: abort.signal })).rejects.toThrow("no longer wanted");

  const second = join(directory, "second");
  await expect(run("sh", ["-c", script(second)], { timeout: 300 })).rejects.toThrow("sh took longer than 300 ms");
  const other = await processIn(second);
  await expect.poll(() => commandLine(other), SOON).toBe("");
});
