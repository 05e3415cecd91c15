import { DisableHttpEndpointCommand, EnableHttpEndpointCommand, RDSClient } from "@aws-sdk/client-rds";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { ExecuteStatementCommand, type RDSData } from "@aws-sdk/client-rds-data";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/aws-data-api/pg";
import { Kysely, sql as raw } from "kysely";
import { DataApiDialect } from "kysely-data-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasBoto3, NO_BOTO3, runClient } from "../../testing/client.js";
import { type Databases, startDatabases } from "./databases.js";
import { refusal } from "./failures.js";

const DATA_ACTIONS = ["rds-data:ExecuteStatement", "rds-data:BeginTransaction"];
const clusters = (...actions: readonly string[]) => ({ Effect: "Allow", Action: actions, Resource: "*" });
const secrets = { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: { Ref: "postgresSecret" } };

/** What each role may do: an owner of the account can take any of them. */
const ROLES = {
  Granted: [clusters(...DATA_ACTIONS), secrets],
  Wildcard: [clusters("rds-data:*"), secrets],
  NoData: [clusters("rds:*"), secrets],
  NoBegin: [clusters("rds-data:ExecuteStatement"), secrets],
  NoSecret: [clusters("rds-data:*")],
  OtherCluster: [
    { Effect: "Allow", Action: "rds-data:*", Resource: "arn:aws:rds:us-east-1:000000000000:cluster:other" },
    secrets,
  ],
  Denied: [clusters("*"), { Effect: "Deny", Action: "rds-data:Execute*", Resource: "*" }],
} as const;
type Role = keyof typeof ROLES;

const role = (name: Role) => ({
  Type: "AWS::IAM::Role",
  Properties: {
    RoleName: name,
    AssumeRolePolicyDocument: {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: { Ref: "AWS::AccountId" } } }],
    },
    Policies: [{ PolicyName: "own", PolicyDocument: { Version: "2012-10-17", Statement: ROLES[name] } }],
  },
});

const boto3 = await hasBoto3();
let databases: Databases;
let sts: STSClient;
let rds: RDSClient;
beforeAll(async () => {
  const Resources = {
    Granted: role("Granted"),
    Wildcard: role("Wildcard"),
    NoData: role("NoData"),
    NoBegin: role("NoBegin"),
    NoSecret: role("NoSecret"),
    OtherCluster: role("OtherCluster"),
    Denied: role("Denied"),
  };
  databases = await startDatabases(["postgres"], { Resources });
  const { endpoint, region, credentials } = databases.pool;
  sts = new STSClient({ endpoint, region, credentials });
  rds = new RDSClient({ endpoint, region, credentials });
});
afterAll(async () => {
  sts.destroy();
  rds.destroy();
  await databases[Symbol.asyncDispose]();
});

const arns = () => {
  const { resourceArn, secretArn, database } = databases.of("postgres");
  return { resourceArn, secretArn, database };
};

/** A client of someone who has taken a role. */
async function clientOf(name: Role): Promise<RDSData> {
  const RoleArn = `arn:aws:iam::${databases.pool.accountId}:role/${name}`;
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "someone" }));
  return databases.client({
    accessKeyId: Credentials?.AccessKeyId ?? "",
    secretAccessKey: Credentials?.SecretAccessKey ?? "",
    ...(Credentials?.SessionToken === undefined ? {} : { sessionToken: Credentials.SessionToken }),
  });
}
const select = (client: RDSData) => client.send(new ExecuteStatementCommand({ ...arns(), sql: "select 1" }));
const sessionOf = (name: Role) => `arn:aws:sts::${databases.pool.accountId}:assumed-role/${name}/someone`;
const denied = (
  name: Role,
  action: string,
  resource: string,
  reason = `because no identity-based policy allows the ${action} action`,
) => ({
  name: "AccessDeniedException",
  message: `User: ${sessionOf(name)} is not authorized to perform: ${action} on resource: ${resource} ${reason}`,
});

describe("someone with a role", () => {
  it.each(["Granted", "Wildcard"] as const)("%s reads", async (name) => {
    expect((await select(await clientOf(name))).records).toEqual([[{ longValue: 1 }]]);
  });

  it.each(["NoData", "OtherCluster"] as const)("%s is refused the cluster, as AWS words it", async (name) => {
    const { resourceArn } = arns();
    expect(await refusal(select(await clientOf(name)))).toMatchObject({
      ...denied(name, "rds-data:ExecuteStatement", resourceArn),
      $metadata: { httpStatusCode: 403 },
    });
  });

  it("is refused what a statement denies, whatever another allows", async () => {
    expect(await refusal(select(await clientOf("Denied")))).toMatchObject(
      denied(
        "Denied",
        "rds-data:ExecuteStatement",
        arns().resourceArn,
        "with an explicit deny in an identity-based policy",
      ),
    );
  });

  it("and kysely is refused the secret", async () => {
    const driver = { client: await clientOf("NoSecret"), ...arns() };
    const db = new Kysely<object>({ dialect: new DataApiDialect({ mode: "postgres", driver }) });
    expect(await refusal(raw`select 1`.execute(db))).toMatchObject(
      denied("NoSecret", "secretsmanager:GetSecretValue", arns().secretArn),
    );
  });

  it("and drizzle may run statements, but begin no transaction", async () => {
    const db = drizzle({ client: await clientOf("NoBegin"), ...arns() });
    expect((await db.execute(sql`select 1 as one`)).rows).toEqual([{ one: 1 }]);
    expect(await refusal(db.transaction((transaction) => transaction.execute(sql`select 1`)))).toMatchObject(
      denied("NoBegin", "rds-data:BeginTransaction", arns().resourceArn),
    );
  });
});

describe("the HTTP endpoint of a cluster", () => {
  const off = () => ({
    name: "HttpEndpointNotEnabledException",
    message: `HttpEndpoint is not enabled for resource ${arns().resourceArn}`,
  });

  it("is switched off and on by the JavaScript SDK", async () => {
    const { resourceArn: ResourceArn } = arns();
    const client = databases.client();
    expect(await rds.send(new DisableHttpEndpointCommand({ ResourceArn }))).toMatchObject({
      ResourceArn,
      HttpEndpointEnabled: false,
    });
    expect(await refusal(select(client))).toMatchObject(off());
    expect(await rds.send(new EnableHttpEndpointCommand({ ResourceArn }))).toMatchObject({
      ResourceArn,
      HttpEndpointEnabled: true,
    });
    expect((await select(client)).records).toEqual([[{ longValue: 1 }]]);
  });

  it("is another's, where the ARN is", async () => {
    const resourceArn = arns().resourceArn.replace("cluster:", "cluster:not-");
    const elsewhere = new ExecuteStatementCommand({ ...arns(), resourceArn, sql: "select 1" });
    expect(await refusal(databases.client().send(elsewhere))).toMatchObject({
      name: "HttpEndpointNotEnabledException",
      message: `HttpEndpoint is not enabled for resource ${resourceArn}`,
    });
  });

  it.skipIf(!boto3)(`is switched off and on by boto3${boto3 ? "" : NO_BOTO3}`, async () => {
    const program = `
import json, sys, boto3
common = json.loads(sys.argv[1])
rds, data = boto3.client("rds"), boto3.client("rds-data")
def run():
    try:
        return data.execute_statement(sql="select 1", **common)["records"]
    except data.exceptions.HttpEndpointNotEnabledException as error:
        return error.response["Error"]["Message"]
def enabled():
    return rds.describe_db_clusters(DBClusterIdentifier=common["resourceArn"])["DBClusters"][0]["HttpEndpointEnabled"]
said = []
for act in (rds.disable_http_endpoint, rds.enable_http_endpoint):
    said.append([act(ResourceArn=common["resourceArn"])["HttpEndpointEnabled"], enabled(), run()])
print(json.dumps(said))
`;
    const { stdout, text, code } = await runClient(databases.pool, ["python3", "-c", program, JSON.stringify(arns())]);
    expect([code, text]).toEqual([0, stdout]);
    expect(JSON.parse(stdout)).toEqual([
      [false, false, off().message],
      [true, true, [[{ longValue: 1 }]]],
    ]);
  });
});
