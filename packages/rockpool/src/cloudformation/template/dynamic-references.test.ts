import { describe, expect, test } from "vitest";
import { testExternal } from "../../testing/template.js";
import {
  checkSecureReferences,
  type DynamicReference,
  findDynamicReferences,
  resolveDynamicReferences,
} from "./dynamic-references.js";

const arn = "arn:aws:secretsmanager:us-east-1:000000000000:secret:db-AbCdEf";

describe("a reference is read with all of its parts", () => {
  test.each<[string, DynamicReference]>([
    ["ssm:/a/b", { service: "ssm", name: "/a/b" }],
    ["ssm:/a/b:3", { service: "ssm", name: "/a/b", version: "3" }],
    ["ssm-secure:name:10", { service: "ssm-secure", name: "name", version: "10" }],
    ["secretsmanager:db", { service: "secretsmanager", secretId: "db" }],
    ["secretsmanager:db:SecretString:password", { service: "secretsmanager", secretId: "db", jsonKey: "password" }],
    ["secretsmanager:db:SecretString:password::", { service: "secretsmanager", secretId: "db", jsonKey: "password" }],
    [
      `secretsmanager:${arn}:SecretString:password::`,
      { service: "secretsmanager", secretId: arn, jsonKey: "password" },
    ],
    [`secretsmanager:${arn}`, { service: "secretsmanager", secretId: arn }],
    [`secretsmanager:${arn}:SecretString:::v-1`, { service: "secretsmanager", secretId: arn, versionId: "v-1" }],
    [
      "secretsmanager:db:SecretString:k:AWSPREVIOUS",
      { service: "secretsmanager", secretId: "db", jsonKey: "k", versionStage: "AWSPREVIOUS" },
    ],
  ])("%s", (text, reference) => {
    expect([...findDynamicReferences({ a: [`x{{resolve:${text}}}y`] }).values()]).toEqual([reference]);
  });

  test.each([
    "secretsmanager:db:SecretBinary:x",
    "secretsmanager:db:SecretString:a:b:c:d",
    "vault:x",
    "ssm:",
    "nothing",
  ])("%s is refused", (text) => {
    expect(() => findDynamicReferences(`{{resolve:${text}}}`)).toThrow(
      "Template error: Could not parse dynamic reference",
    );
  });
});

test("several references in one text and anywhere in a value are resolved, each looked up once", async () => {
  const tables = testExternal({
    ssm: { "/host": "db.local" },
    secrets: { "db:password": "p$&{{resolve:ssm:/host}}", [`${arn}:username`]: "clerk" },
  });
  const asked: string[] = [];
  const secret: typeof tables.secret = (reference) => {
    asked.push(reference.secretId);
    return tables.secret(reference);
  };
  const resolved = await resolveDynamicReferences(
    {
      url: `postgres://{{resolve:secretsmanager:${arn}:SecretString:username::}}:{{resolve:secretsmanager:db:SecretString:password}}@{{resolve:ssm:/host}}/`,
      list: [1, true, { password: "{{resolve:secretsmanager:db:SecretString:password}}" }],
      other: "{{changeSet:KNOWN_AFTER_APPLY}}",
    },
    { ...tables, secret },
  );
  // What a secret holds is data, even where it looks like a reference or a replacement pattern.
  expect(resolved.value).toEqual({
    url: "postgres://clerk:p$&{{resolve:ssm:/host}}@db.local/",
    list: [1, true, { password: "p$&{{resolve:ssm:/host}}" }],
    other: "{{changeSet:KNOWN_AFTER_APPLY}}",
  });
  expect(resolved.secrets.toSorted()).toEqual(["clerk", "p$&{{resolve:ssm:/host}}"]);
  expect(asked.toSorted()).toEqual([arn, "db"].toSorted());
});

test("what cannot be looked up fails with the service's own error", async () => {
  await expect(resolveDynamicReferences("{{resolve:secretsmanager:gone}}", testExternal())).rejects.toThrow(
    "gone is not there",
  );
});

test("ssm-secure stands where AWS accepts it, and nowhere else", () => {
  const properties = { MasterUserPassword: "{{resolve:ssm-secure:p:1}}" };
  checkSecureReferences("AWS::RDS::DBCluster", properties);
  checkSecureReferences("Custom::X", { Password: "{{resolve:secretsmanager:p}}" });
  expect(() => checkSecureReferences("Custom::X", properties)).toThrow(
    "SSM Secure reference is not supported in: [Custom::X/Properties/MasterUserPassword]",
  );
});
