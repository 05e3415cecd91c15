import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { Scratch } from "./scratch.js";

const temporary = mkdtempSync(join(tmpdir(), "rockpool-scratch-"));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

test("a function's home is its owner's alone, and the next pool of the same state removes what was left", () => {
  const killed = new Scratch("/state/a", temporary);
  const home = killed.make("1");
  writeFileSync(join(home, "left"), "");
  expect([killed.directory, home].map((path) => statSync(path).mode & 0o777)).toEqual([0o700, 0o700]);
  const other = new Scratch("/state/b", temporary);
  other.clear();
  expect(existsSync(home)).toBe(true);
  new Scratch("/state/a", temporary).clear();
  expect(existsSync(killed.directory)).toBe(false);
});

test.skipIf(process.platform === "win32")(
  "a directory that others may enter, or a link, is neither used nor removed",
  () => {
    const open = new Scratch("/state/open", temporary);
    mkdirSync(open.directory);
    chmodSync(open.directory, 0o755);
    const linked = new Scratch("/state/linked", temporary);
    const aim = join(temporary, "aim");
    mkdirSync(aim, { mode: 0o700 });
    symlinkSync(aim, linked.directory);
    for (const scratch of [open, linked]) {
      expect(() => scratch.make("1")).toThrow(expect.objectContaining({ code: "UnsafeDirectory" }));
      scratch.clear();
      expect(existsSync(scratch.directory)).toBe(true);
    }
  },
);
