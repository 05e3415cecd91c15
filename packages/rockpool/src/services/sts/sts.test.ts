import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { messageOf } from "../../errors.js";
import { testEnvironment } from "../../testing/environment.js";
import { thrownBy } from "../../testing/thrown.js";
import { type CallContext, ownerCall } from "../contract.js";
import { createIamService } from "../iam/index.js";
import { createSsmService } from "../ssm/index.js";
import { bootstrapCdk } from "./bootstrap.js";
import { createStsService, rootCredentials } from "./index.js";

const ACCOUNT = "000000000000";
const call = ownerCall(ACCOUNT);

function start() {
  let now = Date.parse("2026-01-01T00:00:00Z");
  const environment = testEnvironment({ clock: { now: () => now } });
  onTestFinished(() => environment[Symbol.dispose]());
  const iam = createIamService({ environment });
  const sts = createStsService({ environment, iam });
  const role = (RoleName: string, Principal: unknown, more: object = {}) => {
    const statement = { Effect: "Allow", Principal, Action: "sts:AssumeRole", ...more };
    const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
    return iam.operations.CreateRole(call, { RoleName, AssumeRolePolicyDocument }).Role?.Arn ?? "";
  };
  return { environment, iam, sts, role, api: sts.operations, pass: (seconds: number) => (now += seconds * 1000) };
}

const OWNER = { AWS: `arn:aws:iam::${ACCOUNT}:root` };

test("the owner's credentials are made once for a state directory and kept for its user alone", () => {
  const { environment, sts } = start();
  const credentials = rootCredentials(environment.state);
  expect(rootCredentials(environment.state)).toEqual(credentials);
  expect(statSync(join(environment.state.directory, "credentials.json")).mode & 0o777).toBe(0o600);
  expect(sts.lookup(credentials.accessKeyId, undefined)).toMatchObject({
    secretAccessKey: credentials.secretAccessKey,
    principal: { kind: "root", arn: `arn:aws:iam::${ACCOUNT}:root` },
  });
});

test("temporary credentials are known after a restart, expire, and lie nowhere in clear text", () => {
  const { api, environment, iam, role, pass } = start();
  const RoleArn = role("deploy", OWNER);
  const { Credentials } = api.AssumeRole(call, { RoleArn, RoleSessionName: "me", DurationSeconds: 900 });
  const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "" } = Credentials ?? {};

  const again = createStsService({ environment, iam });
  const known = again.lookup(AccessKeyId, SessionToken);
  if (known === undefined || known === "expired") throw new Error(`the session is ${known}`);
  expect(known.secretAccessKey).toBe(SecretAccessKey);
  const mine: CallContext = { principal: known.principal, requestId: "r" };
  expect(api.GetCallerIdentity(mine, {})).toMatchObject({ Arn: `arn:aws:sts::${ACCOUNT}:assumed-role/deploy/me` });

  expect(again.lookup(AccessKeyId, `${SessionToken.slice(0, -4)}AAAA`)).toBeUndefined();
  expect(again.lookup(AccessKeyId, undefined)).toBeUndefined();
  for (const file of ["state.sqlite", "state.sqlite-wal"]) {
    const bytes = readFileSync(join(environment.state.directory, file)).toString("latin1");
    expect(bytes).not.toContain(SecretAccessKey);
    expect(bytes).not.toContain(SessionToken);
  }
  pass(900);
  expect(again.lookup(AccessKeyId, SessionToken)).toBe("expired");
});

test("Lambda takes only a role that exists and trusts it", () => {
  const { sts, role } = start();
  const trusting = role("fn", { Service: ["edgelambda.amazonaws.com", "lambda.amazonaws.com"] });
  const other = role("ec2", { Service: "ec2.amazonaws.com" });
  const { accessKeyId, sessionToken } = sts.credentialsForService(trusting, "lambda.amazonaws.com", "fn");
  expect(sts.lookup(accessKeyId, sessionToken)).toMatchObject({ principal: { kind: "role", roleName: "fn" } });
  for (const arn of [other, "arn:aws:iam::000000000000:role/none"]) {
    expect(thrownBy(() => sts.credentialsForService(arn, "lambda.amazonaws.com", "fn"))).toEqual({
      code: "InvalidParameterValueException",
      message: "The role defined for the function cannot be assumed by Lambda.",
    });
  }
});

const condition = (operator: string, value: string) => ({ Condition: { [operator]: { "sts:ExternalId": value } } });

test.each([
  ["the account's root", OWNER, {}, undefined, true],
  ["the account id", { AWS: ACCOUNT }, {}, undefined, true],
  ["everybody", "*", {}, undefined, true],
  ["another account", { AWS: "111111111111" }, {}, undefined, false],
  ["a service", { Service: "lambda.amazonaws.com" }, {}, undefined, false],
  ["the right external id", OWNER, condition("StringEquals", "x"), "x", true],
  ["a wrong external id", OWNER, condition("StringEquals", "x"), "y", false],
  ["no external id", OWNER, condition("StringEquals", "x"), undefined, false],
  ["a condition that Rockpool cannot evaluate", OWNER, condition("StringResembles", "1"), "1", false],
  ["a denial", OWNER, { Effect: "Deny" }, undefined, false],
])("the owner and a role that trusts %s", (_who, Principal, more, ExternalId, expected) => {
  const { api, role } = start();
  const RoleArn = role("r", Principal, more);
  const outcome = () => {
    try {
      return api.AssumeRole(call, { RoleArn, RoleSessionName: "me", ExternalId }).AssumedRoleUser?.Arn;
    } catch (error) {
      return messageOf(error);
    }
  };
  expect(outcome()).toBe(
    expected
      ? `arn:aws:sts::${ACCOUNT}:assumed-role/r/me`
      : `User: arn:aws:iam::${ACCOUNT}:root is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`,
  );
});

test("a role session can take a further role that trusts it, for an hour at the most", () => {
  const { api, sts, role } = start();
  const first = role("first", OWNER);
  const second = role("second", { AWS: first });
  expect(thrownBy(() => api.AssumeRole(call, { RoleArn: second, RoleSessionName: "me" })).code).toBe("AccessDenied");
  const { Credentials } = api.AssumeRole(call, { RoleArn: first, RoleSessionName: "me" });
  const session = sts.lookup(Credentials?.AccessKeyId ?? "", Credentials?.SessionToken);
  if (session === undefined || session === "expired") throw new Error("no session");
  const chained: CallContext = { principal: session.principal, requestId: "r" };
  expect(api.AssumeRole(chained, { RoleArn: second, RoleSessionName: "on" }).Credentials?.AccessKeyId).toMatch(/^ASIA/);
  const long = () => api.AssumeRole(chained, { RoleArn: second, RoleSessionName: "on", DurationSeconds: 7200 });
  expect(thrownBy(long).message).toMatch(/role chaining$/);
});

test("a role that trusts the account leaves the choice to the caller's own policies", () => {
  const { api, sts, iam, role } = start();
  const first = role("first", OWNER);
  const second = role("second", OWNER);
  const { Credentials } = api.AssumeRole(call, { RoleArn: first, RoleSessionName: "me" });
  const session = sts.lookup(Credentials?.AccessKeyId ?? "", Credentials?.SessionToken);
  if (session === undefined || session === "expired") throw new Error("no session");
  const mine: CallContext = { principal: session.principal, requestId: "r" };
  const assume = () => api.AssumeRole(mine, { RoleArn: second, RoleSessionName: "on" });
  expect(thrownBy(assume).code).toBe("AccessDenied");
  const Statement = [{ Effect: "Allow", Action: "sts:AssumeRole", Resource: second }];
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
  iam.operations.PutRolePolicy(call, { RoleName: "first", PolicyName: "on", PolicyDocument });
  expect(assume().AssumedRoleUser?.AssumedRoleId).toMatch(/^AROA\w{17}:on$/);
});

test("cdk deploy finds the bootstrap roles and a version; making them again changes nothing", () => {
  const { api, environment, iam } = start();
  const ssm = createSsmService({ environment });
  bootstrapCdk({ environment, iam, ssm });
  bootstrapCdk({ environment, iam, ssm });
  expect(Number(ssm.resolve("/cdk-bootstrap/hnb659fds/version"))).toBeGreaterThanOrEqual(30);
  for (const name of ["deploy", "file-publishing", "image-publishing", "lookup"]) {
    const RoleArn = `arn:aws:iam::${ACCOUNT}:role/cdk-hnb659fds-${name}-role-${ACCOUNT}-us-east-1`;
    expect(api.AssumeRole(call, { RoleArn, RoleSessionName: "aws-cdk" }).Credentials).toBeDefined();
  }
  const execution = `arn:aws:iam::${ACCOUNT}:role/cdk-hnb659fds-cfn-exec-role-${ACCOUNT}-us-east-1`;
  expect(thrownBy(() => api.AssumeRole(call, { RoleArn: execution, RoleSessionName: "me" })).code).toBe("AccessDenied");
});
