import { expect, onTestFinished, test } from "vitest";
import { ownerCall } from "../../services/contract.js";
import { createIamService } from "../../services/iam/index.js";
import { testEnvironment } from "../../testing/environment.js";
import { resourceContext } from "../../testing/resource-context.js";
import { instanceProfile } from "./instance-profile.js";
import { managedPolicy } from "./managed-policy.js";
import { policy } from "./policy.js";
import { role } from "./role.js";

const call = ownerCall("000000000000");
const BASIC = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";
const VPC_ACCESS = "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole";
const allow = (Action: string) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action, Resource: "*" }],
});
const ROLE = {
  AssumeRolePolicyDocument: {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
  },
  ManagedPolicyArns: [BASIC],
  Policies: [{ PolicyName: "inline", PolicyDocument: allow("s3:GetObject") }],
};

function start() {
  const environment = testEnvironment();
  onTestFinished(() => environment[Symbol.dispose]());
  const iam = createIamService({ environment });
  const given = { iam, environment };
  return {
    api: iam.operations,
    role: role(given),
    policy: policy(given),
    managedPolicy: managedPolicy(given),
    instanceProfile: instanceProfile(given),
  };
}

test("a role comes with its policies and gives its name, ARN and id, once", async () => {
  const { api, role: handler } = start();
  const context = resourceContext("AWS::IAM::Role", "Fn", { "aws:cloudformation:stack-name": "app" });
  const state = await handler.create(context, ROLE);
  expect(state.physicalId).toMatch(/^app-Fn-[A-Z0-9]{12}$/);
  expect(state.attributes).toEqual({
    Arn: `arn:aws:iam::000000000000:role/${state.physicalId}`,
    RoleId: expect.stringMatching(/^AROA/),
  });
  await expect(handler.create(context, ROLE)).rejects.toThrow("already exists");
  const initiated = () => {
    throw new Error("killed");
  };
  const unnoted = { ...resourceContext("AWS::IAM::Role", "Unnoted"), initiated };
  await expect(handler.create(unnoted, ROLE)).rejects.toThrow("killed");
  expect(api.ListRoles(call, {}).Roles).toHaveLength(1);
  const RoleName = state.physicalId;
  expect(api.ListRolePolicies(call, { RoleName }).PolicyNames).toEqual(["inline"]);
  expect(api.ListAttachedRolePolicies(call, { RoleName }).AttachedPolicies).toMatchObject([{ PolicyArn: BASIC }]);
  expect(api.GetRole(call, { RoleName }).Role?.Tags).toEqual([{ Key: "aws:cloudformation:stack-name", Value: "app" }]);
});

test("a role that cannot be made whole is not made at all", async () => {
  const { api, role: handler } = start();
  const properties = { ...ROLE, ManagedPolicyArns: [BASIC, "arn:aws:iam::000000000000:policy/none"] };
  await expect(handler.create(resourceContext("AWS::IAM::Role"), properties)).rejects.toThrow(
    "Policy arn:aws:iam::000000000000:policy/none does not exist or is not attachable.",
  );
  expect(api.ListRoles(call, {}).Roles).toEqual([]);
});

test("a role is updated in place, keeps what other resources gave it, and goes", async () => {
  const { api, role: roles, policy: policies } = start();
  const context = resourceContext("AWS::IAM::Role");
  const { physicalId: RoleName } = await roles.create(context, ROLE);
  const extra = { PolicyName: "extra", PolicyDocument: allow("s3:PutObject"), Roles: [RoleName] };
  const policyContext = resourceContext("AWS::IAM::Policy", "Extra");
  const { physicalId } = await policies.create(policyContext, extra);
  await roles.update?.(context, RoleName, ROLE, { ...ROLE, Policies: [], ManagedPolicyArns: [VPC_ACCESS] });
  expect(api.ListRolePolicies(call, { RoleName }).PolicyNames).toEqual(["extra"]);
  expect(api.ListAttachedRolePolicies(call, { RoleName }).AttachedPolicies).toMatchObject([{ PolicyArn: VPC_ACCESS }]);
  const now = { ...ROLE, Policies: [], ManagedPolicyArns: [VPC_ACCESS] };
  await expect(roles.delete(context, RoleName, now)).rejects.toThrow("must delete policies first");
  await policies.delete(policyContext, physicalId, extra);
  await roles.delete(context, RoleName, now);
  await roles.delete(context, RoleName, now);
  await policies.delete(policyContext, physicalId, extra);
  expect(api.ListRoles(call, {}).Roles).toEqual([]);
});

test("a renamed inline policy leaves nothing under its old name", async () => {
  const { api, role: roles, policy: policies } = start();
  const { physicalId: RoleName } = await roles.create(resourceContext("AWS::IAM::Role"), ROLE);
  const context = resourceContext("AWS::IAM::Policy", "P");
  const before = { PolicyName: "one", PolicyDocument: allow("s3:PutObject"), Roles: [RoleName] };
  const { physicalId } = await policies.create(context, before);
  await policies.update?.(context, physicalId, before, { ...before, PolicyName: "two" });
  expect(api.ListRolePolicies(call, { RoleName }).PolicyNames).toEqual(["inline", "two"]);
  await expect(policies.create(resourceContext("AWS::IAM::Policy", "Q"), { ...before, Roles: [] })).rejects.toThrow(
    "At least one of [Groups,Roles,Users] must be non-empty.",
  );
});

test("a managed policy and an instance profile hang on a role until they go", async () => {
  const { api, role: roles, managedPolicy: policies, instanceProfile: profiles } = start();
  const { physicalId: RoleName } = await roles.create(resourceContext("AWS::IAM::Role"), ROLE);
  const policyContext = resourceContext("AWS::IAM::ManagedPolicy", "P");
  const before = { PolicyDocument: allow("s3:GetObject"), Roles: [RoleName] };
  const made = await policies.create(policyContext, before);
  const after = { ...before, PolicyDocument: allow("s3:*") };
  const changed = await policies.update?.(policyContext, made.physicalId, before, after);
  expect(made.physicalId).toMatch(/^arn:aws:iam::000000000000:policy\/app-P-/);
  expect(changed?.attributes).toMatchObject({ DefaultVersionId: "v2", AttachmentCount: 1 });
  const profileContext = resourceContext("AWS::IAM::InstanceProfile", "I");
  const profile = await profiles.create(profileContext, { Roles: [RoleName] });
  expect(profile.attributes).toEqual({ Arn: `arn:aws:iam::000000000000:instance-profile/${profile.physicalId}` });
  await profiles.delete(profileContext, profile.physicalId, { Roles: [RoleName] });
  await policies.delete(policyContext, made.physicalId, after);
  expect(api.ListAttachedRolePolicies(call, { RoleName }).AttachedPolicies).toMatchObject([{ PolicyArn: BASIC }]);
  expect(api.ListPolicies(call, { Scope: "Local" }).Policies).toEqual([]);
});

test("an update can be repeated, and undone though it never happened", async () => {
  const { api, role: roles, managedPolicy: policies, instanceProfile: profiles } = start();
  const roleContext = resourceContext("AWS::IAM::Role");
  const { physicalId: RoleName } = await roles.create(roleContext, ROLE);
  const other = { ...ROLE, ManagedPolicyArns: [VPC_ACCESS], Policies: [] };
  const shown = () => [
    api.ListRolePolicies(call, { RoleName }).PolicyNames,
    api.ListAttachedRolePolicies(call, { RoleName }).AttachedPolicies?.map(({ PolicyArn }) => PolicyArn),
  ];
  const atFirst = shown();
  await roles.update?.(roleContext, RoleName, other, ROLE);
  expect(shown()).toEqual(atFirst);
  await roles.update?.(roleContext, RoleName, ROLE, other);
  await roles.update?.(roleContext, RoleName, ROLE, other);
  expect(shown()).toEqual([[], [VPC_ACCESS]]);

  const policyContext = resourceContext("AWS::IAM::ManagedPolicy", "P");
  const document = { PolicyDocument: allow("s3:GetObject") };
  const { physicalId } = await policies.create(policyContext, document);
  await policies.update?.(policyContext, physicalId, { ...document, Roles: [RoleName] }, document);
  const profileContext = resourceContext("AWS::IAM::InstanceProfile", "I");
  const profile = await profiles.create(profileContext, { Roles: [RoleName] });
  await profiles.update?.(profileContext, profile.physicalId, { Roles: ["other"] }, { Roles: [RoleName] });
  expect(api.ListInstanceProfilesForRole(call, { RoleName }).InstanceProfiles).toHaveLength(1);
});
