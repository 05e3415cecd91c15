import { aws_ec2 as ec2, aws_iam as iam, aws_kms as kms, CfnOutput, Duration, RemovalPolicy } from "aws-cdk-lib";
import { cluster, clusterOf, mysql57, oracle, postgres, type Scenario } from "../kit.ts";

/** The parts of databases on their own, and members that are bound by hand, as constructs on top of this library do it. */
export const scenarios: readonly Scenario[] = [
  {
    name: "a subnet group in chosen subnets",
    build: (m, stack, vpc) => {
      new m.SubnetGroup(stack, "Subnets", {
        vpc,
        vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
        description: "apart",
        subnetGroupName: "Upper-Case",
        removalPolicy: RemovalPolicy.RETAIN,
      });
    },
  },
  {
    name: "a secret that other regions copy",
    build: (m, stack) => {
      new m.DatabaseSecret(stack, "Secret", {
        username: "app",
        replicaRegions: [{ region: "eu-west-1" }, { region: "eu-central-1", encryptionKey: new kms.Key(stack, "Key") }],
      });
    },
  },
  {
    name: "an imported serverless cluster with its security groups",
    build: (m, stack) => {
      const imported = m.ServerlessCluster.fromServerlessClusterAttributes(stack, "Imported", {
        clusterIdentifier: "old",
        port: 3306,
        securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, "Group", "sg-12345678")],
      });
      imported.connections.allowDefaultPortFromAnyIpv4();
    },
  },
  {
    name: "a member that is bound to a cluster by hand",
    build: (m, stack, vpc) => {
      const db = new m.DatabaseCluster(stack, "Db", {
        engine: postgres(m),
        writer: m.ClusterInstance.serverlessV2("Writer"),
        vpc,
      });
      m.ClusterInstance.provisioned("Late").bind(db, db, {
        monitoringInterval: Duration.seconds(30),
        monitoringRole: new iam.Role(stack, "Role", {
          assumedBy: new iam.ServicePrincipal("monitoring.rds.amazonaws.com"),
        }),
        promotionTier: 7,
        removalPolicy: RemovalPolicy.RETAIN,
        subnetGroup: new m.SubnetGroup(stack, "Other", { vpc, description: "ignored" }),
      });
    },
  },
  cluster("equal members with insights under a key", (m, stack, vpc) => ({
    engine: mysql57(m),
    instanceProps: {
      vpc,
      enablePerformanceInsights: true,
      performanceInsightEncryptionKey: new kms.Key(stack, "Key"),
      performanceInsightRetention: m.PerformanceInsightRetention.MONTHS_3,
    },
  })),
  {
    name: "security groups that join later",
    build: (m, stack, vpc) => {
      const join = (connections: ec2.Connections, name: string) =>
        connections.addSecurityGroup(new ec2.SecurityGroup(stack, name, { vpc }));
      const cluster = clusterOf(m, stack, vpc);
      const proxy = cluster.addProxy("Proxy", { vpc, secrets: [cluster.secret] });
      const options = new m.OptionGroup(stack, "Options", {
        engine: oracle(m),
        configurations: [{ name: "OEM", port: 1158, vpc }],
      });
      join(cluster.connections, "OfCluster");
      join(proxy.connections, "OfProxy");
      join(options.optionConnections.OEM, "OfOption");
    },
  },
  {
    name: "versions, classes and endpoints that are made by hand",
    build: (m, stack, vpc) => {
      const { DatabaseClusterEngine: engines, InstanceType: kinds } = m;
      const version = m.AuroraMysqlEngineVersion.of("8.0.mysql_aurora.3.08.1", "8.0");
      const writer = m.ClusterInstance.provisioned("Writer");
      new m.DatabaseCluster(stack, "Mysql", { engine: engines.auroraMysql({ version }), vpc, writer });
      const first = m.AuroraEngineVersion.of("5.6.mysql_aurora.1.23.4", "5.6");
      new m.DatabaseCluster(stack, "First", { engine: engines.aurora({ version: first }), vpc, writer });
      const described = [
        new m.ClusterInstanceType("r6g.large", kinds.PROVISIONED).toString(),
        new m.Endpoint("db.example.com", 5432).socketAddress,
        m.CaCertificate.RDS_CA_RSA4096_G1.toString(),
        m.CaCertificate.of("rds-ca-of-tomorrow").toString(),
        // Nothing can be done with these, but they can be made.
        ...[new engines(), new m.DatabaseInstanceEngine()].map((made) => Object.keys(made).join()),
      ];
      new CfnOutput(stack, "Described", { value: described.join() });
    },
  },
];
