// Builds the packages, side by side; what has not changed since its last build is left alone.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");

/** What each package's build reads and the file that says when it was last done. */
const packages = [
  {
    name: "cdk-rockpool",
    directory: "packages/constructs",
    inputs: ["src", "handlers", "scripts", "package.json"],
    stamp: "lib/.built",
  },
  {
    name: "rockpool",
    directory: "packages/rockpool",
    inputs: ["src", "scripts", "package.json", "tsconfig.json", "tsconfig.build.json"],
    stamp: "dist/.built",
  },
];

function newest(path) {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => (name === "generated" ? 0 : newest(join(path, name)))));
}

async function build({ name, directory, inputs, stamp }) {
  const stampFile = join(root, directory, stamp);
  const changed = Math.max(
    ...inputs.map((input) => newest(join(root, directory, input))),
    newest(join(root, "package-lock.json")),
  );
  if (existsSync(stampFile) && statSync(stampFile).mtimeMs > changed) return;
  const started = performance.now();
  const child = spawn("npm", ["run", "--silent", "build", "-w", directory], {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  const code = await new Promise((done, fail) => child.once("error", fail).once("close", done));
  if (code !== 0) throw new Error(`the build of ${name} failed`);
  mkdirSync(join(stampFile, ".."), { recursive: true });
  writeFileSync(stampFile, "");
  console.log(`built ${name} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

const results = await Promise.allSettled(packages.map(build));
for (const result of results) if (result.status === "rejected") console.error(result.reason.message);
process.exitCode = results.some((result) => result.status === "rejected") ? 1 : 0;
