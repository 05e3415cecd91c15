import { aws_ec2 as ec2, aws_kms as kms, Duration, RemovalPolicy, Token } from "aws-cdk-lib";
import { cluster, mysql, postgres, r6g, refusedCluster, type Rds, type Refusal, type Scenario } from "../kit.ts";

const PARAMETER_GROUP_FLAG = "@aws-cdk/aws-rds:auroraClusterChangeScopeOfInstanceParameterGroupWithEachParameters";

export const scenarios: readonly Scenario[] = [
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
  readersOfAllKinds(),
];

export const refusals: readonly Refusal[] = [
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
