import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Synthesizes the CDK app in `app` into a directory of its own. */
export async function synthesizeArticle(app) {
  const directory = mkdtempSync(join(tmpdir(), "rockpool-bench-"));
  const { app: command, context } = JSON.parse(readFileSync(join(app, "cdk.json"), "utf8"));
  const begin = performance.now();
  execFileSync(command, {
    cwd: app,
    shell: true,
    stdio: "inherit",
    env: { ...process.env, CDK_OUTDIR: directory, CDK_CONTEXT_JSON: JSON.stringify(context ?? {}) },
  });
  return { directory, milliseconds: performance.now() - begin };
}
