import { expect, onTestFinished, test } from "vitest";
import { testEnvironment } from "../../testing/environment.js";
import { thrownBy } from "../../testing/thrown.js";
import { ownerCall, type Principal } from "../contract.js";
import { createIamService } from "./index.js";

const call = ownerCall("000000000000");
const document = (...statements: object[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const LAMBDA_TRUST = document({
  Effect: "Allow",
  Principal: { Service: "lambda.amazonaws.com" },
  Action: "sts:AssumeRole",
});
const READ = document({ Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: "*" });
const BASIC_EXECUTION = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";

function start() {
  const environment = testEnvironment();
  onTestFinished(() => environment[Symbol.dispose]());
  const { operations, ...iam } = createIamService({ environment });
  return { environment, iam, api: operations };
}

function sessionOf(roleName: string, roleId: string): Principal {
  return {
    kind: "role",
    arn: `arn:aws:sts::000000000000:assumed-role/${roleName}/s`,
    accountId: "000000000000",
    userId: `${roleId}:s`,
    accessKeyId: "ASIA",
    roleName,
  };
}

test("a role is found again by name and ARN, with its trust policy URL-encoded as on AWS", () => {
  const { api, iam } = start();
  const { Role } = api.CreateRole(call, { RoleName: "fn", Path: "/app/", AssumeRolePolicyDocument: LAMBDA_TRUST });
  expect(Role?.Arn).toBe("arn:aws:iam::000000000000:role/app/fn");
  expect(Role?.RoleId).toMatch(/^AROA[A-Z2-7]{17}$/);
  expect(decodeURIComponent(api.GetRole(call, { RoleName: "fn" }).Role?.AssumeRolePolicyDocument ?? "")).toBe(
    LAMBDA_TRUST,
  );
  expect(iam.roleByArn("arn:aws:iam::000000000000:role/app/fn")?.name).toBe("fn");
  expect(iam.roleByArn("arn:aws:iam::000000000000:role/fn")).toBeUndefined();
});

test("a session has the inline and the attached policies of its role, and nothing once the role was made anew", () => {
  const { api, iam } = start();
  const create = () =>
    api.CreateRole(call, { RoleName: "fn", AssumeRolePolicyDocument: LAMBDA_TRUST }).Role?.RoleId ?? "";
  const session = sessionOf("fn", create());
  api.PutRolePolicy(call, { RoleName: "fn", PolicyName: "read", PolicyDocument: READ });
  api.AttachRolePolicy(call, { RoleName: "fn", PolicyArn: BASIC_EXECUTION });
  expect(iam.policiesOf(session).identity.map(({ Statement }) => Statement[0]?.Action)).toEqual([
    "secretsmanager:GetSecretValue",
    ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
  ]);
  api.DetachRolePolicy(call, { RoleName: "fn", PolicyArn: BASIC_EXECUTION });
  api.DeleteRolePolicy(call, { RoleName: "fn", PolicyName: "read" });
  api.DeleteRole(call, { RoleName: "fn" });
  create();
  api.PutRolePolicy(call, { RoleName: "fn", PolicyName: "read", PolicyDocument: READ });
  expect(iam.policiesOf(session).identity).toEqual([]);
});

test("a role that is in use cannot be deleted", () => {
  const { api } = start();
  api.CreateRole(call, { RoleName: "fn", AssumeRolePolicyDocument: LAMBDA_TRUST });
  api.PutRolePolicy(call, { RoleName: "fn", PolicyName: "read", PolicyDocument: READ });
  api.AttachRolePolicy(call, { RoleName: "fn", PolicyArn: BASIC_EXECUTION });
  api.CreateInstanceProfile(call, { InstanceProfileName: "host" });
  api.AddRoleToInstanceProfile(call, { InstanceProfileName: "host", RoleName: "fn" });
  const refusal = () => thrownBy(() => api.DeleteRole(call, { RoleName: "fn" }));
  expect(refusal().message).toBe("Cannot delete entity, must remove roles from instance profile first.");
  api.RemoveRoleFromInstanceProfile(call, { InstanceProfileName: "host", RoleName: "fn" });
  expect(refusal().message).toBe("Cannot delete entity, must detach all policies first.");
  api.DetachRolePolicy(call, { RoleName: "fn", PolicyArn: BASIC_EXECUTION });
  expect(refusal()).toEqual({
    code: "DeleteConflictException",
    message: "Cannot delete entity, must delete policies first.",
  });
  api.DeleteRolePolicy(call, { RoleName: "fn", PolicyName: "read" });
  api.DeleteRole(call, { RoleName: "fn" });
  expect(thrownBy(() => api.GetRole(call, { RoleName: "fn" }))).toEqual({
    code: "NoSuchEntityException",
    message: "The role with name fn cannot be found.",
  });
});

test("a managed policy has versions, and goes only when nothing is left of it", () => {
  const { api } = start();
  const PolicyArn = api.CreatePolicy(call, { PolicyName: "p", PolicyDocument: READ }).Policy?.Arn ?? "";
  const next = api.CreatePolicyVersion(call, { PolicyArn, PolicyDocument: READ, SetAsDefault: true });
  expect(next.PolicyVersion).toMatchObject({ VersionId: "v2", IsDefaultVersion: true });
  expect(thrownBy(() => api.DeletePolicyVersion(call, { PolicyArn, VersionId: "v2" })).code).toBe(
    "DeleteConflictException",
  );
  expect(thrownBy(() => api.DeletePolicy(call, { PolicyArn })).message).toMatch(
    /^This policy has more than one version/,
  );
  api.DeletePolicyVersion(call, { PolicyArn, VersionId: "v1" });
  api.CreateRole(call, { RoleName: "fn", AssumeRolePolicyDocument: LAMBDA_TRUST });
  api.AttachRolePolicy(call, { RoleName: "fn", PolicyArn });
  expect(api.GetPolicy(call, { PolicyArn }).Policy?.AttachmentCount).toBe(1);
  expect(thrownBy(() => api.DeletePolicy(call, { PolicyArn })).message).toBe(
    "Cannot delete a policy attached to entities.",
  );
  api.DetachRolePolicy(call, { RoleName: "fn", PolicyArn });
  api.DeletePolicy(call, { PolicyArn });
  expect(thrownBy(() => api.GetPolicy(call, { PolicyArn })).message).toBe(`Policy ${PolicyArn} was not found.`);
});

const allowed = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };

test.each([
  ["{", "This policy contains invalid Json"],
  [document({ ...allowed, Effect: "Permit" }), `Invalid effect: "Permit"`],
  [document({ ...allowed, Colour: "red" }), "Syntax errors in policy."],
  [document({ ...allowed, Principal: "*" }), "Policy document should not specify a principal."],
  [document({ ...allowed, Resource: undefined }), "Policy statement must contain resources."],
  [document({ ...allowed, Resource: "bucket" }), 'Resource bucket must be in ARN format or "*".'],
  [document({ ...allowed, Action: undefined }), "Policy statement must contain actions."],
  [
    document({ ...allowed, Action: "GetObject" }),
    "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
  ],
  [
    document({ ...allowed, Sid: "A" }, { ...allowed, Sid: "A" }),
    "Statement IDs (SID) in a single policy must be unique.",
  ],
])("the policy %s is refused: %s", (PolicyDocument, message) => {
  const { api } = start();
  api.CreateRole(call, { RoleName: "fn", AssumeRolePolicyDocument: LAMBDA_TRUST });
  const put = () => api.PutRolePolicy(call, { RoleName: "fn", PolicyName: "p", PolicyDocument });
  expect(thrownBy(put)).toEqual({ code: "MalformedPolicyDocumentException", message });
});

const trusted = { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" };

test.each([
  [{ ...trusted, Resource: "*" }, "Has prohibited field Resource"],
  [{ ...trusted, Principal: undefined }, "Missing required field Principal"],
  [{ ...trusted, Action: "s3:GetObject" }, "AssumeRole policy may only specify STS AssumeRole actions."],
  [{ ...trusted, Principal: { Service: "lambda" } }, 'Invalid principal in policy: "SERVICE":"lambda"'],
  [
    { ...trusted, Principal: { AWS: "arn:aws:iam::000000000000:role/nobody" } },
    'Invalid principal in policy: "AWS":"arn:aws:iam::000000000000:role/nobody"',
  ],
])("the trust policy %j is refused: %s", (statement, message) => {
  const { api } = start();
  const create = () => api.CreateRole(call, { RoleName: "fn", AssumeRolePolicyDocument: document(statement) });
  expect(thrownBy(create)).toEqual({ code: "MalformedPolicyDocumentException", message });
});

test("an AWS managed policy that the table does not hold is refused by name", () => {
  const { api } = start();
  api.CreateRole(call, { RoleName: "fn", AssumeRolePolicyDocument: LAMBDA_TRUST });
  const PolicyArn = "arn:aws:iam::aws:policy/AmazonPollyFullAccess";
  const { code, message } = thrownBy(() => api.AttachRolePolicy(call, { RoleName: "fn", PolicyArn }));
  expect(code).toBe("NoSuchEntityException");
  expect(message).toMatch(
    /^Policy arn:aws:iam::aws:policy\/AmazonPollyFullAccess does not exist or is not attachable\./,
  );
});

test("roles are listed in pages that hold while others are deleted", () => {
  const { api } = start();
  for (const RoleName of ["a", "b", "c", "d"])
    api.CreateRole(call, { RoleName, AssumeRolePolicyDocument: LAMBDA_TRUST });
  const first = api.ListRoles(call, { MaxItems: 2 });
  expect(first.Roles?.map((role) => role.RoleName)).toEqual(["a", "b"]);
  api.DeleteRole(call, { RoleName: "b" });
  const second = api.ListRoles(call, { MaxItems: 2, Marker: first.Marker });
  expect(second.Roles?.map((role) => role.RoleName)).toEqual(["c", "d"]);
  expect(second.IsTruncated).toBe(false);
});
