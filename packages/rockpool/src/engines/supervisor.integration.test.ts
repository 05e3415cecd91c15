import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runProgram } from "../testing/subprocess.js";
import { commandLine, reapProcesses, recordProcess } from "./reap.js";
import { spawnSupervised, supervisionMechanism } from "./supervisor.js";

const MECHANISMS = supervisionMechanism() === "pdeathsig" ? (["pdeathsig", "pipe"] as const) : (["pipe"] as const);
const SUPERVISOR = join(import.meta.dirname, "supervisor.ts");

let directory: string;
beforeEach(() => void (directory = mkdtempSync(join(tmpdir(), "rockpool-supervise-"))));
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** A child that says its process id, and on SIGINT that it was asked to end. */
const POLITE = `trap 'echo asked; exit 7' INT; echo $$; while :; do sleep 0.05; done`;

for (const mechanism of MECHANISMS) {
  describe(`supervision by ${mechanism}`, () => {
    it("ends the child within two seconds when the parent is killed", async () => {
      const parent = runProgram(`
        import { spawnSupervised } from ${JSON.stringify(SUPERVISOR)};
        await spawnSupervised("sh", ["-c", ${JSON.stringify(POLITE)}], { signal: "SIGINT", mechanism: "${mechanism}", stdio: ["ignore", "inherit", "inherit"] });
        setInterval(() => {}, 1000);
      `);
      if (parent.stdout === null) throw new Error("no output");
      const lines = createInterface(parent.stdout)[Symbol.asyncIterator]();
      const { value } = await lines.next();
      if (value === undefined) throw new Error("the child did not start");
      expect(commandLine(Number(value))).toContain("sleep 0.05");

      parent.kill("SIGKILL");
      expect(await lines.next()).toMatchObject({ value: "asked" });
      await gone(Number(value), 2000);
    });

    it("passes input, output and the exit status through", async () => {
      const { child, exited } = await spawnSupervised(
        "sh",
        ["-c", 'read line; echo "got $line"; echo oops >&2; exit 3'],
        { mechanism, stdio: ["pipe", "pipe", "pipe"] },
      );
      child.stdin?.end("a line\n");
      const [out, err, exit] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
      expect({ out, err, code: exit.code }).toEqual({ out: "got a line\n", err: "oops\n", code: 3 });
    });

    it("sends the chosen signal, and kill ends a child that ignores it", async () => {
      const polite = await spawnSupervised("sh", ["-c", POLITE], { signal: "SIGINT", mechanism });
      if (polite.child.stdout !== null) await once(polite.child.stdout, "data");
      polite.end();
      expect((await polite.exited).code).toBe(7);

      const deaf = await spawnSupervised("sh", ["-c", "trap '' TERM; echo $$; while :; do sleep 0.05; done"], {
        mechanism,
      });
      const pid = Number(String(deaf.child.stdout === null ? "" : await once(deaf.child.stdout, "data")));
      deaf.end();
      await sleep(200);
      expect(deaf.isAlive()).toBe(true);
      deaf.kill();
      await deaf.exited;
      await gone(pid, 1000);
    });
  });
}

it("says so when the program does not exist", async () => {
  await expect(spawnSupervised(join(directory, "no-such-program"), [], { mechanism: "none" })).rejects.toThrow(
    "ENOENT",
  );
});

describe("reaping", () => {
  it("ends a recorded process that still runs, and no other that has its id now", async () => {
    const marker = `${directory}/data`;
    const leftover = await spawnSupervised("sh", ["-c", "while :; do sleep 0.05; done", marker], {
      record: { directory, marker },
    });
    const bystander = await spawnSupervised("sh", ["-c", "while :; do sleep 0.05; done"]);
    recordProcess(directory, { pid: bystander.pid, marker: `${directory}/other`, signal: "SIGKILL" });

    expect(await reapProcesses(directory)).toEqual([leftover.pid]);
    await leftover.exited;
    expect(bystander.isAlive()).toBe(true);
    bystander.kill();
    await bystander.exited;
    expect(await reapProcesses(directory)).toEqual([]);
  });

  it("kills what does not end when asked", { timeout: 15_000 }, async () => {
    const deaf = await spawnSupervised(
      "sh",
      ["-c", "trap '' TERM; echo ready; while :; do sleep 0.05; done", directory],
      { record: { directory, marker: directory } },
    );
    if (deaf.child.stdout !== null) await once(deaf.child.stdout, "data");
    expect(await reapProcesses(directory)).toEqual([deaf.pid]);
    expect((await deaf.exited).signal).toBe("SIGKILL");
  });
});

async function text(stream: NodeJS.ReadableStream | null): Promise<string> {
  let all = "";
  if (stream !== null) for await (const chunk of stream) all += String(chunk);
  return all;
}

async function gone(pid: number, limit: number): Promise<void> {
  const deadline = Date.now() + limit;
  while (commandLine(pid) !== "") {
    if (Date.now() > deadline) throw new Error(`process ${pid} still runs: ${commandLine(pid)}`);
    await sleep(10);
  }
}
