import { expect, it } from "vitest";
import type { Principal } from "../contract.js";
import { decideByResourcePolicy, either } from "./resource-policy.js";

const roleArn = "arn:aws:iam::000000000000:role/reader";
const principal: Principal = {
  kind: "role",
  arn: "arn:aws:sts::000000000000:assumed-role/reader/me",
  accountId: "000000000000",
  userId: "AROA:me",
  accessKeyId: "ASIA",
  roleName: "reader",
};
const policy = (Effect: string, Principal: unknown, more: object = {}) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect, Principal, Action: "s3:Get*", Resource: "arn:aws:s3:::b/*", ...more }],
  });
const decided = (text: string, resource = "arn:aws:s3:::b/k") =>
  decideByResourcePolicy(text, { principal, roleArn }, { action: "s3:GetObject", resource }, {});

it.each([
  ["names the role", policy("Allow", { AWS: roleArn }), "allowed"],
  ["names the session", policy("Allow", { AWS: [principal.arn] }), "allowed"],
  ["names everyone", policy("Allow", "*"), "allowed"],
  ["leaves it to the account", policy("Allow", { AWS: "000000000000" }), "implicitDeny"],
  ["names another role", policy("Allow", { AWS: `${roleArn}2` }), "implicitDeny"],
  ["names a service", policy("Allow", { Service: "lambda.amazonaws.com" }), "implicitDeny"],
  ["denies everyone", policy("Deny", "*"), "explicitDeny"],
  ["denies the account", policy("Deny", { AWS: "arn:aws:iam::000000000000:root" }), "explicitDeny"],
])("a policy that %s", (_name, text, decision) => {
  expect(decided(text)).toBe(decision);
});

it("a policy says nothing about other resources", () => {
  expect(decided(policy("Allow", "*"), "arn:aws:s3:::other/k")).toBe("implicitDeny");
});

it("a denial of either policy wins, else one permission is enough", () => {
  expect(either("allowed", "explicitDeny")).toBe("explicitDeny");
  expect(either("explicitDeny", "allowed")).toBe("explicitDeny");
  expect(either("implicitDeny", "allowed")).toBe("allowed");
  expect(either("allowed", "implicitDeny")).toBe("allowed");
  expect(either("implicitDeny", "implicitDeny")).toBe("implicitDeny");
});
