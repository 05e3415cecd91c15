import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { assertBuilt, newest, ROOT } from "./built.ts";

const DIST = join(ROOT, "dist/python");
const VENV = join(ROOT, ".venv");
const STAMPS = join(VENV, "stamps");
const PYTHON = join(VENV, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
const SNIPPETS = join(import.meta.dirname, "snippets");
const REQUIREMENTS = join(SNIPPETS, "requirements.txt");

/**
 * The templates that a Python script makes of its snippets, by name: one process for all of them, for jsii takes seconds to start. The
 * script runs with the wheel of this package and the CDK; what they need is made when it is missing or out of date.
 */
export async function templatesOf(script: string, ...args: readonly string[]): Promise<Record<string, unknown>> {
  await environment();
  const directory = mkdtempSync(join(tmpdir(), "python-"));
  try {
    const output = join(directory, "templates.json");
    await run(PYTHON, [script, output, ...args]);
    return JSON.parse(readFileSync(output, "utf8"));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function environment(): Promise<void> {
  const wheel = await upToDateWheel();
  await step("requirements", REQUIREMENTS, async () => {
    rmSync(VENV, { recursive: true, force: true });
    await run("python3", ["-m", "venv", VENV], "a Python 3.10 or newer with its venv module is needed");
    await run(PYTHON, [...PIP, "-r", REQUIREMENTS], "the Python index is needed once, for aws-cdk-lib and jsii");
  });
  await step("wheel", wheel, () => run(PYTHON, [...PIP, "--no-deps", "--force-reinstall", wheel]));
}

const PIP = ["-m", "pip", "install", "--quiet", "--no-compile", "--disable-pip-version-check"];

/** Does `work` unless it has been done for this very `input`. */
async function step(name: string, input: string, work: () => Promise<void>): Promise<void> {
  const hash = createHash("sha256").update(readFileSync(input)).digest("hex");
  const stamp = join(STAMPS, name);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return;
  await work();
  mkdirSync(STAMPS, { recursive: true });
  writeFileSync(stamp, hash);
}

async function upToDateWheel(): Promise<string> {
  assertBuilt();
  const made = wheel();
  if (made !== undefined && newest(made) > newest(join(ROOT, ".jsii"), join(ROOT, "rosetta"))) return made;
  rmSync(DIST, { recursive: true, force: true });
  await run("npm", ["run", "--silent", "pacmak"], "jsii-pacmak needs the Python index once, for its build tools");
  const built = wheel();
  if (built === undefined) throw new Error(`jsii-pacmak left no wheel in ${DIST}`);
  return built;
}

function wheel(): string | undefined {
  const name = existsSync(DIST) ? readdirSync(DIST).find((file) => file.endsWith(".whl")) : undefined;
  return name === undefined ? undefined : join(DIST, name);
}

function run(command: string, args: readonly string[], needed = ""): Promise<void> {
  const env = {
    ...process.env,
    // jsii starts Node: the one that runs the tests, not the machine's own.
    PATH: `${dirname(process.execPath)}${delimiter}${process.env["PATH"] ?? ""}`,
    PYTHONPATH: SNIPPETS,
    JSII_DEPRECATED: "quiet",
  };
  const child = spawn(command, args, { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((done, fail) => {
    const failed = (reason: string) =>
      fail(new Error(`${[command, ...args].join(" ")}: ${reason}; ${needed}\n${output.slice(-4000)}`));
    child.once("error", (error) => failed(error.message));
    child.once("close", (code) => (code === 0 ? done() : failed(`exit code ${code}`)));
  });
}
