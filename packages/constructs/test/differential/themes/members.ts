import { aws_ec2 as ec2, aws_iam as iam, aws_kms as kms, CfnOutput, Duration, RemovalPolicy, Token } from "aws-cdk-lib";
import type { aws_rds as rds } from "aws-cdk-lib";
import { cluster, mysql, postgres, r6g, refusedCluster, type Rds, type Refusal, type Scenario } from "../kit.ts";

const PARAMETER_GROUP_FLAG = "@aws-cdk/aws-rds:auroraClusterChangeScopeOfInstanceParameterGroupWithEachParameters";

/** An instance of a class of one's own, which says nothing of Performance Insights. */
const silent = (m: Rds): rds.IClusterInstance => ({
  bind: (scope, db, options) => {
    const instance = m.ClusterInstance.serverlessV2("Writer").bind(scope, db, options);
    return Object.create(instance, { performanceInsightsEnabled: { value: undefined } });
  },
});

export const scenarios: readonly Scenario[] = [
  cluster("Performance Insights of a cluster with an instance that says nothing of it", (m) => ({
    writer: silent(m),
    enablePerformanceInsights: true,
  })),
  cluster("writer and readers of both kinds", (m) => ({
    readers: [
      m.ClusterInstance.serverlessV2("Follower", { scaleWithWriter: true }),
      m.ClusterInstance.provisioned("Fixed", { instanceType: r6g(ec2.InstanceSize.LARGE), promotionTier: 5 }),
    ],
  })),
  cluster("every option of an instance", (m, stack) => ({
    writer: m.ClusterInstance.provisioned("Writer", {
      instanceIdentifier: "MyWriter",
      instanceType: r6g(ec2.InstanceSize.XLARGE),
      parameterGroup: m.ParameterGroup.fromParameterGroupName(stack, "Group", "mine"),
      enablePerformanceInsights: true,
      performanceInsightRetention: m.PerformanceInsightRetention.MONTHS_1,
      performanceInsightEncryptionKey: new kms.Key(stack, "Key"),
      caCertificate: m.CaCertificate.RDS_CA_RSA4096_G1,
      applyImmediately: true,
      allowMajorVersionUpgrade: true,
      autoMinorVersionUpgrade: false,
      availabilityZone: "eu-west-1a",
      publiclyAccessible: true,
      preferredMaintenanceWindow: "Sun:23:45-Mon:00:15",
      promotionTier: 3,
    }),
    readers: [
      m.ClusterInstance.provisioned("Reader", {
        enablePerformanceInsights: false,
        instanceType: r6g(ec2.InstanceSize.XLARGE),
      }),
    ],
  })),
  cluster("parameters of an instance", (m) => ({
    writer: m.ClusterInstance.provisioned("Writer", { parameters: { a: "1" } }),
  })),
  cluster(
    "parameters of each instance, with the flag for their scope",
    (m) => ({
      writer: m.ClusterInstance.provisioned("Writer", { parameters: { a: "1" } }),
      readers: [m.ClusterInstance.provisioned("Reader", { parameters: { a: "2" } })],
    }),
    { [PARAMETER_GROUP_FLAG]: true },
  ),
  cluster("a parameter group and parameters of an instance", (m, stack) => ({
    writer: m.ClusterInstance.provisioned("Writer", {
      parameters: { a: "1" },
      parameterGroup: m.ParameterGroup.fromParameterGroupName(stack, "G", "g"),
    }),
  })),
  cluster("instances taken over from instanceProps", (m) => ({
    clusterIdentifier: "Taken",
    vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC },
    writer: m.ClusterInstance.provisioned("Instance1", { isFromLegacyInstanceProps: true, parameters: { a: "1" } }),
    readers: [
      m.ClusterInstance.serverlessV2("Instance2", { isFromLegacyInstanceProps: true, instanceIdentifier: "Second" }),
    ],
  })),
  cluster("instanceProps", (_m, _stack, vpc) => ({ instanceProps: { vpc } })),
  {
    name: "the endpoints of the instances of instanceProps",
    build: (m, stack, vpc) => {
      const db = new m.DatabaseCluster(stack, "Db", { engine: postgres(m), instanceProps: { vpc } });
      const value = db.instanceEndpoints.map(({ socketAddress }) => socketAddress).join();
      new CfnOutput(stack, "Endpoints", { value });
    },
  },
  cluster("instanceProps in public subnets, named, with parameters", (m, _stack, vpc) => ({
    engine: mysql(m),
    clusterIdentifier: "My-Cluster",
    parameters: { max_connections: "10" },
    removalPolicy: RemovalPolicy.RETAIN,
    instanceProps: { vpc, vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC }, parameters: { a: "1" } },
  })),
  cluster("three rolling instances with everything instanceProps has", (m, stack, vpc) => ({
    instances: 3,
    instanceUpdateBehaviour: m.InstanceUpdateBehaviour.ROLLING,
    instanceIdentifierBase: "base-",
    monitoringInterval: Duration.seconds(30),
    instanceProps: {
      vpc,
      instanceType: r6g(ec2.InstanceSize.LARGE),
      securityGroups: [new ec2.SecurityGroup(stack, "Group", { vpc })],
      parameterGroup: new m.ParameterGroup(stack, "Parameters", { engine: postgres(m) }),
      enablePerformanceInsights: true,
      performanceInsightRetention: m.PerformanceInsightRetention.LONG_TERM,
      allowMajorVersionUpgrade: true,
      autoMinorVersionUpgrade: false,
      deleteAutomatedBackups: true,
      publiclyAccessible: true,
      preferredMaintenanceWindow: "Sun:23:45-Mon:00:15",
    },
  })),
  cluster("rolling readers", (m) => ({
    instanceUpdateBehaviour: m.InstanceUpdateBehaviour.ROLLING,
    readers: [m.ClusterInstance.serverlessV2("R1", { scaleWithWriter: true }), m.ClusterInstance.serverlessV2("R2")],
  })),
  cluster("instanceProps with the cluster's own subnets, security groups and key", (_m, stack, vpc) => ({
    vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, "Group", "sg-12345678")],
    enablePerformanceInsights: true,
    instanceProps: { vpc, performanceInsightEncryptionKey: new kms.Key(stack, "Key") },
  })),
  cluster("instanceProps with Performance Insights on the cluster alone", (_m, _stack, vpc) => ({
    enablePerformanceInsights: true,
    instanceProps: { vpc },
  })),
  cluster("instanceProps with Performance Insights off, and on for the cluster", (_m, _stack, vpc) => ({
    performanceInsightRetention: 31,
    instanceProps: { vpc, enablePerformanceInsights: false },
  })),
  cluster("instanceProps with Performance Insights as on the cluster", (_m, stack, vpc) => {
    const performanceInsightEncryptionKey = new kms.Key(stack, "Key");
    return { performanceInsightEncryptionKey, instanceProps: { vpc, performanceInsightEncryptionKey } };
  }),
  cluster("instanceProps and monitoring of the cluster", (_m, _stack, vpc) => ({
    monitoringInterval: Duration.seconds(5),
    enableClusterLevelEnhancedMonitoring: true,
    instanceProps: { vpc },
  })),
  cluster("a key for Performance Insights of the writer alone, and one for the cluster alone", (m, stack) => ({
    enablePerformanceInsights: true,
    writer: m.ClusterInstance.serverlessV2("Writer", { performanceInsightEncryptionKey: new kms.Key(stack, "Key") }),
  })),
  cluster("a key for Performance Insights of the cluster alone", (m, stack) => ({
    performanceInsightEncryptionKey: new kms.Key(stack, "Key"),
    writer: m.ClusterInstance.serverlessV2("Writer", { enablePerformanceInsights: true }),
  })),
  cluster("serverless instances with every option of theirs", (m, stack) => ({
    writer: m.ClusterInstance.serverlessV2("Writer", {
      instanceIdentifier: "writer",
      autoMinorVersionUpgrade: true,
      allowMajorVersionUpgrade: false,
      publiclyAccessible: false,
      availabilityZone: "eu-west-1b",
      preferredMaintenanceWindow: "Mon:01:00-Mon:02:00",
      parameterGroup: m.ParameterGroup.fromParameterGroupName(stack, "Group", "mine"),
      caCertificate: m.CaCertificate.of("mine"),
      applyImmediately: false,
      enablePerformanceInsights: true,
      performanceInsightRetention: m.PerformanceInsightRetention.LONG_TERM,
    }),
  })),
  {
    name: "the endpoints of instances made of instanceProps",
    build: (m, stack, vpc) => {
      const db = new m.DatabaseCluster(stack, "Db", { engine: postgres(m), instanceProps: { vpc } });
      const endpoints = db.instanceEndpoints.map(({ socketAddress }) => socketAddress);
      new CfnOutput(stack, "Endpoints", { value: stack.toJsonString(endpoints) });
    },
  },
  {
    name: "instances that are bound by hand",
    build: (m, stack, vpc) => {
      const db = new m.DatabaseCluster(stack, "Db", {
        engine: postgres(m),
        vpc,
        writer: m.ClusterInstance.serverlessV2("Writer"),
      });
      m.ClusterInstance.provisioned("Bare").bind(db, db, {});
      m.ClusterInstance.provisioned("Legacy", { isFromLegacyInstanceProps: true }).bind(db, db, {});
      const bound = m.ClusterInstance.provisioned("Bound", { promotionTier: 3 }).bind(db, db, {
        promotionTier: 7,
        removalPolicy: RemovalPolicy.RETAIN,
        monitoringInterval: Duration.seconds(15),
        monitoringRole: new iam.Role(stack, "Role", {
          assumedBy: new iam.ServicePrincipal("monitoring.rds.amazonaws.com"),
        }),
        subnetGroup: m.SubnetGroup.fromSubnetGroupName(stack, "Subnets", "theirs"),
      });
      const { dbInstanceArn, dbInstanceEndpointAddress, dbInstanceRef, dbiResourceId, instanceIdentifier } = bound;
      const { type, instanceSize, tier, performanceInsightsEnabled } = bound;
      new CfnOutput(stack, "Values", {
        value: stack.toJsonString([
          { dbInstanceArn, dbInstanceEndpointAddress, dbInstanceRef, dbiResourceId, instanceIdentifier },
          { type, instanceSize, tier, performanceInsightsEnabled },
        ]),
      });
    },
  },
  {
    name: "an instance of an imported cluster",
    build: (m, stack) => {
      const db = m.DatabaseCluster.fromDatabaseClusterAttributes(stack, "Db", {
        clusterIdentifier: "theirs",
        engine: postgres(m),
      });
      m.ClusterInstance.serverlessV2("Reader", { scaleWithWriter: true }).bind(stack, db, {});
    },
  },
  cluster("public subnets", (m) => ({
    vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC },
    readers: [m.ClusterInstance.serverlessV2("Hidden", { publiclyAccessible: false, scaleWithWriter: true })],
  })),
  {
    name: "kinds of instances",
    build: (m, stack) => {
      const kinds = [
        m.ClusterInstanceType.serverlessV2(),
        m.ClusterInstanceType.provisioned(),
        m.ClusterInstanceType.provisioned(r6g(ec2.InstanceSize.LARGE)),
      ];
      new CfnOutput(stack, "Kinds", { value: kinds.map((kind) => `${kind.toString()} ${kind.type}`).join() });
    },
  },
  readersOfAllKinds(),
];

export const refusals: readonly Refusal[] = [
  {
    name: "an instance of an imported cluster whose engine is not known",
    words: /the engine of the cluster is not known; give it when importing the cluster/,
    build: (m, stack) => {
      const clusterIdentifier = "theirs";
      const db = m.DatabaseCluster.fromDatabaseClusterAttributes(stack, "Db", { clusterIdentifier });
      m.ClusterInstance.provisioned("Reader").bind(stack, db, {});
    },
  },
  refusedCluster(
    "instanceProps whose Performance Insights differ",
    /performanceInsightRetention of the instances of instanceProps is 31, and 62 on the cluster/,
    (_m, _stack, vpc) => ({
      vpc: undefined,
      writer: undefined,
      performanceInsightRetention: 62,
      instanceProps: { vpc, performanceInsightRetention: 31 },
    }),
  ),
  refusedCluster(
    "instanceProps with another key for Performance Insights",
    /performanceInsightEncryptionKey of the instances of instanceProps is not the cluster's/,
    (_m, stack, vpc) => ({
      vpc: undefined,
      writer: undefined,
      performanceInsightEncryptionKey: new kms.Key(stack, "Key"),
      instanceProps: { vpc, performanceInsightEncryptionKey: new kms.Key(stack, "Other") },
    }),
  ),
  refusedCluster(
    "an instance with another key for Performance Insights",
    /performanceInsightEncryptionKey of the instance W is not the cluster's/,
    (m, stack) => ({
      performanceInsightEncryptionKey: new kms.Key(stack, "Key"),
      writer: m.ClusterInstance.serverlessV2("W", { performanceInsightEncryptionKey: new kms.Key(stack, "Other") }),
    }),
  ),
  refusedCluster(
    "an instance that has Performance Insights off, with a key for it",
    /Stack\/Db\/W: enablePerformanceInsights is false, but another property asks for/,
    (m, stack) => ({
      writer: m.ClusterInstance.serverlessV2("W", {
        enablePerformanceInsights: false,
        performanceInsightEncryptionKey: new kms.Key(stack, "Key"),
      }),
    }),
  ),
  refusedCluster("a negative promotion tier", /promotionTier is -1; it must be from 0 to 15/, (m) => ({
    readers: [m.ClusterInstance.provisioned("R", { promotionTier: -1 })],
  })),
  refusedCluster("two VPCs", /vpc and instanceProps.vpc are both given/, (_m, _stack, vpc) => ({
    writer: undefined,
    instanceProps: { vpc },
  })),
  refusedCluster(
    "a writer and instanceProps",
    /writer or readers are given together with instances or instanceProps/,
    (_m, _stack, vpc) => ({ vpc: undefined, instanceProps: { vpc } }),
  ),
  refusedCluster("a writer and instances", /writer or readers are given together/, () => ({ instances: 3 })),
  refusedCluster("no instances", /instances is 0; it must be from 1 to 16/, (_m, _stack, vpc) => ({
    vpc: undefined,
    writer: undefined,
    instances: 0,
    instanceProps: { vpc },
  })),
  refusedCluster(
    "a number of instances that is not known",
    /instances is a value of deploy time/,
    (_m, _stack, vpc) => ({
      vpc: undefined,
      writer: undefined,
      instances: Token.asNumber({ Ref: "N" }),
      instanceProps: { vpc },
    }),
  ),
  refusedCluster("a promotion tier over 15", /promotionTier is 16; it must be from 0 to 15/, (m) => ({
    readers: [m.ClusterInstance.provisioned("R", { promotionTier: 16 })],
  })),
];

/** Clusters with readers of all tiers and kinds: which of them are warned of must be the same in both modules. */
function readersOfAllKinds(): Scenario {
  const kinds = (m: Rds, id: string) => ({
    s1: m.ClusterInstance.serverlessV2(id, { scaleWithWriter: true }),
    s2: m.ClusterInstance.serverlessV2(id),
    p1: m.ClusterInstance.provisioned(id, { promotionTier: 1, instanceType: r6g(ec2.InstanceSize.LARGE) }),
    p2: m.ClusterInstance.provisioned(id, { instanceType: r6g(ec2.InstanceSize.LARGE) }),
    p2x: m.ClusterInstance.provisioned(id, { instanceType: r6g(ec2.InstanceSize.XLARGE) }),
    p9x: m.ClusterInstance.provisioned(id, { promotionTier: 9, instanceType: r6g(ec2.InstanceSize.XLARGE) }),
  });
  const names = ["s1", "s2", "p1", "p2", "p2x", "p9x"] as const;
  const combinations = names.flatMap((a, i) => [[a], ...names.slice(i).map((b) => [a, b])]);
  return {
    name: "clusters with readers of all kinds",
    build: (m, stack, vpc) => {
      for (const writer of ["s2", "p2"] as const) {
        for (const readers of combinations) {
          new m.DatabaseCluster(stack, [writer, ...readers].join("-"), {
            engine: postgres(m),
            vpc,
            writer: kinds(m, "Writer")[writer],
            readers: readers.map((kind, index) => kinds(m, `Reader${index}`)[kind]),
          });
        }
      }
    },
  };
}
