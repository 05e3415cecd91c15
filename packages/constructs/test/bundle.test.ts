import { execFile } from "node:child_process";
import { promisify } from "node:util";
import * as rds from "cdk-rockpool";
import { expect, test } from "vitest";

/** What a program of a user's own prints, and how it ends: the library is loaded as an app loads it. */
async function run(program: string, type: "commonjs" | "module" = "commonjs") {
  const options = { cwd: import.meta.dirname };
  const ended = promisify(execFile)(process.execPath, [`--input-type=${type}`, "--eval", program], options);
  return await ended.catch((error: unknown) => error as { stdout: string; stderr: string });
}

test("classes have the names by which they are exported", () => {
  const classes = Object.entries(rds).filter(([, value]) => typeof value === "function");
  expect(classes.length).toBeGreaterThan(40);
  expect(classes.filter(([name, value]) => typeof value === "function" && value.name !== name)).toEqual([]);
});

test("an error that nobody catches shows what went wrong where, not the whole library", async () => {
  const { stderr } = await run(`
    const { App, Stack } = require("aws-cdk-lib/core");
    const { Vpc } = require("aws-cdk-lib/aws-ec2");
    const rds = require("cdk-rockpool");
    const stack = new Stack(new App({ outdir: process.env.TMPDIR, analyticsReporting: false }), "Stack");
    const engine = rds.DatabaseInstanceEngine.POSTGRES;
    new rds.DatabaseInstance(stack, "Database", { engine, vpc: new Vpc(stack, "Vpc"), storageThroughput: 1 });
  `);
  expect(stderr).toContain("Error: Stack/Database: storageThroughput is given for gp2 storage");
  expect(stderr).toContain("at new DatabaseInstance (");
  expect(stderr.length).toBeLessThan(3000);
});

test("an import of an ES module names what it takes", async () => {
  const { stdout } = await run(
    `
    import { CfnDBCluster, DatabaseCluster, StorageType } from "cdk-rockpool";
    import * as rds from "cdk-rockpool";
    console.log(CfnDBCluster.name, DatabaseCluster === rds.DatabaseCluster, StorageType.GP3);
    `,
    "module",
  );
  expect(stdout.trim()).toBe("CfnDBCluster true gp3");
});
