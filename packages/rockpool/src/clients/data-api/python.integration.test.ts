import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runClient } from "../../testing/client.js";
import { type ClusterKind, type Databases, startDatabases } from "./databases.js";
import { FAILURES } from "./failures.js";
import { installOnDemand } from "./on-demand.js";

const { directory = "", missing } = await installOnDemand("python", [
  ["python3", "-m", "venv", "venv"],
  ["venv/bin/python", "-m", "pip", "install", "--quiet", "--requirement", "requirements.txt"],
  ["python3", "-m", "venv", "venv-1.4"],
  ["venv-1.4/bin/python", "-m", "pip", "install", "--quiet", "--requirement", "requirements-1.4.txt"],
]);
const KINDS = ["postgres", "mysql", "mysql57", "postgresV1", "mysqlV1"] as const;

/** As botocore words an error. */
const said = (name: string, operation: string, message: string): string =>
  `An error occurred (${name}) when calling the ${operation} operation: ${message}`;
const UNSUPPORTED = 'The result contains the unsupported data type "CHAR".';
const ENDED = "Transaction ID is not found. One previous call resulted in a termination of your transaction.";
const TOO_LARGE = {
  v1: [
    ["DatabaseError", said("BadRequestException", "ExecuteStatement", "Database response exceeded size limit")],
    ["BadRequestException", said("BadRequestException", "CommitTransaction", ENDED)],
  ],
  v2: [
    [
      "UnsupportedResultException",
      said("UnsupportedResultException", "ExecuteStatement", "The result exceeds the size limit 1 MB."),
    ],
    ["TransactionNotFoundException", said("TransactionNotFoundException", "CommitTransaction", ENDED)],
  ],
};
let databases: Databases;

/** What a program beside this file finds on a cluster, in JSON. */
async function findings(program: string, kind: ClusterKind, environment = "venv"): Promise<unknown> {
  const { family, resourceArn, secretArn } = databases.of(kind);
  const { code, stdout, text } = await runClient(databases.pool, [
    "env",
    `FAMILY=${family}`,
    `AURORA_CLUSTER_ARN=${resourceArn}`,
    `AURORA_SECRET_ARN=${secretArn}`,
    join(directory, environment, "bin/python"),
    join(import.meta.dirname, "python", program),
  ]);
  if (code !== 0) throw new Error(text);
  return JSON.parse(stdout);
}

describe.skipIf(missing !== undefined)(`Python's clients${missing ?? ""}`, () => {
  beforeAll(async () => {
    databases = await startDatabases(KINDS);
  });
  afterAll(() => databases[Symbol.asyncDispose]());

  it.each(["postgres", "mysql", "postgresV1", "mysqlV1"] as const)(
    "aurora-data-api on %s gives back every type that it wrote, pages, commits, rolls back and knows the errors",
    async (kind) => {
      const { name, syntax, missing: noTable, duplicate } = FAILURES[kind];
      const mysql = databases.of(kind).family === "mysql";
      const unread = (message: string) => [["DatabaseError", "Error"], said(name, "ExecuteStatement", message)];
      const twice = duplicate(mysql ? "name" : "fish_name_key");
      expect(await findings("dbapi.py", kind)).toEqual({
        shapes: 21,
        types: [],
        many: { pages: [1001, 1001, 46], iterated: [0, 1, 2], rowcount: 3 },
        identity: { lastrowid: mysql ? 1 : null, rowcount: 1 },
        transactions: [1, 2, 2],
        // The client reads states of digits alone on MySQL, and only messages with a position on PostgreSQL.
        syntax: [[mysql ? "ER_PARSE_ERROR" : "ER_SYNTAX_ERR", "DatabaseError"], syntax],
        missing: mysql ? unread(noTable) : [["ER_UNDEF_TABLE", "DatabaseError"], noTable],
        duplicate: mysql ? [["ER_DUP_ENTRY", "DatabaseError"], twice] : unread(twice),
        tooLarge: TOO_LARGE[kind.endsWith("V1") ? "v1" : "v2"],
      });
    },
  );

  // SQLAlchemy asks a server of MySQL 8 for `@@transaction_isolation`, which MariaDB 10 does not have: hence 5.7.
  it.each(["postgres", "mysql57", "postgresV1", "mysqlV1"] as const)(
    "SQLAlchemy on %s maps types and relations, commits, rolls back to a savepoint and knows the errors",
    async (kind) => {
      const { name, syntax, missing: noTable, duplicate } = FAILURES[kind];
      const mysql = databases.of(kind).family === "mysql";
      const unread = (message: string) => ["DatabaseError", "DatabaseError", said(name, "ExecuteStatement", message)];
      const twice = duplicate(mysql ? "name" : "boat_name_key");
      // The dialect for MySQL has not followed SQLAlchemy to 2.
      const environment = mysql ? "venv-1.4" : "venv";
      expect(await findings("orm.py", kind, environment)).toEqual({
        version: expect.stringMatching(mysql ? /^1\.4\./ : /^2\./),
        shapes: mysql ? 15 : 18,
        types: [],
        relations: [
          ["1.50", null],
          ["ada", "bob"],
        ],
        transactions: [3, 2, 4],
        hasTable: [true, false],
        reflected:
          kind === "postgres"
            ? ["UnsupportedResultException", said("UnsupportedResultException", "ExecuteStatement", UNSUPPORTED)]
            : ["id", "boat_id", "weight"],
        syntax: ["DatabaseError", mysql ? "ER_PARSE_ERROR" : "ER_SYNTAX_ERR", syntax],
        missing: mysql ? unread(noTable) : ["DatabaseError", "ER_UNDEF_TABLE", noTable],
        duplicate: mysql ? ["DatabaseError", "ER_DUP_ENTRY", twice] : unread(twice),
      });
    },
  );
});
