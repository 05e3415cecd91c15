import { aws_ec2 as ec2, type Stack } from "aws-cdk-lib";
import {
  AuroraMysqlEngineVersion,
  AuroraPostgresEngineVersion,
  ClusterInstance,
  DatabaseCluster,
  DatabaseClusterEngine,
  type DatabaseClusterProps,
} from "cdk-rockpool";

export const POSTGRES = DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_16_8 });
export const MYSQL = DatabaseClusterEngine.auroraMysql({ version: AuroraMysqlEngineVersion.VER_3_08_2 });

/** A VPC with isolated subnets in two zones. */
export function vpcIn(stack: Stack): ec2.Vpc {
  return new ec2.Vpc(stack, "Vpc", {
    maxAzs: 2,
    natGateways: 0,
    restrictDefaultSecurityGroup: false,
    subnetConfiguration: [{ name: "Isolated", subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
  });
}

/** A PostgreSQL cluster with one serverless writer, unless the props say otherwise. */
export function clusterIn(stack: Stack, props: Partial<DatabaseClusterProps> = {}): DatabaseCluster {
  return new DatabaseCluster(stack, "Db", {
    engine: POSTGRES,
    vpc: vpcIn(stack),
    vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    writer: ClusterInstance.serverlessV2("Writer"),
    ...props,
  });
}
