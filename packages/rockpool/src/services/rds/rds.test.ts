import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { testEnvironment } from "../../testing/environment.js";
import { TEST_PASSWORD, type TestRds, testRds } from "./testing.js";

let environment: ReturnType<typeof testEnvironment>;
let base: TestRds;
beforeEach(() => {
  environment = testEnvironment();
  base = testRds(environment);
});
afterEach(async () => {
  await base.close();
  environment[Symbol.dispose]();
});

const CLUSTER = {
  DBClusterIdentifier: "reef",
  Engine: "aurora-postgresql",
  MasterUsername: "owner",
  MasterUserPassword: TEST_PASSWORD,
};
const INSTANCE = {
  DBInstanceIdentifier: "pearl",
  Engine: "postgres",
  DBInstanceClass: "db.t4g.micro",
  AllocatedStorage: 20,
  MasterUsername: "owner",
  MasterUserPassword: TEST_PASSWORD,
};

const createCluster = (change: Record<string, unknown>) => async () =>
  base.rds.operations.CreateDBCluster(base.call, { ...CLUSTER, ...change });
const createInstance = (change: Record<string, unknown>) => async () =>
  base.rds.operations.CreateDBInstance(base.call, { ...INSTANCE, ...change });

describe("a new cluster is refused, in AWS's words, for", () => {
  test.each<[string, Record<string, unknown>, string, string | RegExp]>([
    [
      "an identifier with two hyphens",
      { DBClusterIdentifier: "a--b" },
      "InvalidParameterValue",
      /^The parameter DBClusterIdentifier is not a valid identifier\. Identifiers must begin with a letter/,
    ],
    [
      "an identifier that begins with a digit",
      { DBClusterIdentifier: "1a" },
      "InvalidParameterValue",
      /not a valid identifier/,
    ],
    [
      "an identifier of 64 characters",
      { DBClusterIdentifier: "a".repeat(64) },
      "InvalidParameterValue",
      /longer than 63/,
    ],
    [
      "a short password",
      { MasterUserPassword: "short" },
      "InvalidParameterValue",
      "The parameter MasterUserPassword is not a valid password because it is shorter than 8 characters.",
    ],
    [
      "a password with a slash",
      { MasterUserPassword: "with/a/slash" },
      "InvalidParameterValue",
      /Only printable ASCII characters besides/,
    ],
    [
      "a reserved user name",
      { MasterUsername: "admin" },
      "InvalidParameterValue",
      "MasterUsername admin cannot be used as it is a reserved word used by the engine",
    ],
    [
      "no user name",
      { MasterUsername: undefined },
      "InvalidParameterValue",
      "The parameter MasterUsername must be provided and must not be blank.",
    ],
    [
      "an unknown version",
      { EngineVersion: "99.1" },
      "InvalidParameterCombination",
      "Cannot find version 99.1 for aurora-postgresql",
    ],
    ["an unknown engine", { Engine: "dbase" }, "InvalidParameterValue", "Invalid DB engine"],
    [
      "a missing subnet group",
      { DBSubnetGroupName: "nowhere" },
      "DBSubnetGroupNotFoundFault",
      "DB subnet group 'nowhere' does not exist.",
    ],
    [
      "another family's parameter group",
      { DBClusterParameterGroupName: "default.aurora-mysql8.0" },
      "InvalidParameterCombination",
      /^The Parameter Group default\.aurora-mysql8\.0 with DBParameterGroupFamily aurora-mysql8\.0 cannot be used for this instance/,
    ],
    [
      "a password that is also managed",
      { ManageMasterUserPassword: true },
      "InvalidParameterCombination",
      /ManageMasterUserPassword/,
    ],
    [
      "scaling of the other generation",
      { ScalingConfiguration: { MinCapacity: 1 } },
      "InvalidParameterCombination",
      /engine mode serverless/,
    ],
    [
      "a maximum below the minimum",
      { ServerlessV2ScalingConfiguration: { MinCapacity: 4, MaxCapacity: 2 } },
      "InvalidParameterValue",
      /minimum capacity 4 is greater/,
    ],
    ["no backups", { BackupRetentionPeriod: 0 }, "InvalidParameterValue", /1 to 35/],
    [
      "an HTTP endpoint without Aurora",
      { Engine: "postgres", EnableHttpEndpoint: true, DBClusterInstanceClass: "db.m6gd.large" },
      "InvalidParameterCombination",
      /EnableHttpEndpoint/,
    ],
    [
      "a global cluster",
      { GlobalClusterIdentifier: "world" },
      "InvalidParameterCombination",
      /Rockpool cannot run a DB cluster with GlobalClusterIdentifier/,
    ],
  ])("%s", async (_title, change, code, message) => {
    await expect(createCluster(change)()).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
    expect(base.rds.operations.DescribeDBClusters(base.call, {}).DBClusters).toEqual([]);
  });

  test("a master user that another engine allows", async () => {
    const { DBCluster } = await createCluster({ MasterUsername: "admin", Engine: "aurora-mysql" })();
    expect(DBCluster?.MasterUsername).toBe("admin");
  });
});

describe("a new instance is refused for", () => {
  test.each<[string, Record<string, unknown>, string, RegExp]>([
    [
      "Aurora without a cluster",
      { Engine: "aurora-postgresql" },
      "InvalidParameterCombination",
      /requires a DB cluster/,
    ],
    [
      "an engine without a server",
      { Engine: "sqlserver-ex" },
      "InvalidParameterValue",
      /Rockpool cannot run a database of the engine sqlserver-ex/,
    ],
    [
      "too little storage",
      { AllocatedStorage: 1 },
      "InvalidParameterValue",
      /^Invalid storage size for engine name postgres and storage type gp2: 1$/,
    ],
    ["no storage", { AllocatedStorage: undefined }, "MissingParameter", /AllocatedStorage/],
    ["a strange class", { DBInstanceClass: "large" }, "InvalidParameterValue", /^Invalid DB Instance class: large$/],
    [
      "a zone for Multi-AZ",
      { MultiAZ: true, AvailabilityZone: "us-east-1a" },
      "InvalidParameterCombination",
      /^Requesting a specific availability zone is not valid for Multi-AZ instances\.$/,
    ],
    [
      "a cluster that is not there",
      { DBClusterIdentifier: "gone" },
      "DBClusterNotFoundFault",
      /^DBCluster gone not found\.$/,
    ],
  ])("%s", async (_title, change, code, message) => {
    await expect(createInstance(change)()).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });

  test("settings that belong to its cluster", async () => {
    await createCluster({})();
    const member = {
      DBClusterIdentifier: "reef",
      Engine: "aurora-postgresql",
      AllocatedStorage: undefined,
      MasterUserPassword: undefined,
    };
    await expect(createInstance(member)()).rejects.toMatchObject({
      message: "The requested DB Instance will be a member of a DB Cluster. Set master user name for the DB Cluster.",
    });
    const nameless = { ...member, MasterUsername: undefined };
    await expect(createInstance({ ...nameless, Engine: "aurora-mysql" })()).rejects.toMatchObject({
      message:
        "The engine name requested for your DB instance (aurora-mysql) doesn't match the engine name of your DB cluster (aurora-postgresql).",
    });
    await expect(createInstance({ ...nameless, DBInstanceClass: "db.serverless" })()).rejects.toMatchObject({
      message:
        "Set the Serverless v2 scaling configuration on the parent DB cluster before creating a Serverless v2 DB instance.",
    });
  });
});

describe("a cluster without an instance", () => {
  test("has an address and no server, so that the Data API finds no instance", async () => {
    const { DBCluster } = await createCluster({ EnableHttpEndpoint: true, DatabaseName: "shop" })();
    expect(DBCluster).toMatchObject({
      DBClusterIdentifier: "reef",
      DBClusterArn: "arn:aws:rds:us-east-1:000000000000:cluster:reef",
      DbClusterResourceId: expect.stringMatching(/^cluster-[A-Z0-9]{26}$/),
      Status: "creating",
      EngineMode: "provisioned",
      DBClusterParameterGroup: "default.aurora-postgresql17",
      Port: expect.any(Number),
    });
    await base.rds.whenAvailable("cluster", "reef");
    expect(base.rds.dataApiTarget(DBCluster?.DBClusterArn ?? "")).toMatchObject({
      hasInstance: false,
      generation: "v2",
    });
    expect(base.rds.databaseConnection("AWS::RDS::DBCluster", "reef")).toEqual({
      engine: "postgres",
      host: DBCluster?.Endpoint,
      port: DBCluster?.Port,
      dbname: "shop",
      dbClusterIdentifier: "reef",
    });
    await expect(createCluster({})()).rejects.toMatchObject({
      code: "DBClusterAlreadyExistsFault",
      message: "DB Cluster already exists",
    });
  });

  test("is deleted by AWS's rules", async () => {
    await createCluster({ DeletionProtection: true })();
    await base.rds.whenAvailable("cluster", "reef");
    const remove = (extra: object) => () =>
      base.rds.operations.DeleteDBCluster(base.call, { DBClusterIdentifier: "reef", ...extra });
    expect(remove({ SkipFinalSnapshot: true })).toThrow(
      "Cannot delete protected Cluster, please disable deletion protection and try again.",
    );
    await base.rds.operations.ModifyDBCluster(base.call, { DBClusterIdentifier: "reef", DeletionProtection: false });
    await base.rds.whenAvailable("cluster", "reef");
    expect(remove({})).toThrow("FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.");
    expect(remove({ SkipFinalSnapshot: true })().DBCluster?.Status).toBe("deleting");
    await base.rds.whenDeleted("cluster", "reef");
    expect(() => base.rds.operations.DescribeDBClusters(base.call, { DBClusterIdentifier: "reef" })).toThrow(
      "DBCluster reef not found.",
    );
  });

  test("its password is nowhere in the state in clear", async () => {
    const { DBCluster } = await createCluster({})();
    expect(JSON.stringify([DBCluster, environment.state.collection("rds.clusters").list()])).not.toContain(
      TEST_PASSWORD,
    );
  });
});

test("DescribeDBClusters pages, filters, and takes ARNs", async () => {
  for (let index = 10; index < 35; index += 1)
    await createCluster({
      DBClusterIdentifier: `c${index}`,
      Engine: index % 5 === 0 ? "aurora-mysql" : "aurora-postgresql",
    })();
  const describeClusters = (input: object) => base.rds.operations.DescribeDBClusters(base.call, input);
  const first = describeClusters({ MaxRecords: 20 });
  const second = describeClusters({ MaxRecords: 20, Marker: first.Marker });
  expect([first.DBClusters?.length, second.DBClusters?.length, second.Marker]).toEqual([20, 5, undefined]);
  expect(
    describeClusters({ Filters: [{ Name: "engine", Values: ["aurora-mysql"] }] }).DBClusters?.map(
      (cluster) => cluster.DBClusterIdentifier,
    ),
  ).toEqual(["c10", "c15", "c20", "c25", "c30"]);
  expect(
    describeClusters({ DBClusterIdentifier: "arn:aws:rds:us-east-1:000000000000:cluster:c11" }).DBClusters,
  ).toHaveLength(1);
  expect(() => describeClusters({ Filters: [{ Name: "color", Values: ["red"] }] })).toThrow(
    "Unrecognized filter name: color",
  );
  expect(() => describeClusters({ MaxRecords: 5 })).toThrow("Must be between 20 and 100");
});

describe("subnet groups", () => {
  const create = (SubnetIds: string[]) => () =>
    base.rds.operations.CreateDBSubnetGroup(base.call, {
      DBSubnetGroupName: "Shore",
      DBSubnetGroupDescription: "d",
      SubnetIds,
    });

  test("need two zones", () => {
    expect(create(["subnet-1a", "subnet-2a"])).toThrow(
      "The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement. Current AZ coverage: us-east-1a. Add subnets to cover at least 2 AZs.",
    );
    expect(create([])).toThrow("Subnet IDs are required.");
    expect(create(["subnet-1a", "subnet-2b"])().DBSubnetGroup).toMatchObject({
      DBSubnetGroupName: "shore",
      VpcId: "vpc-1",
      SubnetGroupStatus: "Complete",
    });
    expect(create(["subnet-1a", "subnet-2b"])).toThrow("The DB subnet group 'shore' already exists.");
  });
});

describe("parameter groups", () => {
  test("keep what a user sets, and are kept while in use", async () => {
    const { operations } = base.rds;
    operations.CreateDBClusterParameterGroup(base.call, {
      DBClusterParameterGroupName: "own",
      DBParameterGroupFamily: "aurora-postgresql17",
      Description: "own",
    });
    await operations.ModifyDBClusterParameterGroup(base.call, {
      DBClusterParameterGroupName: "own",
      Parameters: [
        { ParameterName: "work_mem", ParameterValue: "8192", ApplyMethod: "immediate" },
        { ParameterName: "log_statement", ParameterValue: "all", ApplyMethod: "pending-reboot" },
      ],
    });
    await operations.ResetDBClusterParameterGroup(base.call, {
      DBClusterParameterGroupName: "own",
      Parameters: [{ ParameterName: "log_statement", ApplyMethod: "immediate" }],
    });
    expect(
      operations.DescribeDBClusterParameters(base.call, { DBClusterParameterGroupName: "own", Source: "user" })
        .Parameters,
    ).toEqual([
      {
        ParameterName: "work_mem",
        ParameterValue: "8192",
        Source: "user",
        IsModifiable: true,
        ApplyMethod: "immediate",
      },
    ]);
    await createCluster({ DBClusterParameterGroupName: "own" })();
    expect(() => operations.DeleteDBClusterParameterGroup(base.call, { DBClusterParameterGroupName: "own" })).toThrow(
      /still members of this parameter group own/,
    );
    expect(() => operations.DescribeDBParameterGroups(base.call, { DBParameterGroupName: "none" })).toThrow(
      "DBParameterGroup not found: none",
    );
    expect(
      operations.DescribeDBParameterGroups(base.call, { DBParameterGroupName: "default.postgres16" }).DBParameterGroups,
    ).toHaveLength(1);
  });
});

test("tags are added, listed and removed by ARN", async () => {
  const { operations } = base.rds;
  const { DBCluster } = await createCluster({ Tags: [{ Key: "a", Value: "1" }] })();
  const ResourceName = DBCluster?.DBClusterArn;
  operations.AddTagsToResource(base.call, { ResourceName, Tags: [{ Key: "b", Value: "2" }] });
  operations.RemoveTagsFromResource(base.call, { ResourceName, TagKeys: ["a"] });
  expect(operations.ListTagsForResource(base.call, { ResourceName }).TagList).toEqual([{ Key: "b", Value: "2" }]);
  expect(() =>
    operations.ListTagsForResource(base.call, { ResourceName: "arn:aws:rds:us-east-1:000000000000:cluster:none" }),
  ).toThrow("DBCluster none not found.");
});

test("DescribeDBEngineVersions answers from the catalogue", () => {
  const versions = base.rds.operations.DescribeDBEngineVersions(base.call, {
    Engine: "aurora-postgresql",
    DefaultOnly: true,
  }).DBEngineVersions;
  expect(versions).toMatchObject([
    { Engine: "aurora-postgresql", EngineVersion: "17.5", DBParameterGroupFamily: "aurora-postgresql17" },
  ]);
});

test("permissions name the resources of a request", () => {
  expect(
    base.rds.permissions?.("CreateDBInstance", { DBInstanceIdentifier: "Pearl", DBClusterIdentifier: "reef" }),
  ).toEqual([
    { action: "rds:CreateDBInstance", resource: "arn:aws:rds:us-east-1:000000000000:db:pearl" },
    { action: "rds:CreateDBInstance", resource: "arn:aws:rds:us-east-1:000000000000:cluster:reef" },
  ]);
  expect(base.rds.permissions?.("DescribeDBEngineVersions", {})).toEqual([
    { action: "rds:DescribeDBEngineVersions", resource: "*" },
  ]);
});

test("settings that have no effect here are said to have none, once each", async () => {
  await base.close();
  base = testRds(environment, { engines: { forEngine: () => undefined } });
  const notices: string[] = [];
  environment.events.subscribe((event) => {
    if (event.kind === "notice" && event.code === "rds.modelled") notices.push(`${event.level}: ${event.message}`);
  });
  await createCluster({ EnableIAMDatabaseAuthentication: false, MonitoringInterval: 0 })();
  expect(notices).toEqual([]);
  await createCluster({
    DBClusterIdentifier: "lagoon",
    EnableCloudwatchLogsExports: ["postgresql"],
  })();
  const everything = {
    EnableIAMDatabaseAuthentication: true,
    EnableCloudwatchLogsExports: ["postgresql"],
    MonitoringInterval: 60,
    EnablePerformanceInsights: true,
    DatabaseInsightsMode: "advanced",
  };
  await createInstance(everything)();
  await createInstance({ ...everything, DBInstanceIdentifier: "shell" })();
  expect(notices).toMatchInlineSnapshot(`
    [
      "warning: EnableCloudwatchLogsExports has no effect here: logs are not exported to CloudWatch Logs: the server writes one log file in the pool's state directory",
      "warning: EnableIAMDatabaseAuthentication has no effect here: logins with IAM tokens are not run yet: log in with a password",
      "warning: MonitoringInterval has no effect here: Enhanced Monitoring collects nothing: there are no operating system metrics",
      "warning: EnablePerformanceInsights has no effect here: Performance Insights collects nothing: use the database's own statistics views",
      "warning: DatabaseInsightsMode has no effect here: Database Insights collects nothing: use the database's own statistics views",
    ]
  `);
});
