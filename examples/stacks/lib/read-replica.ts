import { Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import { InstanceClass, InstanceSize, InstanceType } from "aws-cdk-lib/aws-ec2";
import { DatabaseInstance, DatabaseInstanceReadReplica } from "cdk-rockpool";
import type { Construct } from "constructs";
import { ENGINES } from "./instances.ts";
import { databaseVpc, vpcSubnets } from "./network.ts";
import { instanceOutputs, outputs } from "./outputs.ts";

/** An instance and a replica of it, which answers reads. */
export class ReadReplica extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const instanceType = InstanceType.of(InstanceClass.T4G, InstanceSize.MICRO);
    const vpc = databaseVpc(this);
    const removalPolicy = RemovalPolicy.DESTROY;
    const source = new DatabaseInstance(this, "Source", {
      engine: ENGINES.postgres,
      instanceType,
      vpc,
      vpcSubnets,
      databaseName: "shop",
      // A source without backups can have no replicas.
      backupRetention: Duration.days(1),
      storageEncrypted: true,
      removalPolicy,
    });
    const replica = new DatabaseInstanceReadReplica(this, "Replica", {
      sourceDatabaseInstance: source,
      instanceType,
      vpc,
      vpcSubnets,
      removalPolicy,
    });
    instanceOutputs(this, source);
    outputs(this, {
      ReplicaHost: replica.instanceEndpoint.hostname,
      ReplicaPort: String(replica.instanceEndpoint.port),
    });
  }
}
