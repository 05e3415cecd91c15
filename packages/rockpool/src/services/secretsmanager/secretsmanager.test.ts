import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { systemRandom } from "../../environment.js";
import { testEnvironment } from "../../testing/environment.js";
import { thrownBy } from "../../testing/thrown.js";
import { ownerCall } from "../contract.js";
import { createSecretsManagerService } from "./index.js";
import { randomPassword } from "./password.js";

const call = ownerCall("000000000000");
const DAY = 24 * 60 * 60 * 1000;

function start() {
  let now = Date.parse("2026-01-01T12:00:00Z");
  const environment = testEnvironment({ clock: { now: () => now } });
  onTestFinished(() => environment[Symbol.dispose]());
  const { operations, ...secrets } = createSecretsManagerService({ environment });
  return { environment, secrets, api: operations, pass: (milliseconds: number) => (now += milliseconds) };
}

const NOT_FOUND = {
  code: "ResourceNotFoundException",
  message: "Secrets Manager can't find the specified secret.",
};

test("a secret is found by its name, its ARN and its ARN without the suffix", () => {
  const { api } = start();
  const { ARN = "" } = api.CreateSecret(call, { Name: "app/db", SecretString: "s" });
  expect(ARN).toMatch(/^arn:aws:secretsmanager:us-east-1:000000000000:secret:app\/db-[A-Za-z0-9]{6}$/);
  for (const SecretId of ["app/db", ARN, ARN.slice(0, -7)]) {
    expect(api.GetSecretValue(call, { SecretId }).SecretString).toBe("s");
  }
  for (const SecretId of ["app/d", `${ARN.slice(0, -6)}xxxxxx`, "app/db-abcdef"]) {
    expect(thrownBy(() => api.GetSecretValue(call, { SecretId }))).toEqual(NOT_FOUND);
  }
});

test("a secret whose name ends like a suffix is not taken for another one", () => {
  const { api } = start();
  api.CreateSecret(call, { Name: "db", SecretString: "short" });
  const { ARN = "" } = api.CreateSecret(call, { Name: "db-abcdef", SecretString: "long" });
  expect(api.GetSecretValue(call, { SecretId: ARN }).SecretString).toBe("long");
  expect(api.GetSecretValue(call, { SecretId: ARN.slice(0, -7) }).SecretString).toBe("long");
});

test("values lie encrypted on disk", () => {
  const { api, environment } = start();
  api.CreateSecret(call, { Name: "a", SecretString: "correct-horse-battery" });
  api.CreateSecret(call, { Name: "b", SecretBinary: Buffer.from("correct-horse-battery") });
  const wal = readFileSync(join(environment.state.directory, "state.sqlite-wal")).toString("latin1");
  expect(wal).not.toContain("correct-horse-battery");
  expect(wal).not.toContain(Buffer.from("correct-horse-battery").toString("base64"));
  expect(Buffer.from(api.GetSecretValue(call, { SecretId: "b" }).SecretBinary ?? []).toString()).toBe(
    "correct-horse-battery",
  );
});

test("a new value becomes the current one and the old one the previous one", () => {
  const { api } = start();
  api.CreateSecret(call, { Name: "a", SecretString: "1" });
  api.PutSecretValue(call, { SecretId: "a", SecretString: "2" });
  api.PutSecretValue(call, { SecretId: "a", SecretString: "3" });
  api.PutSecretValue(call, { SecretId: "a", SecretString: "4", VersionStages: ["AWSPENDING"] });
  const value = (VersionStage?: string) => api.GetSecretValue(call, { SecretId: "a", VersionStage }).SecretString;
  expect([value(), value("AWSPREVIOUS"), value("AWSPENDING")]).toEqual(["3", "2", "4"]);
  expect(api.ListSecretVersionIds(call, { SecretId: "a" }).Versions).toHaveLength(3);
  expect(api.ListSecretVersionIds(call, { SecretId: "a", IncludeDeprecated: true }).Versions).toHaveLength(4);
  expect(thrownBy(() => value("NONE")).message).toBe(
    "Secrets Manager can't find the specified secret value for staging label: NONE",
  );
});

test("the last step of a rotation moves AWSCURRENT, and only away from the version that has it", () => {
  const { api } = start();
  const first = api.CreateSecret(call, { Name: "a", SecretString: "1" }).VersionId ?? "";
  const VersionStages = ["AWSPENDING"];
  const second = api.PutSecretValue(call, { SecretId: "a", SecretString: "2", VersionStages }).VersionId ?? "";
  const move = { SecretId: "a", VersionStage: "AWSCURRENT", MoveToVersionId: second };
  expect(thrownBy(() => api.UpdateSecretVersionStage(call, move)).message).toBe(
    `The parameter RemoveFromVersionId can't be empty. Staging label AWSCURRENT is currently attached to version ${first}, so you must explicitly reference that version in RemoveFromVersionId.`,
  );
  api.UpdateSecretVersionStage(call, { ...move, RemoveFromVersionId: first });
  expect(api.GetSecretValue(call, { SecretId: "a" }).SecretString).toBe("2");
  expect(api.DescribeSecret(call, { SecretId: "a" }).VersionIdsToStages).toEqual({
    [first]: ["AWSPREVIOUS"],
    [second]: ["AWSPENDING", "AWSCURRENT"],
  });
  const remove = { SecretId: "a", VersionStage: "AWSCURRENT", RemoveFromVersionId: second };
  expect(thrownBy(() => api.UpdateSecretVersionStage(call, remove)).code).toBe("InvalidParameterException");
});

test("a repeated request makes one version; the same token with another value is refused", () => {
  const { api } = start();
  api.CreateSecret(call, { Name: "a", SecretString: "1" });
  const put = { SecretId: "a", SecretString: "2", ClientRequestToken: "t".repeat(32) };
  api.PutSecretValue(call, put);
  expect(api.PutSecretValue(call, put).VersionId).toBe(put.ClientRequestToken);
  expect(api.ListSecretVersionIds(call, { SecretId: "a" }).Versions).toHaveLength(2);
  expect(thrownBy(() => api.PutSecretValue(call, { ...put, SecretString: "3" })).code).toBe("ResourceExistsException");
});

test("a deleted secret can be brought back within its window, and its name is free afterwards", () => {
  const { api, pass } = start();
  api.CreateSecret(call, { Name: "a", SecretString: "1" });
  api.DeleteSecret(call, { SecretId: "a", RecoveryWindowInDays: 7 });
  expect(thrownBy(() => api.GetSecretValue(call, { SecretId: "a" }))).toEqual({
    code: "InvalidRequestException",
    message: "You can't perform this operation on the secret because it was marked for deletion.",
  });
  expect(thrownBy(() => api.CreateSecret(call, { Name: "a" })).message).toBe(
    "You can't create this secret because a secret with this name is already scheduled for deletion.",
  );
  expect(api.ListSecrets(call, {}).SecretList).toEqual([]);
  api.RestoreSecret(call, { SecretId: "a" });
  expect(api.GetSecretValue(call, { SecretId: "a" }).SecretString).toBe("1");
  api.DeleteSecret(call, { SecretId: "a", RecoveryWindowInDays: 7 });
  pass(7 * DAY);
  expect(thrownBy(() => api.GetSecretValue(call, { SecretId: "a" }))).toEqual(NOT_FOUND);
  api.CreateSecret(call, { Name: "a", SecretString: "2" });
  api.DeleteSecret(call, { SecretId: "a", ForceDeleteWithoutRecovery: true });
  api.DeleteSecret(call, { SecretId: "a", ForceDeleteWithoutRecovery: true });
  expect(api.CreateSecret(call, { Name: "a", SecretString: "3" }).Name).toBe("a");
});

test.each([
  [{ secretId: "db", jsonKey: "username" }, "admin"],
  [{ secretId: "db", jsonKey: "port" }, "5432"],
  [{ secretId: "db", jsonKey: "password", versionStage: "AWSPREVIOUS" }, "old"],
  [{ secretId: "db", jsonKey: "password", versionStage: "", versionId: "" }, "new"],
  [{ secretId: "text" }, "plain"],
])("the reference %j gives %s", (reference, expected) => {
  expect(withSecrets().resolveSecret(reference)).toBe(expected);
});

test.each([
  [{ secretId: "none" }, NOT_FOUND.message],
  [{ secretId: "db", jsonKey: "host" }, "Could not find a value associated with JSONKey in SecretString"],
  [{ secretId: "text", jsonKey: "host" }, "Could not parse SecretString JSON"],
  [
    { secretId: "db", versionStage: "MINE" },
    "Secrets Manager can't find the specified secret value for staging label: MINE",
  ],
])("the reference %j fails: %s", (reference, message) => {
  expect(thrownBy(() => withSecrets().resolveSecret(reference)).message).toBe(message);
});

function withSecrets() {
  const { api, secrets } = start();
  api.CreateSecret(call, { Name: "db", SecretString: '{"username":"admin","password":"old","port":5432}' });
  api.PutSecretValue(call, { SecretId: "db", SecretString: '{"username":"admin","password":"new","port":5432}' });
  api.CreateSecret(call, { Name: "text", SecretString: "plain" });
  return secrets;
}

test("a password has the length asked for, nothing excluded, and one of each class", () => {
  const options = fc.record({
    PasswordLength: fc.integer({ min: 5, max: 64 }),
    ExcludeCharacters: fc.string({ maxLength: 20 }),
    ExcludeNumbers: fc.boolean(),
    ExcludePunctuation: fc.boolean(),
    ExcludeUppercase: fc.boolean(),
    IncludeSpace: fc.boolean(),
    RequireEachIncludedType: fc.boolean(),
  });
  fc.assert(
    fc.property(options, (given) => {
      const password = randomPassword(given, systemRandom);
      expect(password).toHaveLength(given.PasswordLength);
      expect(password.split("").filter((character) => given.ExcludeCharacters.includes(character))).toEqual([]);
      const classes = [
        { pattern: /[a-z]/, wanted: true, all: "abcdefghijklmnopqrstuvwxyz" },
        { pattern: /[A-Z]/, wanted: !given.ExcludeUppercase, all: "ABCDEFGHIJKLMNOPQRSTUVWXYZ" },
        { pattern: /[0-9]/, wanted: !given.ExcludeNumbers, all: "0123456789" },
        { pattern: / /, wanted: given.IncludeSpace, all: " " },
      ];
      for (const { pattern, wanted, all } of classes) {
        const possible = wanted && all.split("").some((character) => !given.ExcludeCharacters.includes(character));
        const certain = !possible || given.RequireEachIncludedType;
        expect(pattern.test(password)).toBe(certain ? possible : pattern.test(password));
      }
    }),
  );
});

test("rotation is refused in plain words", () => {
  const { api } = start();
  api.CreateSecret(call, { Name: "a", SecretString: "1" });
  expect(thrownBy(() => api.RotateSecret(call, { SecretId: "a" }))).toEqual({
    code: "InvalidRequestException",
    message: "Rockpool does not run rotation of secrets yet.",
  });
});

test("a resource policy is checked and kept", () => {
  const { api } = start();
  api.CreateSecret(call, { Name: "a" });
  const statement = { Effect: "Allow", Principal: "*", Action: "secretsmanager:GetSecretValue", Resource: "*" };
  const ResourcePolicy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  api.PutResourcePolicy(call, { SecretId: "a", ResourcePolicy });
  expect(api.GetResourcePolicy(call, { SecretId: "a" }).ResourcePolicy).toBe(ResourcePolicy);
  const blocked = () => api.PutResourcePolicy(call, { SecretId: "a", ResourcePolicy, BlockPublicPolicy: true });
  expect(thrownBy(blocked).code).toBe("PublicPolicyException");
  const bad = () => api.PutResourcePolicy(call, { SecretId: "a", ResourcePolicy: "{}" });
  expect(thrownBy(bad).code).toBe("MalformedPolicyDocumentException");
  api.DeleteResourcePolicy(call, { SecretId: "a" });
  expect(api.GetResourcePolicy(call, { SecretId: "a" }).ResourcePolicy).toBeUndefined();
});

test("permissions name an existing secret by its whole ARN", () => {
  const { api, secrets } = start();
  const { ARN } = api.CreateSecret(call, { Name: "a" });
  const resource = (SecretId: string) => secrets.permissions?.("GetSecretValue", { SecretId })[0]?.resource;
  expect(resource("a")).toBe(ARN);
  expect(resource("b")).toBe("arn:aws:secretsmanager:us-east-1:000000000000:secret:b");
});
