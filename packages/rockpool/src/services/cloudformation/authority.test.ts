import { expect, onTestFinished, test } from "vitest";
import { createStackEngine } from "../../cloudformation/engine/index.js";
import { testEnvironment } from "../../testing/environment.js";
import { StackWorld, thingsTemplate } from "../../testing/stack-world.js";
import { type CallContext, ownerCall } from "../contract.js";
import { createIamService } from "../iam/index.js";
import { createCloudFormationService } from "./index.js";

const ACCOUNT = "000000000000";
const owner = ownerCall(ACCOUNT);
const CLOUDFORMATION = { Service: "cloudformation.amazonaws.com" };
const ALL = { Effect: "Allow", Action: "*", Resource: "*" };
const document = (statement: object): string => JSON.stringify({ Version: "2012-10-17", Statement: [statement] });

function start() {
  const environment = testEnvironment();
  onTestFinished(() => environment[Symbol.dispose]());
  const world = new StackWorld();
  const engine = createStackEngine({ environment, ...world.parts });
  const iam = createIamService({ environment });
  const { operations: api, permissions } = createCloudFormationService({
    environment,
    engine,
    external: world.external,
    iam,
  });
  const role = (RoleName: string, statements: readonly object[], Principal: object = CLOUDFORMATION): string => {
    const AssumeRolePolicyDocument = document({ Effect: "Allow", Principal, Action: "sts:AssumeRole" });
    const { Role } = iam.operations.CreateRole(owner, { RoleName, AssumeRolePolicyDocument });
    for (const [index, statement] of statements.entries()) {
      const PolicyName = `p${index}`;
      iam.operations.PutRolePolicy(owner, { RoleName, PolicyName, PolicyDocument: document(statement) });
    }
    return Role?.Arn ?? "";
  };
  /** A session of a role. */
  const as = (roleName: string): CallContext => ({
    requestId: "r",
    principal: {
      kind: "role",
      arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${roleName}/s`,
      accountId: ACCOUNT,
      userId: `${iam.operations.GetRole(owner, { RoleName: roleName }).Role?.RoleId}:s`,
      accessKeyId: "ASIA",
      roleName,
    },
  });
  const create = (call: CallContext, StackName: string, RoleARN?: string) =>
    api.CreateStack(call, { StackName, RoleARN, TemplateBody: thingsTemplate({ A: {} }) });
  return { iam, world, engine, api, permissions, role, as, create };
}

/** The code of the error with which a call, asynchronous or not, is refused. */
const refusal = async (act: () => unknown): Promise<unknown> => {
  try {
    await act();
    return "allowed";
  } catch (error) {
    return error instanceof Error && "code" in error ? error.code : error;
  }
};

const TOO_FEW: ReadonlyArray<readonly [string, readonly object[]]> = [
  ["CloudFormation alone", [{ ...ALL, Action: "cloudformation:*" }]],
  ["all but IAM", [{ Effect: "Allow", NotAction: "iam:*", Resource: "*" }]],
  ["everything on some resources", [{ ...ALL, Resource: "arn:aws:s3:::b/*" }]],
  ["everything on a condition", [{ ...ALL, Condition: { StringEquals: { "aws:username": "me" } } }]],
  ["everything, and a denial", [ALL, { Effect: "Deny", Action: "iam:*", Resource: "*" }]],
  ["nothing", []],
];

test.each(TOO_FEW)(
  "a caller who is allowed %s starts no stack operation, and nothing is made",
  async (_, statements) => {
    const { world, engine, api, role, as, create } = start();
    role("few", statements);
    const few = as("few");
    const TemplateBody = thingsTemplate({ A: { Value: "2" } });
    const of = { StackName: "shop" };
    const named = { ...of, ChangeSetName: "set" };
    expect(await refusal(() => create(few, "shop"))).toBe("AccessDenied");
    await expect(create(few, "shop")).rejects.toMatchObject({
      status: 403,
      message: expect.stringMatching(
        /^User: \S+assumed-role\/few\/s is not authorized to perform.*AdministratorAccess$/u,
      ),
    });
    expect(await refusal(() => api.CreateChangeSet(few, { ...named, ChangeSetType: "CREATE", TemplateBody }))).toBe(
      "AccessDenied",
    );
    expect(engine.queries.stacks()).toEqual([]);

    await engine.waitFor((await create(owner, "shop")).StackId);
    await api.CreateChangeSet(owner, { ...named, TemplateBody });
    const before = new Map(world.things);
    for (const act of [
      () => api.UpdateStack(few, { ...of, TemplateBody }),
      () => api.CreateChangeSet(few, { ...of, ChangeSetName: "mine", TemplateBody }),
      () => api.ExecuteChangeSet(few, named),
      () => api.DeleteStack(few, of),
      () => api.ContinueUpdateRollback(few, of),
      () => api.RollbackStack(few, of),
    ]) {
      expect([act.toString(), await refusal(act)]).toEqual([act.toString(), "AccessDenied"]);
    }
    expect(await engine.waitFor("shop")).toBe("CREATE_COMPLETE");
    expect(world.things).toEqual(before);
  },
);

test("a caller with few rights works through a role that is allowed everything, which the stack keeps", async () => {
  const { iam, world, engine, api, role, as, create } = start();
  role("deploy", []);
  const RoleARN = role("exec", []);
  const PolicyArn = "arn:aws:iam::aws:policy/AdministratorAccess";
  iam.operations.AttachRolePolicy(owner, { RoleName: "exec", PolicyArn });
  const deploy = as("deploy");
  await engine.waitFor((await create(deploy, "shop", RoleARN)).StackId);
  expect(api.DescribeStacks(deploy, { StackName: "shop" }).Stacks?.[0]?.RoleARN).toBe(RoleARN);

  await api.UpdateStack(deploy, { StackName: "shop", TemplateBody: thingsTemplate({ A: { Value: "2" } }) });
  expect(await engine.waitFor("shop")).toBe("UPDATE_COMPLETE");
  const named = { StackName: "new", ChangeSetName: "set" };
  const TemplateBody = thingsTemplate({ B: {} });
  await api.CreateChangeSet(deploy, { ...named, RoleARN, ChangeSetType: "CREATE", TemplateBody });
  await api.ExecuteChangeSet(deploy, named);
  expect(await engine.waitFor("new")).toBe("CREATE_COMPLETE");

  iam.operations.DetachRolePolicy(owner, { RoleName: "exec", PolicyArn });
  expect(await refusal(() => api.DeleteStack(deploy, { StackName: "shop" }))).toBe("AccessDenied");
  iam.operations.AttachRolePolicy(owner, { RoleName: "exec", PolicyArn });
  for (const StackName of ["shop", "new"]) {
    api.DeleteStack(deploy, { StackName });
    await engine.waitFor(
      engine.queries.stacks().find(({ record }) => record.stackName === StackName)?.record.stackId ?? "",
    );
  }
  expect(world.things.size).toBe(0);
});

test("a caller who is allowed everything needs no role; a role with few rights takes them away", async () => {
  const { role, as, create } = start();
  role("admin", [ALL]);
  const few = role("few", [{ ...ALL, Action: "s3:*" }]);
  expect(await refusal(() => create(as("admin"), "own"))).toBe("allowed");
  expect(await refusal(() => create(as("admin"), "few", few))).toBe("AccessDenied");
});

test("a role that does not exist, or does not trust CloudFormation, is refused to the owner too", async () => {
  const { role, create } = start();
  for (const RoleARN of [
    "arn:aws:iam::000000000000:role/none",
    role("fn", [ALL], { Service: "lambda.amazonaws.com" }),
  ]) {
    await expect(create(owner, "shop", RoleARN)).rejects.toMatchObject({
      code: "ValidationError",
      message: `Role ${RoleARN} is invalid or cannot be assumed`,
    });
  }
});

test("a role can be named only by who may pass it to CloudFormation", () => {
  const { permissions } = start();
  expect(permissions?.("CreateStack", { StackName: "shop", RoleARN: "arn:aws:iam::000000000000:role/exec" })).toEqual([
    { action: "cloudformation:CreateStack", resource: "arn:aws:cloudformation:us-east-1:000000000000:stack/shop/*" },
    {
      action: "iam:PassRole",
      resource: "arn:aws:iam::000000000000:role/exec",
      conditions: { "iam:PassedToService": "cloudformation.amazonaws.com" },
    },
  ]);
});

test("a stack that is only under review may be taken back without a role, and not be taken over", async () => {
  const { api, role, as } = start();
  const admin = role("admin", [ALL]);
  role("narrow", [{ Effect: "Allow", Action: "cloudformation:*", Resource: "*" }]);
  const TemplateBody = thingsTemplate({ A: {} });
  const review = { StackName: "s", ChangeSetName: "c", ChangeSetType: "CREATE" as const, TemplateBody, RoleARN: admin };
  await api.CreateChangeSet(owner, review);
  expect(await refusal(() => api.CreateStack(as("narrow"), { StackName: "s", TemplateBody }))).toBe("AccessDenied");
  expect(await refusal(() => api.DeleteStack(as("narrow"), { StackName: "s" }))).toBe("allowed");
});
