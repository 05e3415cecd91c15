import mysql from "mysql2/promise";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { testEnvironment } from "../../testing/environment.js";
import { TEST_PASSWORD, type TestRds, testRds } from "./testing.js";

interface Login {
  readonly host: string | undefined;
  readonly port: number | undefined;
  readonly password?: string;
}

/** One value, over the database's own protocol. */
const FAMILIES = {
  postgres: async ({ host, port, password = TEST_PASSWORD }: Login, sql: string): Promise<unknown> => {
    const client = new pg.Client({ host, port, user: "owner", password, database: "shop" });
    await client.connect();
    try {
      const { rows } = await client.query<unknown[]>({ text: sql, rowMode: "array" });
      return rows[0]?.[0];
    } finally {
      await client.end();
    }
  },
  mysql: async ({ host, port, password = TEST_PASSWORD }: Login, sql: string): Promise<unknown> => {
    const client = await mysql.createConnection({
      host,
      port,
      user: "owner",
      password,
      database: "shop",
      rowsAsArray: true,
    });
    try {
      const [rows] = await client.query<mysql.RowDataPacket[]>(sql);
      return rows[0]?.[0];
    } finally {
      await client.end();
    }
  },
};

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

describe.each(["postgres", "mysql"] as const)("a %s instance", (engine) => {
  const value = FAMILIES[engine];
  const describeOne = (identifier: string) =>
    base.rds.operations.DescribeDBInstances(base.call, { DBInstanceIdentifier: identifier }).DBInstances?.[0];
  const login = (identifier: string): Login => {
    const endpoint = describeOne(identifier)?.Endpoint;
    return { host: endpoint?.Address, port: endpoint?.Port };
  };
  const create = async () => {
    const { DBInstance } = await base.rds.operations.CreateDBInstance(base.call, {
      DBInstanceIdentifier: "pearl",
      Engine: engine,
      DBInstanceClass: "db.t4g.micro",
      AllocatedStorage: 20,
      MasterUsername: "owner",
      MasterUserPassword: TEST_PASSWORD,
      DBName: "shop",
    });
    await base.rds.whenAvailable("instance", "pearl");
    return DBInstance;
  };

  test("is creating first, then takes logins, and survives stop, start, reboot and an end of the pool", async () => {
    const created = await create();
    expect([created?.DBInstanceStatus, created?.Endpoint]).toEqual(["creating", undefined]);
    expect(describeOne("pearl")).toMatchObject({
      DBInstanceStatus: "available",
      DBName: "shop",
      DbiResourceId: expect.stringMatching(/^db-[A-Z0-9]{26}$/),
    });
    await value(login("pearl"), "CREATE TABLE kept (n int)");
    await value(login("pearl"), "INSERT INTO kept VALUES (7)");

    const { operations } = base.rds;
    operations.StopDBInstance(base.call, { DBInstanceIdentifier: "pearl" });
    await base.rds.whenAvailable("instance", "pearl");
    expect(describeOne("pearl")?.DBInstanceStatus).toBe("stopped");
    await expect(value(login("pearl"), "SELECT 1")).rejects.toThrow(/ECONNREFUSED/);
    const password = "Ch4nged-asleep";
    await operations.ModifyDBInstance(base.call, { DBInstanceIdentifier: "pearl", MasterUserPassword: password });
    operations.StartDBInstance(base.call, { DBInstanceIdentifier: "pearl" });
    await expect.poll(() => describeOne("pearl")?.DBInstanceStatus, { timeout: 10_000 }).toBe("available");
    operations.RebootDBInstance(base.call, { DBInstanceIdentifier: "pearl" });
    await base.rds.whenAvailable("instance", "pearl");
    expect(await value({ ...login("pearl"), password }, "SELECT n FROM kept")).toBe(7);

    await base.close();
    base = testRds(environment);
    await base.rds.recover();
    expect(describeOne("pearl")?.DBInstanceStatus).toBe("available");
    expect(await value({ ...login("pearl"), password }, "SELECT n FROM kept")).toBe(7);
  });

  test("has a parameter group, and the log names the instance whose server does without a part of it", async () => {
    const messages: string[] = [];
    environment.events.subscribe((event) => {
      if (event.kind === "notice" && event.code === "engine.parameters") messages.push(event.message);
    });
    const { operations } = base.rds;
    const DBParameterGroupName = "odd";
    operations.CreateDBParameterGroup(base.call, {
      DBParameterGroupName,
      DBParameterGroupFamily: engine === "mysql" ? "mysql8.0" : "postgres17",
      Description: "settings of RDS alone",
    });
    await operations.ModifyDBParameterGroup(base.call, {
      DBParameterGroupName,
      Parameters: [{ ParameterName: "rds.force_ssl", ParameterValue: "0", ApplyMethod: "pending-reboot" }],
    });
    await base.createInstance({ Engine: engine, DBParameterGroupName });
    await base.rds.whenAvailable("instance", "pearl");
    expect(messages).toEqual([expect.stringMatching(/^DB instance pearl: \w+ \S+ runs without .*: rds\.force_ssl$/)]);
  });

  test("has replicas that follow it, snapshots that restore it, and a password that can change", async () => {
    await create();
    await value(login("pearl"), "CREATE TABLE kept (n int)");
    await value(login("pearl"), "INSERT INTO kept VALUES (1)");
    const { operations } = base.rds;
    await operations.CreateDBInstanceReadReplica(base.call, {
      DBInstanceIdentifier: "echo",
      SourceDBInstanceIdentifier: "pearl",
    });
    await base.rds.whenAvailable("instance", "echo");
    expect(describeOne("pearl")?.ReadReplicaDBInstanceIdentifiers).toEqual(["echo"]);
    await value(login("pearl"), "INSERT INTO kept VALUES (2)");
    await expect.poll(async () => Number(await value(login("echo"), "SELECT count(*) FROM kept"))).toBe(2);
    // RDS takes no final snapshot of a replica, also where a template's deletion policy asks for one.
    await base.rds.keepSnapshot("instance", "echo", "echo-final");
    expect(operations.DescribeDBSnapshots(base.call, {}).DBSnapshots).toEqual([]);

    operations.PromoteReadReplica(base.call, { DBInstanceIdentifier: "echo" });
    await base.rds.whenAvailable("instance", "echo");
    await value(login("echo"), "INSERT INTO kept VALUES (3)");
    expect(Number(await value(login("echo"), "SELECT count(*) FROM kept"))).toBe(3);
    expect(describeOne("pearl")?.ReadReplicaDBInstanceIdentifiers).toEqual([]);

    operations.CreateDBSnapshot(base.call, { DBInstanceIdentifier: "pearl", DBSnapshotIdentifier: "before" });
    await base.rds.whenSnapshotAvailable("instance", "before");
    await value(login("pearl"), "DELETE FROM kept");
    await operations.ModifyDBInstance(base.call, {
      DBInstanceIdentifier: "pearl",
      MasterUserPassword: "An0ther-pass",
      ApplyImmediately: true,
    });
    await base.rds.whenAvailable("instance", "pearl");
    expect(Number(await value({ ...login("pearl"), password: "An0ther-pass" }, "SELECT count(*) FROM kept"))).toBe(0);

    await operations.RestoreDBInstanceFromDBSnapshot(base.call, {
      DBInstanceIdentifier: "again",
      DBSnapshotIdentifier: "before",
    });
    await base.rds.whenAvailable("instance", "again");
    expect(Number(await value(login("again"), "SELECT count(*) FROM kept"))).toBe(2);

    operations.DeleteDBInstance(base.call, { DBInstanceIdentifier: "again", FinalDBSnapshotIdentifier: "last" });
    operations.DeleteDBInstance(base.call, { DBInstanceIdentifier: "echo", SkipFinalSnapshot: true });
    await Promise.all([base.rds.whenDeleted("instance", "again"), base.rds.whenDeleted("instance", "echo")]);
    expect(
      operations
        .DescribeDBSnapshots(base.call, {})
        .DBSnapshots?.map((snapshot) => [snapshot.DBSnapshotIdentifier, snapshot.Status]),
    ).toEqual([
      ["before", "available"],
      ["last", "available"],
    ]);
  });
});

test("the reader endpoint leads to a reader, and the heir of a deleted writer takes over the cluster's data and address", async () => {
  const { operations } = base.rds;
  const { DBCluster } = await operations.CreateDBCluster(base.call, {
    DBClusterIdentifier: "reef",
    Engine: "aurora-postgresql",
    MasterUsername: "owner",
    MasterUserPassword: TEST_PASSWORD,
    DatabaseName: "shop",
  });
  for (const DBInstanceIdentifier of ["one", "two"]) {
    await operations.CreateDBInstance(base.call, {
      DBInstanceIdentifier,
      DBClusterIdentifier: "reef",
      Engine: "aurora-postgresql",
      DBInstanceClass: "db.r6g.large",
    });
  }
  await Promise.all([base.rds.whenAvailable("instance", "one"), base.rds.whenAvailable("instance", "two")]);
  const at = { host: DBCluster?.Endpoint, port: DBCluster?.Port };
  await FAMILIES.postgres(at, "CREATE TABLE kept AS SELECT 7 AS n");

  const readerEndpoint = () => operations.DescribeDBClusters(base.call, {}).DBClusters?.[0]?.ReaderEndpoint;
  expect(readerEndpoint()).toBe(
    operations.DescribeDBInstances(base.call, { DBInstanceIdentifier: "two" }).DBInstances?.[0]?.Endpoint?.Address,
  );
  const isReplica = (host: string | undefined) => FAMILIES.postgres({ ...at, host }, "SELECT pg_is_in_recovery()");
  expect([await isReplica(readerEndpoint()), await isReplica(at.host)]).toEqual([true, false]);

  operations.DeleteDBInstance(base.call, { DBInstanceIdentifier: "one" });
  await base.rds.whenDeleted("instance", "one");
  expect(readerEndpoint()).toBe(at.host);
  expect(operations.DescribeDBClusters(base.call, {}).DBClusters?.[0]?.DBClusterMembers).toMatchObject([
    { DBInstanceIdentifier: "two", IsClusterWriter: true },
  ]);
  expect(operations.DescribeDBInstances(base.call, {}).DBInstances?.[0]?.Endpoint).toEqual({
    Address: at.host,
    Port: at.port,
  });
  expect(await FAMILIES.postgres(at, "SELECT n FROM kept")).toBe(7);
  await FAMILIES.postgres(at, "INSERT INTO kept VALUES (8)");

  operations.StopDBCluster(base.call, { DBClusterIdentifier: "reef" });
  await base.rds.whenAvailable("cluster", "reef");
  expect(operations.DescribeDBInstances(base.call, {}).DBInstances?.[0]?.DBInstanceStatus).toBe("stopped");
  operations.StartDBCluster(base.call, { DBClusterIdentifier: "reef" });
  await base.rds.whenAvailable("cluster", "reef");
  expect(await FAMILIES.postgres(at, "SELECT max(n) FROM kept")).toBe(8);
});

test("a server that cannot be made leaves a failed record with the reason, which can be deleted", async () => {
  await base.close();
  base = testRds(environment, { engines: { forEngine: () => undefined } });
  await base.rds.operations.CreateDBCluster(base.call, {
    DBClusterIdentifier: "reef",
    Engine: "aurora-postgresql",
    EngineMode: "serverless",
    MasterUsername: "owner",
    MasterUserPassword: TEST_PASSWORD,
  });
  await expect(base.rds.whenAvailable("cluster", "reef")).rejects.toThrow("no engine runs aurora-postgresql here");
  expect(base.rds.operations.DescribeDBClusters(base.call, {}).DBClusters?.[0]?.Status).toBe("failed");
  base.rds.operations.DeleteDBCluster(base.call, { DBClusterIdentifier: "reef", SkipFinalSnapshot: true });
  await base.rds.whenDeleted("cluster", "reef");
});
