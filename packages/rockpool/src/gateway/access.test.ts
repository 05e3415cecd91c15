import { expect, test } from "vitest";
import { systemClock } from "../environment.js";
import { AwsError } from "../errors.js";
import type { Permission, Principal } from "../services/contract.js";
import { decide } from "../services/iam/decision.js";
import { testAccount } from "../testing/environment.js";
import { authorise } from "./access.js";
import type { Protocol } from "./codec/protocols.js";

const role: Principal = {
  kind: "role",
  arn: "arn:aws:sts::000000000000:assumed-role/app/s",
  accountId: "000000000000",
  userId: "AROA:s",
  accessKeyId: "ASIA",
  roleName: "app",
};

function outcome(
  statement: object,
  permissions: Permission[],
  protocol: Protocol = "awsQuery",
  principal: Principal | undefined = role,
): unknown[] {
  const policies = [{ Statement: { Resource: "*", ...statement } }];
  try {
    authorise(principal, () => permissions, protocol, {
      decide: (_principal, permission, context) => decide(policies, permission, context),
      account: testAccount,
      clock: systemClock,
    });
    return ["allowed"];
  } catch (error) {
    return error instanceof AwsError ? [error.code, error.status, error.message] : [error];
  }
}

const describeVpcs = { action: "ec2:DescribeVpcs", resource: "*" };

test("every permission of a call must be allowed", () => {
  const other = { action: "rds:X", resource: "arn:aws:rds:us-east-1:000000000000:db:x" };
  expect(outcome({ Effect: "Allow", Action: "ec2:*" }, [describeVpcs])).toEqual(["allowed"]);
  expect(outcome({ Effect: "Allow", Action: "ec2:*" }, [describeVpcs, other])).toEqual([
    "AccessDenied",
    403,
    `User: ${role.arn} is not authorized to perform: rds:X on resource: ${other.resource} because no identity-based policy allows the rds:X action`,
  ]);
});

test("a denial has the code and status of its protocol", () => {
  const refused = (protocol: Protocol): unknown[] =>
    outcome({ Effect: "Deny", Action: "*" }, [describeVpcs], protocol).slice(0, 2);
  expect(refused("ec2Query")).toEqual(["UnauthorizedOperation", 403]);
  expect(refused("awsJson")).toEqual(["AccessDeniedException", 400]);
  expect(refused("restJson")).toEqual(["AccessDeniedException", 403]);
  expect(refused("restXml")).toEqual(["AccessDenied", 403]);
});

test("an unsigned caller may do nothing, the owner everything, and everybody may ask who they are", () => {
  const options = { decide: () => "implicitDeny" as const, account: testAccount, clock: systemClock };
  expect(() => authorise(undefined, () => [describeVpcs], "restXml", options)).toThrow("Access Denied");
  expect(() => authorise({ ...role, kind: "root" }, () => [describeVpcs], "restXml", options)).not.toThrow();
  expect(() =>
    authorise(role, () => [{ action: "sts:GetCallerIdentity", resource: "*" }], "awsQuery", options),
  ).not.toThrow();
});

test("conditions see the global keys and those of the call", () => {
  const stage = (conditions?: Permission["conditions"]) => [
    { action: "secretsmanager:GetSecretValue", resource: "*", conditions },
  ];
  const onStage = {
    Effect: "Allow",
    Action: "*",
    Condition: { StringEquals: { "secretsmanager:VersionStage": "AWSCURRENT" } },
  };
  expect(outcome(onStage, stage({ "secretsmanager:VersionStage": "AWSCURRENT" }))).toEqual(["allowed"]);
  expect(outcome(onStage, stage({ "secretsmanager:VersionStage": "AWSPENDING" }))[0]).toBe("AccessDenied");
  expect(outcome(onStage, stage())[0]).toBe("AccessDenied");
  const byRole = {
    Effect: "Allow",
    Action: "*",
    Condition: { ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::000000000000:role/app" } },
  };
  expect(outcome(byRole, stage())).toEqual(["allowed"]);
});
