import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { CURE } from "./support/built.ts";

const root = join(import.meta.dirname, "..");

beforeAll(() => {
  if (!readFileSync(join(root, "lib/cluster.js"), "utf8").includes("jsiiDeprecationWarnings")) {
    throw new Error(`this build has no deprecation warnings: ${CURE}`);
  }
});

/** What an app that uses `body` prints to stderr, with the module's own name taken out. */
function warningsOf(module: "aws-cdk-lib/aws-rds" | "cdk-rockpool", body: string): string[] {
  const program = `
    import { App, aws_ec2 as ec2, Stack } from "aws-cdk-lib";
    import * as rds from "${module}";
    const stack = new Stack(new App({ analyticsReporting: false }), "Stack");
    const vpc = new ec2.Vpc(stack, "Vpc");
    const engine = rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_16_4 });
    const writer = rds.ClusterInstance.provisioned("Writer");
    ${body}`;
  const { stderr, status } = spawnSync(process.execPath, ["--input-type=module", "-e", program], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, JSII_DEPRECATED: "warn" },
  });
  expect([status, status === 0 ? "" : stderr]).toEqual([0, ""]);
  return [...stderr.matchAll(/^\[WARNING\] (\S+) is deprecated/gm)].map(([, name]) =>
    // The struct that declares a prop is another one where the peer keeps its base to itself.
    name.replace(/^(aws-cdk-lib\.aws_rds|cdk-rockpool)\./, "").replace(/^.*#/, "#"),
  );
}

test.each([
  [
    "nothing but constants, which say nothing",
    "rds.DatabaseClusterEngine.AURORA; rds.CaCertificate.RDS_CA_2019; new rds.DatabaseCluster(stack, 'Db', { engine, vpc, writer });",
    [],
  ],
  [
    "instanceProps, twice",
    "for (const id of ['A', 'B']) new rds.DatabaseCluster(stack, id, { engine, instances: 1, instanceProps: { vpc } });",
    ["#instanceProps", "#instances"],
  ],
  [
    "the first version of Aurora MySQL",
    "rds.DatabaseClusterEngine.aurora({ version: rds.AuroraEngineVersion.VER_1_22_2 });",
    ["#aurora", "#version"],
  ],
  [
    "the credentials of a restored cluster",
    "new rds.DatabaseClusterFromSnapshot(stack, 'Db', { engine, vpc, writer, snapshotIdentifier: 's', credentials: rds.Credentials.fromUsername('u') });",
    ["#credentials"],
  ],
  [
    "the old spelling of the scalability type",
    "new rds.DatabaseCluster(stack, 'Db', { engine, vpc, writer, clusterScailabilityType: rds.ClusterScailabilityType.STANDARD });",
    ["#STANDARD", "#clusterScailabilityType", "ClusterScailabilityType"],
  ],
] as const)("deprecation warnings as in aws-cdk-lib, once each: %s", (_name, body, expected) => {
  const ours = warningsOf("cdk-rockpool", body);
  expect(ours).toEqual(warningsOf("aws-cdk-lib/aws-rds", body));
  expect([...ours].sort()).toEqual([...expected].sort());
});

test("loading everything warns of nothing", () => {
  expect(
    warningsOf("cdk-rockpool", "for (const name of Object.keys(rds)) if (!rds[name]) throw new Error(name);"),
  ).toEqual([]);
});
