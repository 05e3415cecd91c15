// Builds the packages, side by side; what has not changed since its last build is left alone.
// With --quick, the constructs are compiled without jsii: enough for running TypeScript apps, and done in a few seconds.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const quick = process.argv.includes("--quick");

/** What each package's build reads, the file that says when and how it was last done, and its scripts. */
const packages = [
  {
    name: "cdk-rockpool",
    directory: "packages/constructs",
    inputs: ["src", "handlers", "scripts", "package.json", "tsconfig.quick.json", "README.md"],
    stamp: "lib/.built",
    scripts: { full: "build", quick: "build:quick" },
  },
  {
    name: "rockpool",
    directory: "packages/rockpool",
    inputs: ["src", "scripts", "package.json", "tsconfig.json", "tsconfig.build.json"],
    stamp: "dist/.built",
    scripts: { full: "build", quick: "build" },
  },
];

function newest(path) {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => (name === "generated" ? 0 : newest(join(path, name)))));
}

async function build({ name, directory, inputs, stamp, scripts }) {
  const script = quick ? scripts.quick : scripts.full;
  const stampFile = join(root, directory, stamp);
  const changed = Math.max(
    ...inputs.map((input) => newest(join(root, directory, input))),
    newest(join(root, "package-lock.json")),
  );
  const done = existsSync(stampFile) && statSync(stampFile).mtimeMs > changed ? readFileSync(stampFile, "utf8") : "";
  if (done === script || done === scripts.full) return;
  const started = performance.now();
  const child = spawn("npm", ["run", "--silent", script, "-w", directory], {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  const code = await new Promise((done, fail) => child.once("error", fail).once("close", done));
  if (code !== 0) throw new Error(`the build of ${name} failed`);
  mkdirSync(join(stampFile, ".."), { recursive: true });
  writeFileSync(stampFile, script);
  console.log(`built ${name} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

const results = await Promise.allSettled(packages.map(build));
for (const result of results) if (result.status === "rejected") console.error(result.reason.message);
process.exitCode = results.some((result) => result.status === "rejected") ? 1 : 0;
