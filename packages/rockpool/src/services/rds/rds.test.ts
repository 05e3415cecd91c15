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

describe("a cluster without an instance", () => {
  test("has an address and no server, so that the Data API finds no instance", async () => {
    const { DBCluster } = await base.createCluster({ EnableHttpEndpoint: true, DatabaseName: "shop" });
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
    await expect(base.createCluster()).rejects.toMatchObject({
      code: "DBClusterAlreadyExistsFault",
      message: "DB Cluster already exists",
    });
  });

  test("is deleted by AWS's rules", async () => {
    await base.createCluster({ DeletionProtection: true });
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
    const { DBCluster } = await base.createCluster();
    expect(JSON.stringify([DBCluster, environment.state.collection("rds.clusters").list()])).not.toContain(
      TEST_PASSWORD,
    );
  });
});

test("DescribeDBClusters pages, filters, and takes ARNs", async () => {
  for (let index = 10; index < 35; index += 1)
    await base.createCluster({
      DBClusterIdentifier: `c${index}`,
      Engine: index % 5 === 0 ? "aurora-mysql" : "aurora-postgresql",
    });
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
    await base.createCluster({ DBClusterParameterGroupName: "own" });
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
  const { DBCluster } = await base.createCluster({ Tags: [{ Key: "a", Value: "1" }] });
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

test("a Data API that AWS would not have, on a T instance class, is told of, once for each cluster", async () => {
  await base.close();
  base = testRds(environment, { engines: { forEngine: () => undefined } });
  const notices: string[] = [];
  environment.events.subscribe((event) => {
    if (event.kind === "notice" && event.code === "rds.dataApi") notices.push(event.message);
  });
  await base.createCluster();
  const member = (DBInstanceIdentifier: string, DBInstanceClass: string) =>
    base.createInstance({
      DBInstanceIdentifier,
      DBInstanceClass,
      DBClusterIdentifier: "reef",
      Engine: "aurora-postgresql",
      AllocatedStorage: undefined,
      MasterUsername: undefined,
      MasterUserPassword: undefined,
    });
  await member("large", "db.r6g.large");
  await member("small", "db.t4g.medium");
  expect(notices).toEqual([]);
  base.rds.operations.EnableHttpEndpoint(base.call, { ResourceArn: "arn:aws:rds:us-east-1:000000000000:cluster:reef" });
  await member("smaller", "db.t3.medium");
  expect(notices).toEqual([
    "AWS has no Data API on T instance classes (db.t4g.medium): EnableHttpEndpoint of the DB cluster reef works here, not on AWS. Take db.serverless or a larger class, e.g. db.r6g.large.",
  ]);
});

test("of two calls that make a database of one name at a time one is refused, and its secret is not left", async () => {
  const cluster = { Engine: "aurora-postgresql", MasterUserPassword: undefined, ManageMasterUserPassword: true };
  const instance = { MasterUserPassword: undefined, ManageMasterUserPassword: true };
  for (const make of [() => base.createCluster(cluster), () => base.createInstance(instance)]) {
    const [first, second] = await Promise.allSettled([make(), make()]);
    expect([first?.status, second?.status].toSorted()).toEqual(["fulfilled", "rejected"]);
  }
  expect(base.secrets.size).toBe(2);
});

test("a database that is refused leaves neither a record nor a secret", async () => {
  const managed = { MasterUserPassword: undefined, ManageMasterUserPassword: true };
  await expect(base.createCluster({ ...managed, DBClusterParameterGroupName: "none" })).rejects.toThrow("none");
  await expect(base.createInstance({ ...managed, Port: 1 })).rejects.toThrow(/port/i);
  expect(base.rds.operations.DescribeDBClusters(base.call, {}).DBClusters).toEqual([]);
  expect(base.rds.operations.DescribeDBInstances(base.call, {}).DBInstances).toEqual([]);
  expect(base.secrets.size).toBe(0);
});

test("settings that have no effect here are said to have none, once each", async () => {
  await base.close();
  base = testRds(environment, { engines: { forEngine: () => undefined } });
  const notices: string[] = [];
  environment.events.subscribe((event) => {
    if (event.kind === "notice" && event.code === "rds.modelled") notices.push(`${event.level}: ${event.message}`);
  });
  await base.createCluster({ EnableIAMDatabaseAuthentication: false, MonitoringInterval: 0 });
  expect(notices).toEqual([]);
  await base.createCluster({
    DBClusterIdentifier: "lagoon",
    EnableCloudwatchLogsExports: ["postgresql"],
  });
  const everything = {
    EnableIAMDatabaseAuthentication: true,
    EnableCloudwatchLogsExports: ["postgresql"],
    MonitoringInterval: 60,
    EnablePerformanceInsights: true,
    DatabaseInsightsMode: "advanced",
  };
  await base.createInstance(everything);
  await base.createInstance({ ...everything, DBInstanceIdentifier: "shell" });
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
