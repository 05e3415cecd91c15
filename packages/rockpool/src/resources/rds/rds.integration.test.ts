import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JsonObject, ResourceContext, ResourceHandler, ResourceState } from "../../cloudformation/contract.js";
import type { SnapshotRecord } from "../../services/rds/records.js";
import { TEST_PASSWORD, type TestRds, testRds } from "../../services/rds/testing.js";
import { testEnvironment } from "../../testing/environment.js";
import { dbCluster } from "./db-cluster.js";
import { dbClusterParameterGroup } from "./db-cluster-parameter-group.js";
import { dbInstance } from "./db-instance.js";
import { dbParameterGroup } from "./db-parameter-group.js";
import { dbSubnetGroup } from "./db-subnet-group.js";

const environment = testEnvironment();
let base: TestRds;

interface Recorded extends ResourceContext {
  readonly initiatedIds: string[];
}

function contextFor(logicalId: string, resourceType: string): Recorded {
  const stackId = "arn:aws:cloudformation:us-east-1:000000000000:stack/Shop/1";
  const initiatedIds: string[] = [];
  return {
    stackId,
    stackName: "Shop",
    logicalId,
    resourceType,
    tags: {
      "aws:cloudformation:stack-id": stackId,
      "aws:cloudformation:logical-id": logicalId,
      "aws:cloudformation:stack-name": "Shop",
    },
    signal: AbortSignal.timeout(60_000),
    generateName: ({ lowerCase = false } = {}) =>
      lowerCase ? `shop-${logicalId}-abcdefghijkl`.toLowerCase() : `Shop-${logicalId}-ABCDEFGHIJKL`,
    initiated: (physicalId) => void initiatedIds.push(physicalId),
    attributes: {},
    initiatedIds,
  };
}

/** A resource with its handler, as the engine would drive it. */
function resource(handler: ResourceHandler, logicalId: string, type: string) {
  const context = contextFor(logicalId, type);
  return {
    context,
    create: (properties: JsonObject) => handler.create(context, properties),
    update: (id: string, before: JsonObject, after: JsonObject) => {
      if (handler.update === undefined) throw new Error(`${type} has no update`);
      return handler.update(context, id, before, after);
    },
    delete: (id: string) => handler.delete(context, id, {}),
    snapshot: (id: string, name: string) => {
      if (handler.snapshot === undefined) throw new Error(`${type} takes no snapshots`);
      return handler.snapshot(context, id, {}, name);
    },
  };
}

function attribute(state: ResourceState, name: string): string {
  const value = state.attributes?.[name];
  if (typeof value !== "string") throw new Error(`no text in attribute ${name}`);
  return value;
}

async function select(
  at: { host: string; port: number; user: string; password: string; database: string },
  sql: string,
): Promise<unknown[]> {
  const client = new pg.Client(at);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

beforeAll(() => {
  base = testRds(environment);
});
afterAll(async () => {
  await base.close();
  environment[Symbol.dispose]();
});

describe("the resources of a provisioned cluster", () => {
  const handlers = () => ({ rds: base.rds, environment });
  const common = { Engine: "aurora-postgresql", EngineVersion: "16.4" };

  test("come up together, take logins, change in place, and leave with a snapshot that can be restored", async () => {
    const subnets = resource(dbSubnetGroup(handlers()), "Subnets", "AWS::RDS::DBSubnetGroup");
    const group = await subnets.create({
      DBSubnetGroupDescription: "two zones",
      SubnetIds: ["subnet-1a", "subnet-1b"],
    });
    expect(group.physicalId).toBe("shop-subnets-abcdefghijkl");

    const clusterGroup = resource(dbClusterParameterGroup(handlers()), "Settings", "AWS::RDS::DBClusterParameterGroup");
    const settings = await clusterGroup.create({
      Family: "aurora-postgresql16",
      Description: "settings",
      Parameters: { work_mem: "8192" },
    });

    const cluster = resource(dbCluster(handlers()), "Cluster", "AWS::RDS::DBCluster");
    const properties: JsonObject = {
      ...common,
      MasterUsername: "owner",
      MasterUserPassword: TEST_PASSWORD,
      DatabaseName: "shop",
      DBSubnetGroupName: group.physicalId,
      DBClusterParameterGroupName: settings.physicalId,
      Tags: [{ Key: "team", Value: "reef" }],
    };
    const made = await cluster.create(properties);
    expect(made.physicalId).toBe("shop-cluster-abcdefghijkl");
    expect(cluster.context.initiatedIds).toEqual([made.physicalId]);
    expect(made.attributes).toMatchObject({
      DBClusterArn: "arn:aws:rds:us-east-1:000000000000:cluster:shop-cluster-abcdefghijkl",
      "Endpoint.Port": expect.stringMatching(/^\d+$/),
    });

    const writer = resource(dbInstance(handlers()), "Writer", "AWS::RDS::DBInstance");
    const instance = await writer.create({
      Engine: "aurora-postgresql",
      DBClusterIdentifier: made.physicalId,
      DBInstanceClass: "db.r6g.large",
    });
    const at = {
      host: attribute(made, "Endpoint.Address"),
      port: Number(attribute(made, "Endpoint.Port")),
      user: "owner",
      password: TEST_PASSWORD,
      database: "shop",
    };
    expect(instance.attributes).toMatchObject({ "Endpoint.Address": at.host, "Endpoint.Port": String(at.port) });
    expect(await select(at, "SHOW work_mem")).toEqual([{ work_mem: "8MB" }]);
    await select(at, "CREATE TABLE pearls AS SELECT 7 AS size");

    const reader = resource(dbInstance(handlers()), "Reader", "AWS::RDS::DBInstance");
    const replica = await reader.create({
      Engine: "aurora-postgresql",
      DBClusterIdentifier: made.physicalId,
      DBInstanceClass: "db.r6g.large",
    });
    const readerAt = {
      ...at,
      host: attribute(replica, "Endpoint.Address"),
      port: Number(attribute(replica, "Endpoint.Port")),
    };
    expect(await select(readerAt, "SELECT size, pg_is_in_recovery() AS replica FROM pearls")).toEqual([
      { size: 7, replica: true },
    ]);

    const changed: JsonObject = {
      ...properties,
      MasterUserPassword: "An0ther-pass",
      EnableHttpEndpoint: true,
      Tags: [{ Key: "team", Value: "lagoon" }],
    };
    await cluster.update(made.physicalId, properties, changed);
    expect(await select({ ...at, password: "An0ther-pass" }, "SELECT size FROM pearls")).toEqual([{ size: 7 }]);
    const arn = attribute(made, "DBClusterArn");
    expect(base.rds.dataApiTarget(arn)).toMatchObject({
      generation: "v2",
      httpEndpointEnabled: true,
      hasInstance: true,
    });
    expect(base.rds.operations.ListTagsForResource(base.call, { ResourceName: arn }).TagList).toContainEqual({
      Key: "team",
      Value: "lagoon",
    });

    await clusterGroup.update(
      settings.physicalId,
      { Parameters: { work_mem: "8192" } },
      { Parameters: { work_mem: "16384" } },
    );
    expect(await select({ ...at, password: "An0ther-pass" }, "SHOW work_mem")).toEqual([{ work_mem: "16MB" }]);

    await expect(subnets.delete(group.physicalId)).rejects.toMatchObject({ code: "InvalidDBSubnetGroupStateFault" });
    await expect(cluster.delete(made.physicalId)).rejects.toMatchObject({
      message: "Cluster cannot be deleted, it still contains DB instances in non-deleting state.",
    });

    await reader.delete(replica.physicalId);
    await writer.delete(instance.physicalId);
    await cluster.snapshot(made.physicalId, "Shop-Snapshot-Cluster");
    await cluster.delete(made.physicalId);
    await cluster.delete(made.physicalId);

    const restored = resource(dbCluster(handlers()), "Restored", "AWS::RDS::DBCluster");
    const again = await restored.create({
      ...common,
      SnapshotIdentifier: "shop-snapshot-cluster",
      MasterUserPassword: "Th1rd-password",
    });
    const second = resource(dbInstance(handlers()), "Second", "AWS::RDS::DBInstance");
    await second.create({
      Engine: "aurora-postgresql",
      DBClusterIdentifier: again.physicalId,
      DBInstanceClass: "db.r6g.large",
    });
    const restoredAt = {
      ...at,
      host: attribute(again, "Endpoint.Address"),
      port: Number(attribute(again, "Endpoint.Port")),
      password: "Th1rd-password",
    };
    expect(await select(restoredAt, "SELECT size FROM pearls")).toEqual([{ size: 7 }]);
    await second.delete("shop-second-abcdefghijkl");
    await restored.delete(again.physicalId);
    await clusterGroup.delete(settings.physicalId);
    await subnets.delete(group.physicalId);
  });

  test("what is there already is not taken over, neither another's nor what the same resource once made", async () => {
    const properties: JsonObject = {
      Engine: "aurora-postgresql",
      EngineMode: "serverless",
      DBClusterIdentifier: "Twice",
      MasterUsername: "owner",
      MasterUserPassword: TEST_PASSWORD,
    };
    const cluster = resource(dbCluster(handlers()), "Twice", "AWS::RDS::DBCluster");
    const first = await cluster.create(properties);
    expect(cluster.context.initiatedIds).toEqual(["twice"]);
    const other = resource(dbCluster(handlers()), "Other", "AWS::RDS::DBCluster");
    for (const { create } of [cluster, other])
      await expect(create(properties)).rejects.toMatchObject({ code: "DBClusterAlreadyExistsFault" });
    expect([...cluster.context.initiatedIds, ...other.context.initiatedIds]).toEqual(["twice"]);
    await cluster.delete(first.physicalId);
  });

  test.each([
    [dbCluster, { Engine: "aurora-postgresql", MasterUsername: "owner", ManageMasterUserPassword: true }],
    [
      dbInstance,
      {
        Engine: "postgres",
        DBInstanceClass: "db.t4g.micro",
        AllocatedStorage: "20",
        MasterUsername: "owner",
        MasterUserPassword: TEST_PASSWORD,
      },
    ],
    [dbClusterParameterGroup, { Family: "aurora-postgresql16", Description: "none" }],
    [dbParameterGroup, { Family: "postgres17", Description: "none" }],
  ])("what cannot be noted is not there: %o", async (make, properties) => {
    const handler = make(handlers());
    const context = {
      ...contextFor("Unnoted", "AWS::RDS::Any"),
      initiated: () => {
        throw new Error("killed");
      },
    };
    await expect(handler.create(context, properties)).rejects.toThrow("killed");
    // Once more under the same name: nothing is in its way.
    await expect(handler.create(context, properties)).rejects.toThrow("killed");
  });

  test("protection against deletion holds until it is taken away", async () => {
    const instance = resource(dbInstance(handlers()), "Protected", "AWS::RDS::DBInstance");
    const parameters = resource(dbParameterGroup(handlers()), "Group", "AWS::RDS::DBParameterGroup");
    const group = await parameters.create({
      Family: "postgres17",
      Description: "own",
      Parameters: { log_statement: "none" },
    });
    const properties: JsonObject = {
      Engine: "postgres",
      EngineVersion: "17",
      DBInstanceClass: "db.t4g.micro",
      AllocatedStorage: "20",
      MasterUsername: "owner",
      ManageMasterUserPassword: true,
      DBName: "shop",
      DeletionProtection: true,
      DBParameterGroupName: group.physicalId,
    };
    const made = await instance.create(properties);
    const secretArn = attribute(made, "MasterUserSecret.SecretArn");
    const { username, password }: { username: string; password: string } = JSON.parse(
      base.secrets.get(secretArn) ?? "{}",
    );
    const at = {
      host: attribute(made, "Endpoint.Address"),
      port: Number(attribute(made, "Endpoint.Port")),
      user: username,
      password,
      database: "shop",
    };
    expect(await select(at, "SHOW log_statement")).toEqual([{ log_statement: "none" }]);
    await expect(instance.delete(made.physicalId)).rejects.toMatchObject({
      message: "Cannot delete protected DB Instance, please disable deletion protection and try again.",
    });
    // A snapshot that no deletion can follow would only be in the way of the next one.
    await expect(instance.snapshot(made.physicalId, "kept")).rejects.toThrow("Cannot delete protected DB Instance");
    const snapshots = () => base.rds.operations.DescribeDBSnapshots(base.call, {}).DBSnapshots ?? [];
    expect(snapshots()).toEqual([]);
    await instance.update(made.physicalId, properties, { ...properties, DeletionProtection: false });

    const records = environment.state.collection<SnapshotRecord>("rds.snapshots");
    await instance.snapshot(made.physicalId, "kept");
    const first = records.get("kept");
    if (first === undefined) throw new Error("no snapshot was taken");
    records.put("kept", { ...first, status: "failed" });
    await instance.snapshot(made.physicalId, "kept");
    expect(records.get("kept")).toMatchObject({ status: "available", source: { identifier: made.physicalId } });
    // The pool may end between snapshot and deletion; what was written since then is not lost.
    await select(at, "CREATE TABLE later AS SELECT 7 AS n");
    await instance.snapshot(made.physicalId, "kept");
    records.put("foreign", { ...first, identifier: "foreign", source: { ...first.source, resourceId: "db-OTHER" } });
    await expect(instance.snapshot(made.physicalId, "foreign")).rejects.toMatchObject({
      code: "DBSnapshotAlreadyExistsFault",
    });
    await instance.delete(made.physicalId);
    await instance.snapshot(made.physicalId, "kept");
    const restored = resource(dbInstance(handlers()), "Back", "AWS::RDS::DBInstance");
    const back = await restored.create({ DBInstanceClass: "db.t4g.micro", DBSnapshotIdentifier: "kept" });
    const backAt = {
      ...at,
      host: attribute(back, "Endpoint.Address"),
      port: Number(attribute(back, "Endpoint.Port")),
    };
    expect(await select(backAt, "SELECT n FROM later")).toEqual([{ n: 7 }]);
    await restored.delete(back.physicalId);
    expect(base.secrets.has(secretArn)).toBe(false);
    await parameters.delete(group.physicalId);
  });

  test("a database that cannot be made says why, and can be deleted", async () => {
    const cluster = resource(dbCluster(handlers()), "Oracle", "AWS::RDS::DBInstance");
    await expect(
      cluster.create({ Engine: "oracle-ee", MasterUsername: "owner", MasterUserPassword: TEST_PASSWORD }),
    ).rejects.toThrow("Rockpool cannot run a database of the engine oracle-ee");
    await cluster.delete("shop-oracle-abcdefghijkl");
  });
});
