import {
  DescribeDBClustersCommand,
  DescribeDBClusterSnapshotsCommand,
  DescribeDBSnapshotsCommand,
  RDSClient,
} from "@aws-sdk/client-rds";
import { ExecuteStatementCommand, RDSDataClient } from "@aws-sdk/client-rds-data";
import { type Pool, startPool } from "rockpool";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deployed, keepsRows, loginOf, type Query, secretOf, session } from "./support.ts";

let pool: Pool;
let rds: RDSClient;
beforeAll(async () => {
  pool = await startPool();
  rds = new RDSClient(pool);
});
afterAll(async () => {
  rds.destroy();
  await pool.stop();
});

describe("clusters", () => {
  it("a provisioned PostgreSQL cluster takes rows at the writer, and its reader shows them and refuses others", async () => {
    await deployed(pool, "ProvisionedPostgres", async (outputs) => {
      const login = await loginOf(pool, outputs);
      await session("postgres", login, keepsRows);
      const { DBClusters } = await rds.send(
        new DescribeDBClustersCommand({ DBClusterIdentifier: outputs["Identifier"] }),
      );
      const reader = { ...login, host: DBClusters?.[0]?.ReaderEndpoint ?? "" };
      await session("postgres", reader, async (query) => {
        await expect.poll(() => query("select name from pets").catch(() => [])).toEqual([{ name: "Åsa" }]);
        await expect(query("insert into pets values (2, 'Bo')")).rejects.toThrow("read-only transaction");
      });
    });
  });

  it("Aurora MySQL with instanceProps runs for the user that was named", async () => {
    await deployed(pool, "MysqlInstanceProps", async (outputs) => {
      const login = await loginOf(pool, outputs);
      expect(login.username).toBe("clusteradmin");
      await session("mysql", login, keepsRows);
    });
  });

  it("Serverless v1 answers a function that was granted the Data API", async () => {
    await deployed(pool, "ServerlessV1", async ({ Url = "" }) => {
      const response = await fetch(Url);
      expect(await response.json()).toEqual([{ answer: 42 }]);
    });
  });

  it("Serverless v2 answers the Data API and the driver alike", async () => {
    await deployed(pool, "ServerlessV2", async (outputs) => {
      await session("mysql", await loginOf(pool, outputs), keepsRows);
      const client = new RDSDataClient(pool);
      const { records } = await client.send(
        new ExecuteStatementCommand({
          resourceArn: outputs["ClusterArn"],
          secretArn: outputs["SecretArn"],
          database: "shop",
          sql: "select name from pets where id = :id",
          parameters: [{ name: "id", value: { longValue: 1 } }],
        }),
      );
      client.destroy();
      expect(records).toEqual([[{ stringValue: "Åsa" }]]);
    });
  });

  it("a cluster from the snapshot that another stack left has its rows, and a new password", async () => {
    let before = "";
    await deployed(pool, "ProvisionedPostgres", async (outputs) => {
      const login = await loginOf(pool, outputs);
      before = login.password;
      await session("postgres", login, keepsRows);
    });
    const { DBClusterSnapshots = [] } = await rds.send(new DescribeDBClusterSnapshotsCommand({}));
    const snapshot = DBClusterSnapshots.at(-1)?.DBClusterSnapshotIdentifier;
    await deployed(
      pool,
      "ClusterFromSnapshot",
      async (outputs) => {
        const login = await loginOf(pool, outputs);
        await session("postgres", login, async (query) => {
          expect(await query("select name from pets")).toEqual([{ name: "Åsa" }]);
        });
        const old = session("postgres", { ...login, password: before }, async () => undefined);
        await expect(old).rejects.toThrow("password authentication failed");
      },
      { snapshot },
    );
  });

  it("parameter groups reach the server: those of the cluster and those of the instance", async () => {
    await deployed(pool, "ParameterGroups", async (outputs) => {
      await session("postgres", await loginOf(pool, outputs), async (query: Query) => {
        expect(await query("show timezone")).toEqual([{ TimeZone: "Europe/Vienna" }]);
        expect(await query("show log_min_duration_statement")).toEqual([{ log_min_duration_statement: "250ms" }]);
        expect(await query("show work_mem")).toEqual([{ work_mem: "8MB" }]);
      });
    });
  });
});

describe("instances", () => {
  it.each([
    ["PostgresInstance", "postgres", "postgres"],
    ["MysqlInstance", "mysql", "admin"],
    ["MariadbInstance", "mysql", "admin"],
  ] as const)("%s takes rows from its %s driver", async (name, dialect, username) => {
    await deployed(pool, name, async (outputs) => {
      const login = await loginOf(pool, outputs);
      expect(login.username).toBe(username);
      await session(dialect, login, keepsRows);
    });
  });

  it("a read replica shows the rows of its source and takes none", async () => {
    await deployed(pool, "ReadReplica", async (outputs) => {
      const login = await loginOf(pool, outputs);
      await session("postgres", login, keepsRows);
      const replica = { ...login, host: outputs["ReplicaHost"] ?? "", port: Number(outputs["ReplicaPort"]) };
      await session("postgres", replica, async (query) => {
        await expect.poll(() => query("select name from pets").catch(() => [])).toEqual([{ name: "Åsa" }]);
        await expect(query("insert into pets values (2, 'Bo')")).rejects.toThrow("read-only transaction");
      });
    });
  });

  it("an instance from the snapshot that another stack left has its rows, and a new password", async () => {
    await deployed(pool, "MysqlInstance", async (outputs) => {
      await session("mysql", await loginOf(pool, outputs), keepsRows);
    });
    const { DBSnapshots = [] } = await rds.send(new DescribeDBSnapshotsCommand({}));
    const snapshot = DBSnapshots.filter(({ Engine }) => Engine === "mysql").at(-1)?.DBSnapshotIdentifier;
    await deployed(
      pool,
      "InstanceFromSnapshot",
      async (outputs) => {
        await session("mysql", await loginOf(pool, outputs), async (query) => {
          expect(await query("select name from pets")).toEqual([{ name: "Åsa" }]);
        });
      },
      { snapshot },
    );
  });
});

describe("users", () => {
  it("credentials of a secret and of a parameter open the databases that they were given to", async () => {
    await deployed(
      pool,
      "GivenCredentials",
      async (outputs) => {
        const login = await loginOf(pool, outputs);
        expect(login.username).toBe("keeper");
        await session("postgres", login, keepsRows);
        const byPassword = {
          host: outputs["PasswordHost"] ?? "",
          port: Number(outputs["PasswordPort"]),
          dbname: "shop",
        };
        await session("postgres", { ...byPassword, username: "keeper", password: "a-given-password" }, keepsRows);
      },
      { parameters: { Password: "a-given-password" } },
    );
  });

  it("the application's secret knows its database and the master's secret, and its user can be made of it", async () => {
    await deployed(pool, "ApplicationUser", async (outputs) => {
      const user = await secretOf(pool, outputs["UserSecretArn"]);
      expect(user).toMatchObject({ username: "clerk", host: outputs["Host"], engine: "postgres", dbname: "shop" });
      expect(user).toHaveProperty("masterarn", outputs["SecretArn"]);
      await session("postgres", await loginOf(pool, outputs), async (query) => {
        await query(`create role clerk login password '${user.password.replaceAll("'", "''")}'`);
        await keepsRows(query);
        await query("grant select on pets to clerk");
      });
      await session("postgres", user, async (query) => {
        expect(await query("select current_user as who, name from pets")).toEqual([{ who: "clerk", name: "Åsa" }]);
        await expect(query("delete from pets")).rejects.toThrow("permission denied");
      });
    });
  });

  it("a password that RDS manages opens the cluster", async () => {
    await deployed(pool, "ManagedPassword", async (outputs) => {
      const login = await loginOf(pool, outputs);
      expect(login.username).toBe("boss");
      await session("mysql", login, keepsRows);
    });
  });
});
