import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ExecuteStatementRequest } from "@aws-sdk/client-rds-data";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { PoolEvent } from "../../events.js";
import { testEnvironment } from "../../testing/environment.js";
import { type TestDataApi, testDataApi } from "./testing.js";

const MARKER = "m4rk3r-of-a-secret-value";
const wait = { "aurora-postgresql": "pg_sleep(2)::text", "aurora-mysql": "sleep(2)" };
const value = [{ name: "v", value: { stringValue: MARKER } }];
type Request = Omit<ExecuteStatementRequest, "resourceArn" | "secretArn">;

describe.each(["aurora-postgresql", "aurora-mysql"] as const)("what the Data API on %s writes into logs", (engine) => {
  // Each test has a second of its own, for lines are counted by the second.
  const clock = { ahead: 0, now: () => Date.now() + clock.ahead };
  const environment = testEnvironment({ clock });
  const events: PoolEvent[] = [];
  environment.events.subscribe((event) => events.push(event));
  let api: TestDataApi;
  let target: { resourceArn: string; secretArn: string; database: string };
  const outcome = (request: Request, more: Partial<ExecuteStatementRequest> = {}): Promise<string> =>
    api.data.operations.ExecuteStatement(api.call, { ...target, ...request, ...more }).then(
      () => "",
      (error: unknown) => String(error),
    );

  beforeAll(async () => {
    api = testDataApi(environment, { statementTimeout: 300 });
    target = await api.cluster({ engine });
    await outcome({ sql: "CREATE TABLE marked (v varchar(100) PRIMARY KEY)" });
    await outcome({ sql: "INSERT INTO marked VALUES (:v)", parameters: value });
    api.secrets.set(
      "arn:of-others",
      JSON.stringify({ username: "owner", password: MARKER, dbClusterIdentifier: "other" }),
    );
    api.secrets.set("arn:no-object", JSON.stringify(MARKER));
  });
  afterAll(async () => {
    await api.close();
    environment[Symbol.dispose]();
  });

  beforeEach(() => {
    clock.ahead += 2000;
  });

  test.each<[string, Request, Partial<ExecuteStatementRequest>?]>([
    ["a violated key", { sql: "INSERT INTO marked VALUES (:v)", parameters: value }],
    ["a missing table", { sql: `SELECT '${MARKER}' FROM none_such` }],
    ["several statements", { sql: `SELECT '${MARKER}'; SELECT 2` }],
    ["a missing parameter", { sql: `SELECT '${MARKER}', :gone` }],
    ["an array", { sql: "SELECT :v", parameters: [{ name: "v", value: { arrayValue: { stringValues: [MARKER] } } }] }],
    ["a schema", { sql: "SELECT 1", schema: MARKER }],
    ["a result that is too large", { sql: `SELECT '${MARKER}', repeat('x', 1100000)` }],
    ["a time-out", { sql: `SELECT ${wait[engine]}, :v`, parameters: value }],
    ["a secret of another cluster", { sql: `SELECT '${MARKER}'` }, { secretArn: "arn:of-others" }],
    ["a secret that is no object", { sql: `SELECT '${MARKER}'` }, { secretArn: "arn:no-object" }],
    ["a text that is too long", { sql: `SELECT '${MARKER}' ${" ".repeat(65_536)}` }],
  ])("%s leaves no value in events, logs of the server or the error", async (_title, request, more) => {
    // MySQL's own words for a violated key hold the value, on AWS as well.
    const error = (await outcome(request, more)).replace(`Duplicate entry '${MARKER}'`, "Duplicate entry");
    expect(error).not.toBe("");
    expect(error).not.toContain(MARKER);
    expect(JSON.stringify(events)).not.toContain(MARKER);
    const logs = globSync("**/*.log*", { cwd: environment.state.directory }).filter((path) => !path.includes("/data/"));
    expect(logs.length).toBeGreaterThan(0);
    for (const log of logs) expect(readFileSync(join(environment.state.directory, log), "utf8")).not.toContain(MARKER);
  });

  test("each refusal of the service itself says what to do instead", async () => {
    events.length = 0;
    await outcome({ sql: "SELECT 1; SELECT 2" });
    await outcome({ sql: "SELECT 1" }, { secretArn: "arn:of-others" });
    await outcome({ sql: "SELECT 1" }, { resourceArn: "arn:aws:rds:us-east-1:000000000000:cluster:none" });
    await outcome({ sql: "SELECT 1", transactionId: "AV2vr/none" });
    for (const parameter of [
      { name: "", value: { longValue: 1 } },
      { name: "a", value: { longValue: 1.5 } },
      { name: "a", value: {} },
    ])
      await outcome({ sql: "SELECT 1", parameters: JSON.parse(JSON.stringify([parameter])) });
    await outcome({ sql: "SELECT 1" }, { database: "a\0b" });
    await outcome(
      engine === "aurora-mysql"
        ? { sql: "SELECT :a", parameters: [{ name: "a", value: { doubleValue: Number.NaN } }] }
        : { sql: "SELECT :a", parameters: [{ name: "a", value: { stringValue: "a\0b" } }] },
    );
    await outcome({ sql: " ".repeat(65_537) });
    const notices = events.flatMap((event) => (event.kind === "notice" ? [event.message] : []));
    expect(notices).toEqual([
      expect.stringMatching(
        /^rds-data:ExecuteStatement on \w+ \(database app\) refused with \w+\. Send one statement a/,
      ),
      expect.stringMatching(/ refused with DatabaseErrorException\. The secret is attached to the DB cluster other, /),
      expect.stringMatching(
        / refused with HttpEndpointNotEnabledException\. There is no DB cluster arn:aws:rds:us-east-1:000000000000:cluster:none in/,
      ),
      expect.stringMatching(/ refused with TransactionNotFoundException\. Use the id that BeginTransaction answered/),
      expect.stringMatching(/ refused with ValidationException\. Give every parameter the name/),
      expect.stringMatching(/ refused with BadRequestException\. A longValue is a whole number of 64 bits/),
      expect.stringMatching(/ refused with ValidationException\. Give the value one of stringValue/),
      expect.stringMatching(/ refused with ValidationException\. Name a database/),
      expect.stringMatching(
        engine === "aurora-mysql"
          ? / refused with ValidationException\. Send isNull: true/
          : / refused with DatabaseErrorException\. PostgreSQL's texts cannot hold it/,
      ),
      expect.stringMatching(/ refused with ValidationException\. Give the member that the answer names, within/),
    ]);
  });

  test("lines name the cluster and the database that they are about, and nothing that is no name", async () => {
    const cluster = api.rds.dataApiTarget(target.resourceArn)?.identifier;
    events.length = 0;
    await outcome({ sql: "SELECT 1; SELECT 2" });
    await outcome({ sql: "SELECT 1; SELECT 2", database: undefined });
    await outcome({ sql: "SELECT 1; SELECT 2", database: "two words" });
    await outcome(
      { sql: "SELECT 1; SELECT 2" },
      { resourceArn: `arn:aws:rds:us-east-1:000000000000:cluster:${MARKER}` },
    );
    await outcome({ sql: "SELECT $$ :v $$", parameters: value });
    const lines = events.flatMap((event) => (event.kind === "notice" ? [event.message.split(". ")[0]] : []));
    const operation = "rds-data:ExecuteStatement";
    expect(lines.slice(0, 4)).toEqual([
      `${operation} on ${cluster} (database app) refused with ValidationException`,
      `${operation} on ${cluster} refused with ValidationException`,
      `${operation} on ${cluster} refused with ValidationException`,
      `${operation} refused with HttpEndpointNotEnabledException`,
    ]);
    const warned = `${operation} on ${cluster} (database app): The Data API replaces :name inside dollar quotes too`;
    expect(lines.some((line) => line?.startsWith(warned))).toBe(engine === "aurora-postgresql");
  });

  test.each(
    engine === "aurora-mysql"
      ? [["POINT(1, 2)", "ST_AsText(column)", "ST_AsText(POINT(1, 2))", "POINT(1 2)"]]
      : [
          ["interval '1 day'", "column::text", "(interval '1 day')::text", "1 day"],
          ["'1.50'::money", "column::numeric", "'1.50'::money::numeric", "1.50"],
          ["pg_sleep(0)", "f()::text", "pg_sleep(0)::text", ""],
        ],
  )("a result of a type that cannot be returned, %s, is told with a cast of this engine that works", async (...row) => {
    const [refused, cast, works, text] = row;
    events.length = 0;
    await outcome({ sql: `SELECT ${refused}` });
    const [line = ""] = events.flatMap((event) => (event.kind === "notice" ? [event.message] : []));
    expect(line).toContain(`\`${cast}\``);
    expect(line.includes("::")).toBe(engine === "aurora-postgresql");
    const { records } = await api.data.operations.ExecuteStatement(api.call, { ...target, sql: `SELECT ${works}` });
    expect(records).toEqual([[{ stringValue: text }]]);
  });

  test("statements and values are shown to those who ask for them", async () => {
    const asked = testDataApi(environment, { logStatements: true, target: (arn) => api.rds.dataApiTarget(arn) });
    asked.secrets.set(target.secretArn, api.secrets.get(target.secretArn) ?? "");
    events.length = 0;
    const input = { ...target, sql: "SELECT :v", parameters: value };
    await asked.data.operations.ExecuteStatement(asked.call, input);
    await asked.close();
    expect(JSON.stringify(events)).toContain(MARKER);
  });
});
