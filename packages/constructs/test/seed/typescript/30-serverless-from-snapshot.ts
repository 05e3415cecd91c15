import type { Stack } from "aws-cdk-lib";
import type { Given, Rds } from "../../support/snippets/given.ts";

export default function (this: Stack, rds: Rds, { vpc }: Given) {
  new rds.ServerlessClusterFromSnapshot(this, "Cluster", {
    engine: rds.DatabaseClusterEngine.AURORA_MYSQL,
    vpc,
    snapshotIdentifier: "mySnapshot",
  });
}
