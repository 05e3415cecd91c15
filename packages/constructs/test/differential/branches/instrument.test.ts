import { stripTypeScriptTypes } from "node:module";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { Counters } from "./counters.ts";
import { type Branch, instrument } from "./instrument.ts";

/** What is missed of a program, and what came of it. */
function missed(source: string): { value: unknown; missed: string[] } {
  const branches: Branch[] = [];
  const counters = new Counters();
  const text = stripTypeScriptTypes(instrument("file.ts", source, branches).replace(/import .*\n$/, ""));
  const value: unknown = runInNewContext(text, Object.assign({}, counters));
  return {
    value,
    missed: counters
      .missing(branches)
      .map(({ branch: { line, text: words }, outcome }) => `${line}: ${words} never ${outcome}`),
  };
}

test.each([
  ["if (x) y();", "let x = 1; const y = () => 1; if (x) y();", ["1: x never false"]],
  ["every operand of a condition", "const a = 1, b = 0; (a && !b) ? 1 : 2", ["1: a never false", "1: b never true"]],
  [
    "the other operand, when it is not reached",
    "const a = 0, b = 0; a && b ? 1 : 2;",
    ["1: a never true", "1: b never true", "1: b never false"],
  ],
  ["no value", "const a = { b: 1 };\na?.b ?? 2", ["2: a?.b never nullish", "2: a never nullish"]],
  ["a value", "let a: number | undefined; a ?? 2", ["1: a never given"]],
  ["a method that may not be there", "const a = { b() { return this.c; }, c: 3 }; a.b?.()", ["1: a.b never nullish"]],
  ["an assignment of what is missing", "let a; a ??= 1; a ??= 2", ["1: a never given", "1: a never nullish"]],
  ["functions", "function f() {\n}\nconst g = () => 1; g()", ["1: function f() never called"]],
  ["defaults of parameters", "const f = (a = 1) => a; f(2)", ["1: a = 1 never left out"]],
  ["defaults in patterns", "const f = ({ a = 1, ...b }: { a?: number }) => a; f({})", ["1: a = 1 never given"]],
])("counts %s", (_name, source, expected) => {
  const plain: unknown = runInNewContext(stripTypeScriptTypes(source));
  expect(missed(source)).toEqual({ value: plain, missed: expected });
});

test.each([
  ["SwitchStatement", "switch (1) { case 1: }"],
  ["CatchClause", "try {} catch {}"],
  ["||=", "let a; a ||= 1"],
])("what it does not know how to count is an error, with its place: %s", (what, source) => {
  expect(() => instrument("file.ts", `\n${source}`, [])).toThrow(
    `file.ts:2: the branches of ${what} are not counted yet`,
  );
});
