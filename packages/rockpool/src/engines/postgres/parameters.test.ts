import { expect, it } from "vitest";
import { applyParameters, configuration } from "./parameters.js";

const SETTINGS = new Map([
  ["work_mem", "user"],
  ["max_connections", "postmaster"],
  ["shared_preload_libraries", "postmaster"],
  ["wal_level", "postmaster"],
  ["server_version", "internal"],
  ["search_path", "user"],
]);
const LIBRARIES = new Set(["pg_stat_statements", "auto_explain"]);

it("applies what the server knows, and names what is managed, computed, unknown or missing", () => {
  const { applied, ignored } = applyParameters(
    {
      work_mem: "4096",
      max_connections: "LEAST({DBInstanceClassMemory/9531392},5000)",
      "rds.force_ssl": "1",
      "rds.logical_replication": "1",
      shared_preload_libraries: "pg_stat_statements, pg_cron",
      "auto_explain.log_min_duration": "100",
      "pg_cron.host": "x",
      server_version: "9",
      port: "1",
    },
    SETTINGS,
    LIBRARIES,
  );
  expect(Object.fromEntries(applied)).toEqual({
    work_mem: "4096",
    wal_level: "logical",
    shared_preload_libraries: "pg_stat_statements",
    "auto_explain.log_min_duration": "100",
  });
  expect(ignored).toEqual([
    "max_connections",
    "rds.force_ssl",
    "shared_preload_libraries=pg_cron",
    "pg_cron.host",
    "server_version",
    "port",
  ]);
});

it("quotes values so that no value can end its line", () => {
  const options = {
    id: "db-1",
    directory: "/d",
    endpoint: { host: "127.1.2.3", port: 5432 },
    engine: "postgres",
    engineVersion: "18",
    masterUsername: "m",
    masterPassword: "p",
    parameters: {},
    durability: "durable",
  } as const;
  const text = configuration(options, "/s", SETTINGS, new Map([["search_path", "a'b\\c\nport = 1"]]));
  expect(text.split("\n").filter((line) => line.startsWith("search_path") || line.startsWith("port")))
    .toMatchInlineSnapshot(`
    [
      "search_path = 'a''b\\\\c\\nport = 1'",
    ]
  `);
});
