import { expect, it } from "vitest";
import { applyParameters, serverOptions } from "./parameters.js";

it("leaves out what is managed, computed or needs tables that are not there", () => {
  const { applied, ignored } = applyParameters({
    "slow-query-log": "1",
    innodb_buffer_pool_size: "{DBInstanceClassMemory*3/4}",
    max_allowed_packet: "67108864",
    max_connections: "GREATEST({log(DBInstanceClassMemory/805306368,2)*45},1)",
    aws_default_s3_role: "arn",
    time_zone: "Europe/Berlin",
  });
  expect(Object.fromEntries(applied)).toEqual({ slow_query_log: "1", max_allowed_packet: "67108864" });
  expect(ignored).toEqual(["innodb_buffer_pool_size", "max_connections", "aws_default_s3_role", "time_zone"]);
});

const OPTIONS = {
  id: "db-1",
  directory: "/d",
  endpoint: { host: "127.1.2.3", port: 3306 },
  masterUsername: "m",
  masterPassword: "p",
  parameters: {},
  durability: "durable",
} as const;
const MARIADB = {
  program: "/usr/sbin/mariadbd",
  flavour: "mariadb",
  version: "10.11.19",
  product: "MariaDB 10.11.19",
  base: "/usr",
  share: "/usr/share/mysql",
  env: {},
} as const;
const PATHS = { directory: "/d/tmp", socket: "/d/s", pid: "/d/pid", readOnly: false };

it("presents MariaDB as MySQL where it stands in for it, and only there", () => {
  const asMysql = serverOptions({ ...OPTIONS, engine: "mysql", engineVersion: "8.0.36" }, MARIADB, PATHS, new Map());
  expect(asMysql).toContain("--version=8.0.36");
  expect(asMysql.find((option) => option.startsWith("--sql-mode="))).toContain("ONLY_FULL_GROUP_BY");
  const asItself = serverOptions(
    { ...OPTIONS, engine: "mariadb", engineVersion: "10.11.8" },
    MARIADB,
    PATHS,
    new Map(),
  );
  expect(asItself.filter((option) => /^--(version|sql-mode)=/.test(option))).toEqual([]);
});

it("puts the parameter group after its own options, so that it counts, and never fails on an unknown one", () => {
  const options = serverOptions(
    { ...OPTIONS, engine: "mysql", engineVersion: "8.0.36" },
    MARIADB,
    PATHS,
    new Map([
      ["character_set_server", "latin1"],
      ["time_zone", "UTC"],
    ]),
  );
  expect(options.slice(-2)).toEqual(["--loose-character-set-server=latin1", "--loose-default-time-zone=+00:00"]);
  expect(options.indexOf("--character-set-server=utf8mb4")).toBeGreaterThan(-1);
});
