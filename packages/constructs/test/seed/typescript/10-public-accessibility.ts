import { aws_ec2 as ec2, type Stack } from "aws-cdk-lib";
import type { Given, Rds } from "../../support/snippets/given.ts";

export default function (this: Stack, rds: Rds, { vpc }: Given) {
  // Setting public accessibility for DB instance
  new rds.DatabaseInstance(this, "Instance", {
    engine: rds.DatabaseInstanceEngine.mysql({
      version: rds.MysqlEngineVersion.VER_8_0_19,
    }),
    vpc,
    vpcSubnets: {
      subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS,
    },
    publiclyAccessible: true,
  });

  // Setting public accessibility for DB cluster
  new rds.DatabaseCluster(this, "DatabaseCluster", {
    engine: rds.DatabaseClusterEngine.AURORA,
    instanceProps: {
      vpc,
      vpcSubnets: {
        subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS,
      },
      publiclyAccessible: true,
    },
  });
}
