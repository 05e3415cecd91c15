import { expect, onTestFinished, test } from "vitest";
import { ownerCall } from "../../services/contract.js";
import { createSecretsManagerService } from "../../services/secretsmanager/index.js";
import { testEnvironment } from "../../testing/environment.js";
import { resourceContext } from "../../testing/resource-context.js";
import { resourcePolicy } from "./resource-policy.js";
import { secret } from "./secret.js";
import { secretTargetAttachment } from "./secret-target-attachment.js";

const call = ownerCall("000000000000");
const DATABASE = {
  engine: "postgres",
  host: "127.0.0.1",
  port: 5432,
  dbname: "app",
  dbClusterIdentifier: "cluster-1",
};
const GENERATED = {
  GenerateSecretString: {
    SecretStringTemplate: '{"username":"admin"}',
    GenerateStringKey: "password",
    PasswordLength: 30,
    ExcludeCharacters: " %+~`#$&*()|[]{}:;<>?!'/@\"\\",
  },
};

function start() {
  const environment = testEnvironment();
  onTestFinished(() => environment[Symbol.dispose]());
  const secretsManager = createSecretsManagerService({ environment });
  const given = { secretsManager, environment };
  const databaseConnection = (type: string, id: string) => {
    if (id === "none") throw new Error(`${type} none not found`);
    return DATABASE;
  };
  return {
    api: secretsManager.operations,
    secret: secret(given),
    attachment: secretTargetAttachment({ ...given, databaseConnection }),
    resourcePolicy: resourcePolicy(given),
    read: (SecretId: string): unknown => {
      return JSON.parse(secretsManager.operations.GetSecretValue(call, { SecretId }).SecretString ?? "");
    },
  };
}

test("a generated secret holds the template and a password that follows the rules; Ref is its ARN", async () => {
  const { api, secret: handler, read } = start();
  const context = resourceContext("AWS::SecretsManager::Secret", "DbSecret");
  const { physicalId, attributes } = await handler.create(context, GENERATED);
  expect(physicalId).toMatch(/:secret:DbSecret-[A-Z0-9]{12}-[A-Za-z0-9]{6}$/);
  expect(attributes).toEqual({ Id: physicalId });
  expect(read(physicalId)).toEqual({ username: "admin", password: expect.stringMatching(/^[\w,.=^-]{30}$/) });
  await expect(handler.create(context, GENERATED)).rejects.toThrow("already exists");
  expect(api.ListSecrets(call, {}).SecretList).toHaveLength(1);
});

test("an update keeps the generated value until what it is generated from changes", async () => {
  const { api, secret: handler, read } = start();
  const context = resourceContext("AWS::SecretsManager::Secret");
  const { physicalId } = await handler.create(context, GENERATED);
  const value = read(physicalId);
  const described = { ...GENERATED, Description: "master" };
  await handler.update?.(context, physicalId, GENERATED, described);
  expect(read(physicalId)).toEqual(value);
  expect(api.DescribeSecret(call, { SecretId: physicalId }).Description).toBe("master");
  const longer = { GenerateSecretString: { ...GENERATED.GenerateSecretString, PasswordLength: 40 } };
  await handler.update?.(context, physicalId, described, longer);
  expect(read(physicalId)).toEqual({ username: "admin", password: expect.stringMatching(/^.{40}$/) });
  await handler.delete(context, physicalId, longer);
  await handler.delete(context, physicalId, longer);
  expect(api.ListSecrets(call, { IncludePlannedDeletion: true }).SecretList).toEqual([]);
});

test.each([
  [{ GenerateSecretString: { GenerateStringKey: "password" } }, /must be specified together/],
  [
    { GenerateSecretString: { GenerateStringKey: "password", SecretStringTemplate: "x" } },
    /^Could not parse SecretStringTemplate JSON/,
  ],
  [{ SecretString: "a", GenerateSecretString: {} }, /^You can't specify both/],
  [{ ReplicaRegions: [{ Region: "eu-west-1" }] }, /does not run ReplicaRegions/],
])("the secret %j is refused", async (properties, message) => {
  const { secret: handler } = start();
  await expect(handler.create(resourceContext("AWS::SecretsManager::Secret"), properties)).rejects.toThrow(message);
});

test("an attachment completes the secret in a new version and takes its fields away again", async () => {
  const { api, secret: secrets, attachment, read } = start();
  const context = resourceContext("AWS::SecretsManager::SecretTargetAttachment", "Attachment");
  const { physicalId: SecretId } = await secrets.create(resourceContext("AWS::SecretsManager::Secret"), {
    SecretString: '{"username":"admin","password":"p"}',
  });
  const properties = { SecretId, TargetType: "AWS::RDS::DBCluster", TargetId: "cluster-1" };
  expect(await attachment.create(context, properties)).toEqual({ physicalId: SecretId, attributes: { Id: SecretId } });
  await attachment.create(context, properties);
  expect(read(SecretId)).toEqual({ username: "admin", password: "p", ...DATABASE });
  expect(api.ListSecretVersionIds(call, { SecretId }).Versions).toHaveLength(2);
  await expect(attachment.create(context, { ...properties, TargetId: "none" })).rejects.toThrow("none not found");
  await attachment.delete(context, SecretId, properties);
  expect(read(SecretId)).toEqual({ username: "admin", password: "p" });
  api.DeleteSecret(call, { SecretId, ForceDeleteWithoutRecovery: true });
  await attachment.delete(context, SecretId, properties);
});

test("an attachment refuses a secret that is no JSON object, without showing it", async () => {
  const { secret: secrets, attachment } = start();
  const context = resourceContext("AWS::SecretsManager::SecretTargetAttachment");
  const { physicalId: SecretId } = await secrets.create(resourceContext("AWS::SecretsManager::Secret", "S"), {
    SecretString: "hunter2",
  });
  const attach = attachment.create(context, { SecretId, TargetType: "AWS::RDS::DBCluster", TargetId: "c" });
  await expect(attach).rejects.toThrow(/^Could not parse SecretString JSON: it must be a JSON object.$/);
});

test("a resource policy stands on its secret as long as the stack has it", async () => {
  const { api, secret: secrets, resourcePolicy: policies } = start();
  const { physicalId: SecretId } = await secrets.create(resourceContext("AWS::SecretsManager::Secret", "S"), {});
  const context = resourceContext("AWS::SecretsManager::ResourcePolicy");
  const Statement = [{ Effect: "Deny", Principal: "*", Action: "secretsmanager:DeleteSecret", Resource: "*" }];
  const properties = { SecretId, ResourcePolicy: { Version: "2012-10-17", Statement } };
  expect((await policies.create(context, properties)).physicalId).toBe(SecretId);
  expect(api.GetResourcePolicy(call, { SecretId }).ResourcePolicy).toBe(JSON.stringify(properties.ResourcePolicy));
  await policies.delete(context, SecretId, properties);
  expect(api.GetResourcePolicy(call, { SecretId }).ResourcePolicy).toBeUndefined();
});
