import { RemovalPolicy, Stack } from "aws-cdk-lib";
import {
  AuroraPostgresEngineVersion,
  ClusterInstance,
  DatabaseCluster,
  DatabaseClusterEngine,
  DatabaseSecret,
} from "cdk-rockpool";
import type { Construct } from "constructs";
import { databaseVpc, vpcSubnets } from "./network.ts";
import { clusterOutputs, outputs } from "./outputs.ts";

/** A user for the application beside the master user: a secret that knows the master's, as rotation of several users needs it. */
export class ApplicationUser extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const cluster = new DatabaseCluster(this, "Database", {
      engine: DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_16_8 }),
      writer: ClusterInstance.serverlessV2("Writer"),
      vpc: databaseVpc(this),
      vpcSubnets,
      defaultDatabaseName: "shop",
      storageEncrypted: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const user = new DatabaseSecret(this, "User", { username: "clerk", dbname: "shop", masterSecret: cluster.secret });
    const attached = user.attach(cluster);
    clusterOutputs(this, cluster);
    outputs(this, { UserSecretArn: attached.secretArn });
  }
}
