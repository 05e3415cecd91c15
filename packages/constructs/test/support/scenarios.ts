import {
  aws_ec2 as ec2,
  aws_iam as iam,
  aws_kms as kms,
  aws_s3 as s3,
  CfnOutput,
  Duration,
  RemovalPolicy,
  SecretValue,
  Token,
} from "aws-cdk-lib";
import type { aws_rds as rds, Stack } from "aws-cdk-lib";

/**
 * The module under test, seen through the types of `aws-cdk-lib/aws-rds`. Enums and classes with private members do not cross between
 * the two modules for the compiler, so the one is named by the other's type here; at run time every scenario runs with both.
 */
export type Rds = typeof rds;

export interface Scenario {
  readonly name: string;
  readonly build: (module: Rds, stack: Stack, vpc: ec2.IVpc) => void;
  readonly context?: Record<string, unknown>;
}

const postgres = (m: Rds) =>
  m.DatabaseClusterEngine.auroraPostgres({ version: m.AuroraPostgresEngineVersion.VER_16_4 });
const mysql = (m: Rds) => m.DatabaseClusterEngine.auroraMysql({ version: m.AuroraMysqlEngineVersion.VER_3_08_0 });
const mysql57 = (m: Rds) => m.DatabaseClusterEngine.auroraMysql({ version: m.AuroraMysqlEngineVersion.VER_2_11_2 });
const r6g = (size: ec2.InstanceSize) => ec2.InstanceType.of(ec2.InstanceClass.R6G, size);

type ClusterProps = Partial<rds.DatabaseClusterProps>;

/** A scenario of one cluster, by default PostgreSQL with a serverless writer. */
function cluster(
  name: string,
  props: (m: Rds, stack: Stack, vpc: ec2.IVpc) => ClusterProps,
  context?: Record<string, unknown>,
): Scenario {
  return {
    name,
    context,
    build: (m, stack, vpc) => {
      const given = props(m, stack, vpc);
      const described = given.instanceProps !== undefined || given.writer !== undefined || "writer" in given;
      new m.DatabaseCluster(stack, "Db", {
        engine: postgres(m),
        ...(given.instanceProps === undefined ? { vpc } : {}),
        ...(described ? {} : { writer: m.ClusterInstance.serverlessV2("Writer") }),
        ...given,
      });
    },
  };
}

const monitoringRole = (stack: Stack) =>
  new iam.Role(stack, "Role", { assumedBy: new iam.ServicePrincipal("monitoring.rds.amazonaws.com") });

function serverless(
  name: string,
  props: (m: Rds, stack: Stack, vpc: ec2.IVpc) => Partial<rds.ServerlessClusterProps>,
): Scenario {
  return {
    name,
    build: (m, stack, vpc) => {
      new m.ServerlessCluster(stack, "Db", { engine: mysql57(m), vpc, ...props(m, stack, vpc) });
    },
  };
}

const METRICS = [
  "metricACUUtilization",
  "metricCPUUtilization",
  "metricDatabaseConnections",
  "metricDeadlocks",
  "metricEngineUptime",
  "metricFreeLocalStorage",
  "metricFreeableMemory",
  "metricNetworkReceiveThroughput",
  "metricNetworkThroughput",
  "metricNetworkTransmitThroughput",
  "metricServerlessDatabaseCapacity",
  "metricSnapshotStorageUsed",
  "metricTotalBackupStorageBilled",
  "metricVolumeBytesUsed",
  "metricVolumeReadIOPs",
  "metricVolumeWriteIOPs",
] as const;

const PARAMETER_GROUP_FLAG = "@aws-cdk/aws-rds:auroraClusterChangeScopeOfInstanceParameterGroupWithEachParameters";

export const SCENARIOS: readonly Scenario[] = [
  cluster("PostgreSQL with a serverless writer", () => ({})),
  cluster("MySQL with a provisioned writer", (m) => ({
    engine: mysql(m),
    writer: m.ClusterInstance.provisioned("Writer"),
  })),
  cluster("MySQL without a version", (m) => ({ engine: m.DatabaseClusterEngine.AURORA_MYSQL })),
  cluster("Aurora MySQL 1 without a version", (m) => ({ engine: m.DatabaseClusterEngine.AURORA })),
  cluster("Aurora MySQL 1", (m) => ({
    engine: m.DatabaseClusterEngine.aurora({ version: m.AuroraEngineVersion.VER_1_22_2 }),
  })),
  cluster("PostgreSQL without a version, with a parameter group", (m, stack) => ({
    engine: m.DatabaseClusterEngine.AURORA_POSTGRESQL,
    parameterGroup: m.ParameterGroup.fromParameterGroupName(stack, "Group", "default.aurora-postgresql16"),
  })),
  cluster("a version made with of()", (m) => ({
    engine: m.DatabaseClusterEngine.auroraPostgres({
      version: m.AuroraPostgresEngineVersion.of("16.99", "16", { s3Import: true }),
    }),
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
  cluster("isolated subnets", () => ({ vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED } })),
  cluster("an existing subnet group and security groups", (m, stack, vpc) => ({
    subnetGroup: new m.SubnetGroup(stack, "Subnets", {
      vpc,
      description: "mine",
      subnetGroupName: "My-Group",
      removalPolicy: RemovalPolicy.RETAIN,
    }),
    securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, "Group", "sg-12345678")],
  })),
  cluster("an imported subnet group", (m, stack) => ({
    subnetGroup: m.SubnetGroup.fromSubnetGroupName(stack, "Subnets", "theirs"),
  })),
  cluster("a default database, an identifier and a port", () => ({
    defaultDatabaseName: "testdb",
    clusterIdentifier: "Upper-Case",
    port: 5555,
  })),
  cluster("an identifier as it is, with the flag off", () => ({ clusterIdentifier: "Upper-Case" }), {
    "@aws-cdk/aws-rds:lowercaseDbIdentifier": false,
  }),
  cluster("the Data API", () => ({ enableDataApi: true })),
  cluster("serverless capacities with a pause", () => ({
    serverlessV2MinCapacity: 0,
    serverlessV2MaxCapacity: 40.5,
    serverlessV2AutoPauseDuration: Duration.minutes(10),
  })),
  ...[
    RemovalPolicy.DESTROY,
    RemovalPolicy.RETAIN,
    RemovalPolicy.SNAPSHOT,
    RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  ].map((removalPolicy) => cluster(`removal policy ${removalPolicy}`, () => ({ removalPolicy }))),
  cluster("a retained cluster without protection", () => ({
    removalPolicy: RemovalPolicy.RETAIN,
    deletionProtection: false,
  })),
  cluster("encryption with the account's key", () => ({ storageEncrypted: true })),
  cluster("encryption with a key", (_m, stack) => ({ storageEncryptionKey: new kms.Key(stack, "Key") })),
  cluster("encryption switched off, with a key", (_m, stack) => ({
    storageEncrypted: false,
    storageEncryptionKey: new kms.Key(stack, "Key"),
  })),
  cluster("backups, backtracking and windows", (m) => ({
    engine: mysql(m),
    backup: { retention: Duration.days(7), preferredWindow: "01:00-02:00" },
    backtrackWindow: Duration.hours(24),
    preferredMaintenanceWindow: "Sun:23:45-Mon:00:15",
  })),
  cluster("the remaining flags of a cluster", (m) => ({
    iamAuthentication: true,
    storageType: m.DBClusterStorageType.AURORA_IOPT1,
    networkType: m.NetworkType.DUAL,
    copyTagsToSnapshot: false,
    autoMinorVersionUpgrade: false,
    enableLocalWriteForwarding: true,
    engineLifecycleSupport: m.EngineLifecycleSupport.OPEN_SOURCE_RDS_EXTENDED_SUPPORT_DISABLED,
    deleteAutomatedBackups: false,
    clusterScalabilityType: m.ClusterScalabilityType.STANDARD,
  })),
  cluster("generated credentials", () => ({})),
  cluster("a generated secret with options", (m, stack) => ({
    credentials: m.Credentials.fromGeneratedSecret("boss", {
      secretName: "my-secret",
      encryptionKey: new kms.Key(stack, "Key"),
      excludeCharacters: "!&*^#@()",
      replicaRegions: [{ region: "eu-west-1" }],
    }),
  })),
  cluster("credentials from a user name", (m) => ({ credentials: m.Credentials.fromUsername("boss") })),
  cluster("credentials from a user name and a password", (m) => ({
    credentials: m.Credentials.fromUsername("boss", { password: SecretValue.ssmSecure("/password", "1") }),
  })),
  cluster("credentials from a password", (m) => ({
    credentials: m.Credentials.fromPassword("boss", SecretValue.ssmSecure("/password", "1")),
  })),
  cluster("credentials from a secret", (m, stack) => ({
    credentials: m.Credentials.fromSecret(new m.DatabaseSecret(stack, "Login", { username: "boss" })),
  })),
  cluster("credentials from a secret, with the name as text", (m, stack) => ({
    credentials: m.Credentials.fromSecret(
      new m.DatabaseSecret(stack, "Login", { username: "boss", dbname: "app" }),
      "boss",
    ),
  })),
  cluster("a password that RDS manages", (m, stack) => ({
    manageMasterUserPassword: true,
    credentials: m.Credentials.fromUsername("boss", { encryptionKey: new kms.Key(stack, "Key") }),
  })),
  cluster("a replica", () => ({ replicationSourceIdentifier: "arn:aws:rds:eu-west-1:123456789012:cluster:source" })),
  cluster("S3 import and export on MySQL 8", (m, stack) => ({
    engine: mysql(m),
    s3ImportBuckets: [new s3.Bucket(stack, "In")],
    s3ExportBuckets: [new s3.Bucket(stack, "Out")],
  })),
  cluster("S3 import and export on MySQL 5.7, with parameters", (m, stack) => ({
    engine: mysql57(m),
    parameters: { a: "1" },
    s3ImportBuckets: [new s3.Bucket(stack, "In")],
    s3ExportBuckets: [new s3.Bucket(stack, "Out")],
  })),
  cluster("S3 import and export on PostgreSQL", (_m, stack) => ({
    s3ImportBuckets: [new s3.Bucket(stack, "In")],
    s3ExportBuckets: [new s3.Bucket(stack, "Out")],
  })),
  cluster("S3 export alone, with a role", (m, stack) => ({
    engine: mysql(m),
    s3ExportRole: new iam.Role(stack, "Role", { assumedBy: new iam.ServicePrincipal("rds.amazonaws.com") }),
  })),
  cluster("S3 export buckets alone on MySQL 8", (m, stack) => ({
    engine: mysql(m),
    s3ExportBuckets: [new s3.Bucket(stack, "Out")],
  })),
  cluster("one role for S3 import and export", (_m, stack) => {
    const role = new iam.Role(stack, "Role", { assumedBy: new iam.ServicePrincipal("rds.amazonaws.com") });
    return { s3ImportRole: role, s3ExportRole: role };
  }),
  cluster("enhanced monitoring of instances", () => ({ monitoringInterval: Duration.seconds(60) })),
  cluster("enhanced monitoring of the cluster, with a role", (_m, stack) => ({
    monitoringInterval: Duration.seconds(60),
    enableClusterLevelEnhancedMonitoring: true,
    monitoringRole: monitoringRole(stack),
  })),
  cluster("enhanced monitoring switched off", () => ({ monitoringInterval: Duration.seconds(0) })),
  cluster("a monitoring role without an interval", (_m, stack) => ({ monitoringRole: monitoringRole(stack) })),
  cluster("a monitoring role with an interval of 0", (_m, stack) => ({
    monitoringInterval: Duration.seconds(0),
    monitoringRole: monitoringRole(stack),
  })),
  cluster("a monitoring role without an interval, for instanceProps", (_m, stack, vpc) => ({
    instanceProps: { vpc },
    monitoringRole: monitoringRole(stack),
  })),
  {
    name: "the monitoring role that a cluster tells",
    build: (m, stack, vpc) => {
      const arnOf = (id: string, props: ClusterProps) =>
        new m.DatabaseCluster(stack, id, {
          engine: postgres(m),
          vpc,
          writer: m.ClusterInstance.serverlessV2("Writer"),
          ...props,
        }).monitoringRole?.roleArn ?? "none";
      const role = monitoringRole(stack);
      const interval = Duration.seconds(30);
      const arns = [
        arnOf("Nothing", {}),
        arnOf("RoleAlone", { monitoringRole: role }),
        arnOf("Interval", { monitoringInterval: interval }),
        arnOf("Both", { monitoringInterval: interval, monitoringRole: role }),
      ];
      new CfnOutput(stack, "Roles", { value: arns.join() });
    },
  },
  cluster("Performance Insights of the cluster", (_m, stack) => ({
    performanceInsightEncryptionKey: new kms.Key(stack, "Key"),
  })),
  cluster("Performance Insights of the cluster, off on an instance", (m) => ({
    enablePerformanceInsights: true,
    writer: m.ClusterInstance.serverlessV2("Writer", { enablePerformanceInsights: false }),
  })),
  cluster("Performance Insights switched off", () => ({ enablePerformanceInsights: false })),
  cluster("advanced Database Insights", (m) => ({
    databaseInsightsMode: m.DatabaseInsightsMode.ADVANCED,
    performanceInsightRetention: m.PerformanceInsightRetention.MONTHS_15,
  })),
  cluster("a directory", () => ({ domain: "d-1234567890" })),
  cluster("a directory, with a role", (_m, stack) => ({
    domain: "d-1234567890",
    domainRole: new iam.Role(stack, "Role", { assumedBy: new iam.ServicePrincipal("rds.amazonaws.com") }),
  })),
  cluster("log exports with a retention", () => ({
    cloudwatchLogsExports: ["postgresql"],
    cloudwatchLogsRetention: 30,
  })),
  cluster("log exports with a retention and a role that sets it", (_m, stack) => ({
    cloudwatchLogsExports: ["postgresql"],
    cloudwatchLogsRetention: 30,
    cloudwatchLogsRetentionRole: new iam.Role(stack, "Role", {
      assumedBy: new iam.ServicePrincipal("lambda.amazonaws.com"),
    }),
  })),
  cluster("a limitless cluster", (m) => ({
    engine: m.DatabaseClusterEngine.auroraPostgres({ version: m.AuroraPostgresEngineVersion.VER_16_4_LIMITLESS }),
    writer: undefined,
    clusterScalabilityType: m.ClusterScalabilityType.LIMITLESS,
    enablePerformanceInsights: true,
    performanceInsightRetention: m.PerformanceInsightRetention.MONTHS_1,
    monitoringInterval: Duration.seconds(30),
    enableClusterLevelEnhancedMonitoring: true,
    storageType: m.DBClusterStorageType.AURORA_IOPT1,
    cloudwatchLogsExports: ["postgresql"],
  })),
  readersOfAllKinds(),
  {
    name: "grants, outputs, endpoints and references",
    build: (m, stack, vpc) => {
      const db = new m.DatabaseCluster(stack, "Db", {
        engine: postgres(m),
        vpc,
        writer: m.ClusterInstance.serverlessV2("W"),
        readers: [m.ClusterInstance.serverlessV2("R", { scaleWithWriter: true })],
      });
      const user = new iam.User(stack, "User");
      db.grantDataApiAccess(user);
      db.grantConnect(user, "bob");
      db.connections.allowDefaultPortFromAnyIpv4();
      db.connections.allowFrom(ec2.Peer.ipv4("10.0.0.0/8"), ec2.Port.allTcp());
      const values = [
        db.clusterArn,
        db.clusterIdentifier,
        db.clusterResourceIdentifier,
        db.secret?.secretArn,
        db.dbClusterRef.dbClusterArn,
      ]
        .concat(
          [db.clusterEndpoint, db.clusterReadEndpoint, ...db.instanceEndpoints].map(
            (endpoint) => endpoint.socketAddress,
          ),
          db.instanceIdentifiers,
        )
        .concat([
          Token.asString(db.metricCPUUtilization().toMetricConfig()),
          Token.asString(db.metricACUUtilization().toMetricConfig()),
        ]);
      new CfnOutput(stack, "Values", { value: stack.toJsonString(values) });
    },
  },
  {
    name: "rotation of the master user and of another one",
    build: (m, stack, vpc) => {
      const db = new m.DatabaseCluster(stack, "Db", {
        engine: mysql(m),
        vpc,
        writer: m.ClusterInstance.serverlessV2("W"),
      });
      db.addRotationSingleUser({ automaticallyAfter: Duration.days(7), excludeCharacters: "!@#" });
      const secret = new m.DatabaseSecret(stack, "User", { username: "app", masterSecret: db.secret });
      db.addRotationMultiUser("Rotation", {
        secret: secret.attach(db),
        vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC },
      });
    },
  },
  {
    name: "rotations with an endpoint, a security group and no rotation at once",
    build: (m, stack, vpc) => {
      const db = new m.DatabaseCluster(stack, "Db", {
        engine: mysql(m),
        vpc,
        writer: m.ClusterInstance.serverlessV2("W"),
      });
      const options = {
        endpoint: new ec2.InterfaceVpcEndpoint(stack, "Endpoint", {
          vpc,
          service: ec2.InterfaceVpcEndpointAwsService.SECRETS_MANAGER,
        }),
        securityGroup: new ec2.SecurityGroup(stack, "Group", { vpc }),
        rotateImmediatelyOnUpdate: false,
      };
      db.addRotationSingleUser(options);
      const secret = new m.DatabaseSecret(stack, "User", { username: "app", masterSecret: db.secret });
      db.addRotationMultiUser("Rotation", { ...options, secret: secret.attach(db) });
    },
  },
  {
    name: "every metric of a cluster",
    build: (m, stack, vpc) => {
      const db = new m.DatabaseCluster(stack, "Db", {
        engine: mysql(m),
        vpc,
        writer: m.ClusterInstance.serverlessV2("W"),
      });
      for (const props of [undefined, { period: Duration.minutes(1), statistic: "Maximum" }]) {
        const metrics = METRICS.map((name) => db[name](props).toMetricConfig().metricStat);
        new CfnOutput(stack, props ? "Shaped" : "Plain", {
          value: stack.toJsonString([...metrics, db.metric("Queries", props).toMetricConfig().metricStat]),
        });
      }
    },
  },
  {
    name: "a proxy",
    build: (m, stack, vpc) => {
      const db = new m.DatabaseCluster(stack, "Db", {
        engine: mysql(m),
        vpc,
        writer: m.ClusterInstance.serverlessV2("W"),
      });
      if (db.secret) db.addProxy("Proxy", { vpc, secrets: [db.secret] });
    },
  },
  {
    name: "an imported cluster",
    build: (m, stack) => {
      const secret = new m.DatabaseSecret(stack, "Login", { username: "boss" });
      const db = m.DatabaseCluster.fromDatabaseClusterAttributes(stack, "Db", {
        clusterIdentifier: "theirs",
        clusterResourceIdentifier: "cluster-ABC",
        clusterEndpointAddress: "writer",
        readerEndpointAddress: "reader",
        instanceIdentifiers: ["one"],
        instanceEndpointAddresses: ["one"],
        port: 5432,
        dataApiEnabled: true,
        securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, "Group", "sg-12345678")],
        secret,
      });
      const user = new iam.User(stack, "User");
      db.grantDataApiAccess(user);
      db.grantConnect(user, "bob");
      db.connections.allowDefaultPortFromAnyIpv4();
      secret.attach(db);
      new CfnOutput(stack, "Values", {
        value: [
          db.clusterArn,
          db.clusterEndpoint.socketAddress,
          db.clusterReadEndpoint.socketAddress,
          ...db.instanceEndpoints.map((e) => e.socketAddress),
          ...db.instanceIdentifiers,
        ].join(),
      });
    },
  },
  {
    name: "secrets",
    build: (m, stack) => {
      const masterSecret = new m.DatabaseSecret(stack, "Master", { username: "boss" });
      new m.DatabaseSecret(stack, "App", {
        username: "app",
        dbname: "shop",
        masterSecret,
        secretName: "s",
        excludeCharacters: 'x"',
        replaceOnPasswordCriteriaChanges: true,
        encryptionKey: new kms.Key(stack, "Key"),
      });
    },
  },
  {
    name: "parameter groups",
    build: (m, stack) => {
      m.ParameterGroup.forCluster(stack, "Cluster", { engine: mysql(m) });
      m.ParameterGroup.forInstance(stack, "Instance", { engine: mysql(m), name: "named", description: "described" });
      const both = new m.ParameterGroup(stack, "Both", {
        engine: mysql(m),
        parameters: { b: "1" },
        removalPolicy: RemovalPolicy.RETAIN,
      });
      both.bindToInstance({});
      both.bindToCluster({});
      both.addParameter("c", "2");
      new CfnOutput(stack, "Refs", {
        value: stack.toJsonString([both.dbParameterGroupRef, both.dbClusterParameterGroupRef]),
      });
    },
  },
  serverless("Serverless v1 on MySQL", () => ({})),
  serverless("Serverless v1 on PostgreSQL", (m) => ({ engine: postgres(m) })),
  serverless("Serverless v1 with everything", (m, stack) => ({
    enableDataApi: true,
    defaultDatabaseName: "testdb",
    clusterIdentifier: "Upper",
    backupRetention: Duration.days(3),
    deletionProtection: true,
    copyTagsToSnapshot: false,
    removalPolicy: RemovalPolicy.DESTROY,
    storageEncryptionKey: new kms.Key(stack, "Key"),
    credentials: m.Credentials.fromGeneratedSecret("boss"),
    parameterGroup: new m.ParameterGroup(stack, "Group", { engine: mysql57(m), parameters: { a: "1" } }),
    scaling: {
      minCapacity: m.AuroraCapacityUnit.ACU_8,
      maxCapacity: m.AuroraCapacityUnit.ACU_32,
      autoPause: Duration.minutes(10),
      timeout: Duration.minutes(2),
      timeoutAction: m.TimeoutAction.FORCE_APPLY_CAPACITY_CHANGE,
    },
  })),
  serverless("Serverless v1 that never pauses, retained", () => ({
    scaling: { autoPause: Duration.minutes(0) },
    removalPolicy: RemovalPolicy.RETAIN,
  })),
  serverless("Serverless v1 with an empty scaling", () => ({ scaling: {} })),
  serverless("Serverless v1 in isolated subnets, with security groups", (_m, stack, vpc) => ({
    vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    securityGroups: [new ec2.SecurityGroup(stack, "Group", { vpc })],
  })),
  serverless("Serverless v1 in a subnet group", (m, stack, vpc) => ({
    subnetGroup: new m.SubnetGroup(stack, "Subnets", { vpc, description: "mine" }),
  })),
  serverless("Serverless v1 without a VPC", () => ({ vpc: undefined })),
  {
    name: "Serverless v1 with grants and rotation, and an imported one",
    build: (m, stack, vpc) => {
      const db = new m.ServerlessCluster(stack, "Db", { engine: mysql57(m), vpc });
      const user = new iam.User(stack, "User");
      db.grantDataApiAccess(user);
      db.addRotationSingleUser();
      db.connections.allowDefaultPortFromAnyIpv4();
      const theirs = m.ServerlessCluster.fromServerlessClusterAttributes(stack, "Theirs", {
        clusterIdentifier: "theirs",
        port: 3306,
        clusterEndpointAddress: "w",
        readerEndpointAddress: "r",
        secret: db.secret,
      });
      theirs.grantDataApiAccess(user);
      new CfnOutput(stack, "Values", {
        value: [
          db.clusterArn,
          db.clusterEndpoint.socketAddress,
          db.clusterReadEndpoint.socketAddress,
          theirs.clusterArn,
          theirs.clusterEndpoint.socketAddress,
        ].join(),
      });
    },
  },
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
