import * as cdk from "aws-cdk-lib";
import { aws_ec2 as ec2, type Stack } from "aws-cdk-lib";
import type { Given, Rds } from "../../support/snippets/given.ts";

export default function (this: Stack, rds: Rds, { instance, vpc, stack }: Given) {
  instance.addRotationSingleUser({
    automaticallyAfter: cdk.Duration.days(7), // defaults to 30 days
    excludeCharacters: "!@#$%^&*",
  });
  const cluster = new rds.DatabaseCluster(stack, "Database", {
    engine: rds.DatabaseClusterEngine.AURORA,
    instanceProps: {
      instanceType: ec2.InstanceType.of(ec2.InstanceClass.BURSTABLE3, ec2.InstanceSize.SMALL),
      vpc,
    },
  });

  cluster.addRotationSingleUser();
}
