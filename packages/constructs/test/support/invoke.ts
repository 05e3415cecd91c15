import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { FarSide } from "./aws.ts";

const HANDLER = fileURLToPath(new URL("../../lib/handlers/initializer/index.js", import.meta.url));
const STACK_ID = "arn:aws:cloudformation:eu-west-1:123456789012:stack/Shop/0000-1111";
export const CLUSTER_ARN = "arn:aws:rds:eu-west-1:123456789012:cluster:shop";
export const SECRET_ARN = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop-abcdef";

/** What a test says of an event; the rest is filled in. */
export interface EventOptions {
  readonly type?: "Create" | "Update" | "Delete";
  readonly dialect?: "postgresql" | "mysql";
  readonly statements?: readonly string[];
  readonly physicalId?: string;
  readonly clusterArn?: string;
  readonly databaseName?: string;
}

/** Lays a script where the handler will look for it, and makes the event that speaks of it. */
export function eventFor(side: FarSide, options: EventOptions = {}): Record<string, unknown> {
  const {
    type = "Create",
    dialect = "postgresql",
    statements = ["select 1"],
    physicalId,
    clusterArn = CLUSTER_ARN,
    databaseName = "testdb",
  } = options;
  const script = JSON.stringify({ dialect, sources: statements.map((text) => ({ name: "init.sql", text })) });
  const hash = createHash("sha256").update(script).digest("hex");
  side.objects.set("/assets/script.json", script);
  return {
    RequestType: type,
    ResponseURL: `${side.url}/response?signed=yes`,
    StackId: STACK_ID,
    RequestId: `request-${Math.random()}`,
    LogicalResourceId: "Init",
    ...(physicalId === undefined ? {} : { PhysicalResourceId: physicalId }),
    ResourceProperties: {
      ServiceToken: "arn:aws:lambda:eu-west-1:123456789012:function:init",
      ClusterArn: clusterArn,
      SecretArn: SECRET_ARN,
      DatabaseName: databaseName,
      ScriptBucket: "assets",
      ScriptKey: "script.json",
      ScriptHash: hash,
      StatementCount: String(statements.length),
    },
  };
}

/** Runs the bundled handler as Lambda does: in a process of its own, which loads the SDK from outside of the bundle. */
export async function invoke(
  side: FarSide,
  events: Record<string, unknown> | Record<string, unknown>[],
  remainingMilliseconds = 60_000,
): Promise<{ log: string }> {
  const program = `
    const { handler } = require(${JSON.stringify(HANDLER)});
    const end = Date.now() + ${remainingMilliseconds};
    (async () => {
      for (const event of JSON.parse(process.argv[1])) await handler(event, { getRemainingTimeInMillis: () => end - Date.now() });
      process.exit(0);
    })().catch((error) => { console.error(error); process.exit(1); });
  `;
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ["-e", program, JSON.stringify([events].flat())],
    {
      timeout: 50_000,
      env: {
        PATH: process.env.PATH,
        AWS_REGION: "eu-west-1",
        AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
        AWS_SECRET_ACCESS_KEY: "secret-access-key",
        AWS_ENDPOINT_URL: side.url,
      },
    },
  );
  return { log: stdout + stderr };
}
