import { afterAll, beforeAll, expect, test } from "vitest";
import type { PoolFile } from "../pool/pool-file.js";
import { type CliHome, cliHome } from "../testing/cli.js";
import { PoolClient } from "./client.js";
import { EXIT } from "./command.js";

const cluster = (policy: string): string => `
    Type: AWS::RDS::DBCluster
    ${policy}
    Properties:
      Engine: aurora-postgresql
      EngineMode: serverless
      MasterUsername: owner
      MasterUserPassword: a-password-of-the-test
`;
const files = {
  "pets.yaml": `
Resources:
  Cats: ${cluster("")}
  Dogs: ${cluster("DeletionPolicy: Snapshot")}
  Fish: ${cluster("DeletionPolicy: Delete")}
`,
  "plain.yaml": "Resources:\n  A: { Type: AWS::SSM::Parameter, Properties: { Type: String, Value: a } }\n",
};

let home: CliHome;
let pool: PoolFile;
beforeAll(async () => {
  home = cliHome(files);
  pool = await home.startPool();
});
afterAll(() => home[Symbol.asyncDispose]());

test("tells the snapshots that stay behind, each once and by its name, and nothing else a second time", async () => {
  expect((await home.run("deploy", "pets.yaml")).code).toBe(EXIT.ok);
  const { code, stdout, stderr } = await home.run("destroy", "pets");
  expect(code).toBe(EXIT.ok);
  expect(stderr.match(/pets DELETE_COMPLETE/g)).toHaveLength(1);
  expect(stderr).not.toContain("pets-snapshot");
  const lines = stdout.trimEnd().split("\n").toSorted();
  expect(
    lines.map((line) =>
      line.replace(/(pets-snapshot-(?:cats|dogs))-[a-z0-9]+/g, "$1-X").replace(/DB cluster \S+/, "DB cluster C"),
    ),
  ).toEqual([
    "Of the DB cluster C the snapshot pets-snapshot-cats-X is kept. `rockpool exec -- aws rds delete-db-cluster-snapshot --db-cluster-snapshot-identifier pets-snapshot-cats-X` deletes it.",
    "Of the DB cluster C the snapshot pets-snapshot-dogs-X is kept. `rockpool exec -- aws rds delete-db-cluster-snapshot --db-cluster-snapshot-identifier pets-snapshot-dogs-X` deletes it.",
  ]);
  const client = new PoolClient(home.state, pool);
  for (const line of lines) {
    const DBClusterSnapshotIdentifier = /\S+(?=`)/.exec(line)?.[0];
    const deleted = await client.call<{ DBClusterSnapshot: { Status: string } }>("rds", "DeleteDBClusterSnapshot", {
      DBClusterSnapshotIdentifier,
    });
    expect(deleted.DBClusterSnapshot.Status).toBe("available");
  }
});

test("says one thing of a stack that leaves nothing behind: that it is gone", async () => {
  expect((await home.run("deploy", "plain.yaml")).code).toBe(EXIT.ok);
  const { code, stdout, stderr } = await home.run("destroy", "plain");
  expect({ code, stdout }).toEqual({ code: EXIT.ok, stdout: "" });
  expect(stderr.match(/plain DELETE_COMPLETE/g)).toHaveLength(1);
});
