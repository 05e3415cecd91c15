import { RemovalPolicy, Stack } from "aws-cdk-lib";
import {
  AuroraMysqlEngineVersion,
  ClusterInstance,
  Credentials,
  DatabaseCluster,
  DatabaseClusterEngine,
} from "cdk-rockpool";
import type { Construct } from "constructs";
import { databaseVpc, vpcSubnets } from "./network.ts";
import { clusterOutputs } from "./outputs.ts";

/** A master user whose password RDS makes, keeps in a secret and rotates itself. */
export class ManagedPassword extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const cluster = new DatabaseCluster(this, "Database", {
      engine: DatabaseClusterEngine.auroraMysql({ version: AuroraMysqlEngineVersion.VER_3_08_2 }),
      credentials: Credentials.fromUsername("boss"),
      manageMasterUserPassword: true,
      writer: ClusterInstance.serverlessV2("Writer"),
      vpc: databaseVpc(this),
      vpcSubnets,
      defaultDatabaseName: "shop",
      storageEncrypted: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    clusterOutputs(this, cluster);
  }
}
