import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { testEnvironment } from "../../testing/environment.js";
import { type TestRds, testRds } from "./testing.js";

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
    await expect(base.createCluster(change)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
    expect(base.rds.operations.DescribeDBClusters(base.call, {}).DBClusters).toEqual([]);
  });

  test("a master user that another engine allows", async () => {
    const { DBCluster } = await base.createCluster({ MasterUsername: "admin", Engine: "aurora-mysql" });
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
    await expect(base.createInstance(change)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });

  test("settings that belong to its cluster", async () => {
    await base.createCluster();
    const member = {
      DBClusterIdentifier: "reef",
      Engine: "aurora-postgresql",
      AllocatedStorage: undefined,
      MasterUserPassword: undefined,
    };
    await expect(base.createInstance(member)).rejects.toMatchObject({
      message: "The requested DB Instance will be a member of a DB Cluster. Set master user name for the DB Cluster.",
    });
    const nameless = { ...member, MasterUsername: undefined };
    await expect(base.createInstance({ ...nameless, Engine: "aurora-mysql" })).rejects.toMatchObject({
      message:
        "The engine name requested for your DB instance (aurora-mysql) doesn't match the engine name of your DB cluster (aurora-postgresql).",
    });
    await expect(base.createInstance({ ...nameless, DBInstanceClass: "db.serverless" })).rejects.toMatchObject({
      message:
        "Set the Serverless v2 scaling configuration on the parent DB cluster before creating a Serverless v2 DB instance.",
    });
  });
});
