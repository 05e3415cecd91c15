import { DescribeDBClustersCommand, RDSClient } from "@aws-sdk/client-rds";
import { ExecuteStatementCommand, RDSDataClient } from "@aws-sdk/client-rds-data";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databaseStack, functionRole, inlineFunction } from "../testing/database-stack.js";
import { startTestPool, type TestPool } from "../testing/test-pool.js";

/** A function that runs one statement, or reads the secret, and answers with what comes of it. */
const CALLER = `
const { RDSDataClient, ExecuteStatementCommand } = require("@aws-sdk/client-rds-data");
const { SecretsManagerClient, GetSecretValueCommand } = require("@aws-sdk/client-secrets-manager");
exports.handler = async ({ act, resourceArn, secretArn }) => {
  try {
    if (act === "statement")
      await new RDSDataClient({}).send(new ExecuteStatementCommand({ resourceArn, secretArn, database: "testdb", sql: "select 1" }));
    else await new SecretsManagerClient({}).send(new GetSecretValueCommand({ SecretId: secretArn }));
    return "allowed";
  } catch (error) {
    return error.name + ": " + error.message;
  }
};`;

let pool: TestPool;
let outputs: Readonly<Record<string, string>> = {};

beforeAll(async () => {
  pool = await startTestPool();
  const caller = (statements: readonly object[]) => ({ role: functionRole(statements) });
  const everything = [{ Effect: "Allow", Action: ["rds-data:*", "secretsmanager:*"], Resource: "*" }];
  const dataOnly = [{ Effect: "Allow", Action: "rds-data:ExecuteStatement", Resource: "*" }];
  const { stacks } = await pool.deployTemplate(
    "pets",
    databaseStack({
      resources: {
        Role: caller(everything).role,
        DataRole: caller(dataOnly).role,
        BareRole: caller([]).role,
        Granted: inlineFunction(CALLER),
        DataOnly: inlineFunction(CALLER, { Role: { "Fn::GetAtt": ["DataRole", "Arn"] } }),
        Bare: inlineFunction(CALLER, { Role: { "Fn::GetAtt": ["BareRole", "Arn"] } }),
      },
      outputs: {
        Granted: { Value: { Ref: "Granted" } },
        DataOnly: { Value: { Ref: "DataOnly" } },
        Bare: { Value: { Ref: "Bare" } },
        BareRole: { Value: { Ref: "BareRole" } },
        DataRole: { Value: { Ref: "DataRole" } },
      },
    }),
  );
  outputs = stacks[0]?.outputs ?? {};
});
afterAll(() => pool[Symbol.asyncDispose]());

const configuration = (credentials = pool.credentials) => ({
  endpoint: pool.endpoint,
  region: pool.region,
  credentials,
  maxAttempts: 1,
});
const refusal = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => {
      throw new Error("it was allowed");
    },
    (error: unknown) => error,
  );
const statement = (changes: { secretArn?: string; resourceArn?: string } = {}) =>
  new ExecuteStatementCommand({
    resourceArn: outputs["ClusterArn"],
    secretArn: outputs["SecretArn"],
    database: "testdb",
    sql: "select 1",
    ...changes,
  });

describe("a call that is not signed as it should be", () => {
  const wrong = (): TestPool["credentials"] => ({ ...pool.credentials, secretAccessKey: "not-the-key-of-this-pool" });
  const unknown = () => ({ accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "any" });

  test("with a wrong secret key is refused in each service's own words", async () => {
    expect(await refusal(new RDSDataClient(configuration(wrong())).send(statement()))).toMatchObject({
      name: "InvalidSignatureException",
      message: expect.stringContaining("The request signature we calculated does not match the signature you provided"),
    });
    const rds = new RDSClient(configuration(wrong())).send(new DescribeDBClustersCommand({}));
    expect(await refusal(rds)).toMatchObject({
      name: "SignatureDoesNotMatch",
      message: expect.stringContaining("The request signature we calculated does not match"),
    });
  });

  test("with an unknown access key is refused", async () => {
    expect(await refusal(new RDSDataClient(configuration(unknown())).send(statement()))).toMatchObject({
      name: "UnrecognizedClientException",
      message: "The security token included in the request is invalid.",
    });
    const rds = new RDSClient(configuration(unknown())).send(new DescribeDBClustersCommand({}));
    expect(await refusal(rds)).toMatchObject({
      name: "InvalidClientTokenId",
      message: "The security token included in the request is invalid.",
    });
  });

  test("without a signature is refused, also on the pool's own calls, and changes nothing", async () => {
    for (const [path, body] of [
      ["/Execute", JSON.stringify({ resourceArn: outputs["ClusterArn"], secretArn: outputs["SecretArn"], sql: "x" })],
      ["/_rockpool/stop", "{}"],
      ["/_rockpool/destroy", '{"stackName":"pets"}'],
      ["/", "Action=DeleteStack&StackName=pets&Version=2010-05-15"],
    ] as const) {
      const type = path === "/" ? "application/x-www-form-urlencoded" : "application/json";
      const response = await fetch(pool.endpoint + path, { method: "POST", body, headers: { "content-type": type } });
      expect([path, [400, 403].includes(response.status)]).toEqual([path, true]);
      expect(await response.text()).toMatch(/Missing Authentication Token/i);
    }
    await new RDSDataClient(configuration()).send(statement());
  });

  test("is refused as the answer of a custom resource too", async () => {
    const response = await fetch(`${pool.endpoint}/cloudformation-custom-resource-response/guess`, { method: "PUT" });
    expect(response.status).toBe(403);
  });
});

describe("a secret that there is not", () => {
  const nowhere = "arn:aws:secretsmanager:us-east-1:000000000000:secret:nowhere-AbCdEf";

  test("is refused by the Data API and by Secrets Manager, as on AWS", async () => {
    expect(await refusal(new RDSDataClient(configuration()).send(statement({ secretArn: nowhere })))).toMatchObject({
      name: "SecretsErrorException",
      message: expect.stringMatching(/Secrets Manager secret .* can't find the specified secret/),
    });
    const read = new SecretsManagerClient(configuration()).send(new GetSecretValueCommand({ SecretId: nowhere }));
    expect(await refusal(read)).toMatchObject({
      name: "ResourceNotFoundException",
      message: "Secrets Manager can't find the specified secret.",
    });
  });

  test("in a dynamic reference fails the resource with the same words, and the stack rolls back", async () => {
    const Value = "{{resolve:secretsmanager:nowhere:SecretString:password}}";
    const parameter = { Type: "AWS::Lambda::Function", Properties: {} };
    const template = {
      Resources: {
        Role: functionRole(),
        Reader: {
          ...parameter,
          ...inlineFunction("exports.handler = () => 1", { Environment: { Variables: { PASSWORD: Value } } }),
        },
      },
    };
    await expect(pool.deployTemplate("nowhere", template)).rejects.toMatchObject({
      code: "DeployFailed",
      message: expect.stringMatching(/ROLLBACK_COMPLETE: .*Secrets Manager can't find the specified secret/),
    });
  });
});

describe("a function's role", () => {
  const invoke = async (name: string, act: string): Promise<unknown> => {
    const event = { act, resourceArn: outputs["ClusterArn"], secretArn: outputs["SecretArn"] };
    const { Payload = new Uint8Array() } = await pool.call<{ Payload?: Uint8Array }>("lambda", "Invoke", {
      FunctionName: outputs[name],
      Payload: Buffer.from(JSON.stringify(event)),
    });
    return JSON.parse(Buffer.from(Payload).toString("utf8"));
  };
  const assumed = (role: string, name: string): string =>
    `arn:aws:sts::000000000000:assumed-role/${outputs[role]}/${outputs[name]}`;

  test("that was granted both may run statements and read the secret", async () => {
    expect(await invoke("Granted", "statement")).toBe("allowed");
    expect(await invoke("Granted", "secret")).toBe("allowed");
  });

  test("that was granted nothing meets AWS's refusal for each", async () => {
    expect(await invoke("Bare", "statement")).toBe(
      `AccessDeniedException: User: ${assumed("BareRole", "Bare")} is not authorized to perform: rds-data:ExecuteStatement on resource: ${outputs["ClusterArn"]} because no identity-based policy allows the rds-data:ExecuteStatement action`,
    );
    expect(await invoke("Bare", "secret")).toBe(
      `AccessDeniedException: User: ${assumed("BareRole", "Bare")} is not authorized to perform: secretsmanager:GetSecretValue on resource: ${outputs["SecretArn"]} because no identity-based policy allows the secretsmanager:GetSecretValue action`,
    );
  });

  test("that may use the Data API and not the secret is refused: the secret is the key", async () => {
    expect(await invoke("DataOnly", "statement")).toMatch(
      new RegExp(`(AccessDenied|BadRequest)Exception: .*not authorized to perform: secretsmanager:GetSecretValue`),
    );
  });
});

test("a custom resource whose function lacks a grant fails with AWS's refusal as its reason", async () => {
  const statements = [{ Effect: "Allow", Action: "rds-data:BatchExecuteStatement", Resource: "*" }];
  const template = databaseStack({ sql: { Create: ["select 1"] }, statements });
  await expect(pool.deployTemplate("denied", template)).rejects.toMatchObject({
    code: "DeployFailed",
    message: expect.stringMatching(
      /ROLLBACK_COMPLETE: Content .*AccessDeniedException: User: \S+ is not authorized to perform: rds-data:ExecuteStatement on resource: \S+:cluster:\S+ because no identity-based policy allows/,
    ),
  });
});
