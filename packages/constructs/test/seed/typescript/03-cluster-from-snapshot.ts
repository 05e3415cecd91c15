import type { Stack } from "aws-cdk-lib";
import type { Given, Rds } from "../../support/snippets/given.ts";

export default function (this: Stack, rds: Rds, { vpc }: Given) {
  new rds.DatabaseClusterFromSnapshot(this, "Database", {
    engine: rds.DatabaseClusterEngine.aurora({ version: rds.AuroraEngineVersion.VER_1_22_2 }),
    instanceProps: {
      vpc,
    },
    snapshotIdentifier: "mySnapshot",
  });
}
