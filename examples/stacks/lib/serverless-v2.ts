import { RemovalPolicy, Stack } from "aws-cdk-lib";
import { AuroraMysqlEngineVersion, ClusterInstance, DatabaseCluster, DatabaseClusterEngine } from "cdk-rockpool";
import type { Construct } from "constructs";
import { databaseVpc, vpcSubnets } from "./network.ts";
import { clusterOutputs, outputs } from "./outputs.ts";

/** Aurora MySQL Serverless v2: capacity follows the load, readers with the writer's or with their own. */
export class ServerlessV2 extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const cluster = new DatabaseCluster(this, "Database", {
      engine: DatabaseClusterEngine.auroraMysql({ version: AuroraMysqlEngineVersion.VER_3_08_2 }),
      writer: ClusterInstance.serverlessV2("Writer"),
      readers: [
        ClusterInstance.serverlessV2("Standby", { scaleWithWriter: true }),
        ClusterInstance.serverlessV2("Reports"),
      ],
      serverlessV2MinCapacity: 0.5,
      serverlessV2MaxCapacity: 8,
      vpc: databaseVpc(this),
      vpcSubnets,
      enableDataApi: true,
      defaultDatabaseName: "shop",
      storageEncrypted: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    clusterOutputs(this, cluster);
    outputs(this, { ClusterArn: cluster.clusterArn });
  }
}
