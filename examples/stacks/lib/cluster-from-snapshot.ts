import { RemovalPolicy, Stack, Validations } from "aws-cdk-lib";
import {
  AuroraPostgresEngineVersion,
  ClusterInstance,
  DatabaseClusterEngine,
  DatabaseClusterFromSnapshot,
  SnapshotCredentials,
} from "cdk-rockpool";
import type { Construct } from "constructs";
import { databaseVpc, vpcSubnets } from "./network.ts";
import { clusterOutputs } from "./outputs.ts";

/** A cluster with the data of a snapshot, and a new password for the master user that came with it. */
export class ClusterFromSnapshot extends Stack {
  constructor(scope: Construct, id: string, props: { readonly snapshotIdentifier: string }) {
    super(scope, id);
    const cluster = new DatabaseClusterFromSnapshot(this, "Database", {
      snapshotIdentifier: props.snapshotIdentifier,
      snapshotCredentials: SnapshotCredentials.fromGeneratedSecret("postgres"),
      engine: DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_16_8 }),
      writer: ClusterInstance.serverlessV2("Writer"),
      vpc: databaseVpc(this),
      vpcSubnets,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    Validations.of(cluster).acknowledge({
      id: "CloudFormation-Validate::F3021",
      reason: "the master user's name comes with the snapshot",
    });
    clusterOutputs(this, cluster);
  }
}
