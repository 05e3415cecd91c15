import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { nodeArguments } from "../testing/subprocess.js";
import { isLocked, lockDirectory } from "./lock.js";
import { State } from "./state.js";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "rockpool-state-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

test("documents survive a new opening of the state, in the order of their keys", () => {
  const first = new State(directory);
  const pets = first.collection<{ name: string }>("pets");
  pets.put("b/2", { name: "Bella" });
  pets.put("a/1", { name: "Rex" });
  pets.put("b/1", { name: "Minka" });
  first.close();

  const second = new State(directory);
  const again = second.collection<{ name: string }>("pets");
  expect(again.list()).toEqual([{ name: "Rex" }, { name: "Minka" }, { name: "Bella" }]);
  expect(again.keys("b/")).toEqual(["b/1", "b/2"]);
  expect(again.delete("a/1")).toBe(true);
  expect(again.delete("a/1")).toBe(false);
  expect(again.get("a/1")).toBeUndefined();
  second.close();
});

test("a transaction that throws leaves nothing behind, nested ones included", () => {
  const state = new State(directory);
  const pets = state.collection<number>("pets");
  expect(() =>
    state.transaction(() => {
      pets.put("one", 1);
      state.transaction(() => pets.put("two", 2));
      throw new Error("stop");
    }),
  ).toThrow("stop");
  expect(pets.keys()).toEqual([]);
  state.transaction(() => pets.put("three", 3));
  expect(pets.keys()).toEqual(["three"]);
  state.close();
});

test("what waits for a commit is told of it in order, and nothing of a rollback", () => {
  const state = new State(directory);
  const pets = state.collection<number>("pets");
  const told: string[] = [];
  const seen = (what: string) => () => void told.push(`${what}: ${pets.keys().join(" ")}`);
  state.afterCommit(seen("outside"));
  state.transaction(() => {
    state.afterCommit(seen("first"));
    state.transaction(() => state.afterCommit(seen("second")));
    pets.put("one", 1);
    expect(told).toHaveLength(1);
  });
  expect(() =>
    state.transaction(() => {
      state.afterCommit(seen("never"));
      throw new Error("stop");
    }),
  ).toThrow("stop");
  state.transaction(() => undefined);
  expect(told).toEqual(["outside: ", "first: one", "second: one"]);
  expect(state.rollbacks).toBe(1);
  state.close();
});

test("sealed values come back, are not readable on disk and cannot be altered unnoticed", () => {
  const state = new State(directory);
  const sealed = state.vault.seal("hunter2");
  state.collection("secrets").put("s", sealed);
  expect(state.vault.unseal(sealed)).toBe("hunter2");
  const bytes = Buffer.from(sealed, "base64");
  bytes[14] = (bytes[14] ?? 0) ^ 1;
  expect(() => state.vault.unseal(bytes.toString("base64"))).toThrow(/cannot be read with its key/);
  state.close();
  expect(readFileSync(join(directory, "state.sqlite")).includes("hunter2")).toBe(false);
  expect(statSync(join(directory, "vault.key")).mode & 0o777).toBe(0o600);
});

test("a second pool on the same directory is refused until the first lets go, also after its kill -9", () => {
  const program = `import { lockDirectory } from ${JSON.stringify(join(import.meta.dirname, "lock.ts"))};
    lockDirectory(${JSON.stringify(directory)}); process.kill(process.pid, "SIGKILL");`;
  const isLockedProgram = `import { isLocked } from ${JSON.stringify(join(import.meta.dirname, "lock.ts"))};
    process.stdout.write(String(isLocked(${JSON.stringify(directory)})));`;
  expect(isLocked(directory)).toBe(false);
  const lock = lockDirectory(directory);
  expect(() => lockDirectory(directory)).toThrow(`another pool (process ${process.pid}) runs on ${directory}`);
  expect(spawnSync(process.execPath, nodeArguments(isLockedProgram)).stdout.toString()).toBe("true");
  lock.release();
  expect(isLocked(directory)).toBe(false);
  const child = spawnSync(process.execPath, nodeArguments(program));
  expect(child.signal ?? child.stderr.toString()).toBe("SIGKILL");
  lockDirectory(directory).release();
});
