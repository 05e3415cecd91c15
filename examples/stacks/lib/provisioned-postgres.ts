import { RemovalPolicy, Stack } from "aws-cdk-lib";
import { InstanceClass, InstanceSize, InstanceType } from "aws-cdk-lib/aws-ec2";
import { AuroraPostgresEngineVersion, ClusterInstance, DatabaseCluster, DatabaseClusterEngine } from "cdk-rockpool";
import type { Construct } from "constructs";
import { databaseVpc, vpcSubnets } from "./network.ts";
import { clusterOutputs, outputs } from "./outputs.ts";

/** A provisioned Aurora PostgreSQL cluster: a writer, and a reader that can take its place. */
export class ProvisionedPostgres extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const instanceType = InstanceType.of(InstanceClass.R6G, InstanceSize.LARGE);
    const cluster = new DatabaseCluster(this, "Database", {
      engine: DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_16_8 }),
      writer: ClusterInstance.provisioned("Writer", { instanceType }),
      readers: [ClusterInstance.provisioned("Reader", { instanceType, promotionTier: 1 })],
      vpc: databaseVpc(this),
      vpcSubnets,
      defaultDatabaseName: "shop",
      storageEncrypted: true,
      removalPolicy: RemovalPolicy.SNAPSHOT,
    });
    clusterOutputs(this, cluster);
    outputs(this, { ReaderHost: cluster.clusterReadEndpoint.hostname, Identifier: cluster.clusterIdentifier });
  }
}
