import { Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import { SubnetType, Vpc } from "aws-cdk-lib/aws-ec2";
import {
  AuroraPostgresEngineVersion,
  ClusterInstance,
  DatabaseCluster,
  DatabaseClusterEngine,
  DatabaseSecret,
} from "cdk-rockpool";
import type { Construct } from "constructs";

/** A proxy that pools connections, and passwords that change by themselves: the master's, and with its help the application's. */
export class ProxyAndRotation extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    // The rotation functions call Secrets Manager, so their subnets need a way out.
    const vpc = new Vpc(this, "Vpc", { maxAzs: 2, natGateways: 1, restrictDefaultSecurityGroup: false });
    const cluster = new DatabaseCluster(this, "Database", {
      engine: DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_16_8 }),
      writer: ClusterInstance.serverlessV2("Writer"),
      vpc,
      vpcSubnets: { subnetType: SubnetType.PRIVATE_WITH_EGRESS },
      storageEncrypted: true,
      removalPolicy: RemovalPolicy.SNAPSHOT,
    });
    cluster.addRotationSingleUser({ automaticallyAfter: Duration.days(30) });
    const user = new DatabaseSecret(this, "User", { username: "clerk", masterSecret: cluster.secret });
    const attached = user.attach(cluster);
    cluster.addRotationMultiUser("User", { secret: attached });
    const proxy = cluster.addProxy("Proxy", { secrets: [attached], vpc, borrowTimeout: Duration.seconds(30) });
    cluster.connections.allowDefaultPortFrom(proxy);
  }
}
