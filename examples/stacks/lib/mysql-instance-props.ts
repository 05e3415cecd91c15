import { RemovalPolicy, Stack } from "aws-cdk-lib";
import { InstanceClass, InstanceSize, InstanceType } from "aws-cdk-lib/aws-ec2";
import { AuroraMysqlEngineVersion, Credentials, DatabaseCluster, DatabaseClusterEngine } from "cdk-rockpool";
import type { Construct } from "constructs";
import { databaseVpc, vpcSubnets } from "./network.ts";
import { clusterOutputs } from "./outputs.ts";

/** Aurora MySQL with equal instances, as it was written before there were writers and readers. */
export class MysqlInstanceProps extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const cluster = new DatabaseCluster(this, "Database", {
      engine: DatabaseClusterEngine.auroraMysql({ version: AuroraMysqlEngineVersion.VER_3_08_2 }),
      credentials: Credentials.fromGeneratedSecret("clusteradmin"),
      instances: 2,
      instanceProps: {
        instanceType: InstanceType.of(InstanceClass.R6G, InstanceSize.LARGE),
        vpc: databaseVpc(this),
        vpcSubnets,
      },
      defaultDatabaseName: "shop",
      storageEncrypted: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    clusterOutputs(this, cluster);
  }
}
