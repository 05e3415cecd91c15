import { aws_ec2 as ec2, type Stack } from "aws-cdk-lib";
import type { Given, Rds } from "../../support/snippets/given.ts";

export default function (this: Stack, rds: Rds, { vpc, sourceInstance }: Given) {
  new rds.DatabaseInstanceFromSnapshot(this, "Instance", {
    snapshotIdentifier: "my-snapshot",
    engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_12_3 }),
    // optional, defaults to m5.large
    instanceType: ec2.InstanceType.of(ec2.InstanceClass.BURSTABLE2, ec2.InstanceSize.LARGE),
    vpc,
  });
  new rds.DatabaseInstanceReadReplica(this, "ReadReplica", {
    sourceDatabaseInstance: sourceInstance,
    instanceType: ec2.InstanceType.of(ec2.InstanceClass.BURSTABLE2, ec2.InstanceSize.LARGE),
    vpc,
  });
}
