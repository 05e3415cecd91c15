import { RemovalPolicy, Stack } from "aws-cdk-lib";
import { InstanceClass, InstanceSize, InstanceType } from "aws-cdk-lib/aws-ec2";
import { DatabaseInstanceFromSnapshot, SnapshotCredentials } from "cdk-rockpool";
import type { Construct } from "constructs";
import { ENGINES } from "./instances.ts";
import { databaseVpc, vpcSubnets } from "./network.ts";
import { instanceOutputs } from "./outputs.ts";

/** An instance with the data of a snapshot, and a new password for the master user that came with it. */
export class InstanceFromSnapshot extends Stack {
  constructor(scope: Construct, id: string, props: { readonly snapshotIdentifier: string }) {
    super(scope, id);
    const instance = new DatabaseInstanceFromSnapshot(this, "Database", {
      snapshotIdentifier: props.snapshotIdentifier,
      credentials: SnapshotCredentials.fromGeneratedSecret("admin"),
      engine: ENGINES.mysql,
      instanceType: InstanceType.of(InstanceClass.T4G, InstanceSize.MICRO),
      vpc: databaseVpc(this),
      vpcSubnets,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    instanceOutputs(this, instance);
  }
}
