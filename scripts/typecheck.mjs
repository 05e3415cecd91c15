// Checks the types of everything, tests and examples included; the builds leave these out.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const projects = [
  "packages/rockpool/tsconfig.json",
  "packages/constructs/tsconfig.dev.json",
  "examples/article/tsconfig.dev.json",
  "examples/article-yaml/tsconfig.dev.json",
  "examples/stacks/tsconfig.dev.json",
];
let failed = false;
for (const project of projects.filter((file) => existsSync(join(root, file)))) {
  const { status } = spawnSync("tsc", ["-p", project, "--noEmit"], {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  console.log(`${status === 0 ? "ok    " : "failed"} ${project}`);
  failed ||= status !== 0;
}
process.exitCode = failed ? 1 : 0;
