import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import * as cxapi from "aws-cdk-lib/cx-api";
import { expect, test } from "vitest";
import { ROOT } from "../support/built.ts";
import { apps, FLAGS, SESSION } from "./page.ts";

const CDK = join(ROOT, "../../node_modules/aws-cdk/bin/cdk");

/** Runs one of the page's commands, and gives what it prints. */
async function cdk(cwd: string, command: string): Promise<string> {
  const [npx, name, ...args] = command.split(" ");
  expect([npx, name]).toEqual(["npx", "cdk"]);
  const env = {
    ...process.env,
    PATH: `${dirname(process.execPath)}${delimiter}${process.env["PATH"] ?? ""}`,
    CDK_DISABLE_CLI_TELEMETRY: "true",
    NO_COLOR: "1",
  };
  const quiet = ["--ci", "--no-notices", "--no-version-reporting"];
  const { stdout } = await promisify(execFile)(process.execPath, [CDK, ...args, ...quiet], { cwd, env });
  // A new app would have the flags that `cdk init` writes; this one is as bare as the page shows it.
  return stdout
    .replace(/^\d+ feature flags are not configured\..*$/m, "")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}

test("after the switch, cdk diff shows what the page shows: no difference", { timeout: 300_000 }, async () => {
  const { before, after } = apps("ts");
  expect(after).not.toBe(before);
  // Inside of the package, where the imports of the app are found.
  mkdirSync(join(ROOT, "dist"), { recursive: true });
  const directory = mkdtempSync(join(ROOT, "dist/shop-"));
  try {
    const [keep, compare] = SESSION;
    writeFileSync(join(directory, "package.json"), '{ "type": "module" }');
    writeFileSync(join(directory, "cdk.json"), '{ "app": "node app.ts" }');
    writeFileSync(join(directory, "app.ts"), before);
    expect(await cdk(directory, keep?.command ?? "")).toBe(keep?.output);
    writeFileSync(join(directory, "app.ts"), after);
    expect(await cdk(directory, compare?.command ?? "")).toBe(compare?.output);
    writeFileSync(join(directory, "app.ts"), after.replace('"Writer"', '"Author"'));
    await expect(cdk(directory, compare?.command ?? "")).resolves.toContain("Number of stacks with differences: 1");
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});

test("the page names every feature flag that the library reads", () => {
  const sources = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(join(ROOT, "src", file), "utf8"));
  const read = sources.flatMap((code) =>
    [...code.matchAll(/^import \{([^}]*)\} from "aws-cdk-lib\/cx-api"/gm)].flatMap(
      ([, names = ""]) => names.match(/\w+/g) ?? [],
    ),
  );
  const flags = new Map<string, unknown>(Object.entries(cxapi));
  expect(new Set(FLAGS)).toEqual(new Set(read.map((name) => flags.get(name))));
});
