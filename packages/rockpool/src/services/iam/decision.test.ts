import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ConditionContext } from "./conditions.js";
import { accessDeniedMessage, decide } from "./decision.js";
import { matchesGlob } from "./glob.js";

const secret = "arn:aws:secretsmanager:us-east-1:000000000000:secret:db-AbCdEf";
const permission = { action: "secretsmanager:GetSecretValue", resource: secret };
const allow = (statement: object) => ({ Version: "2012-10-17", Statement: { Effect: "Allow", ...statement } });
const deny = (statement: object) => ({ Statement: [{ Effect: "Deny", ...statement }] });
const all = allow({ Action: "*", Resource: "*" });

test("a glob matches as the regular expression it stands for", () => {
  const character = fc.constantFrom("a", "b", ":", "*", "?", ".");
  const texts = fc.array(character, { maxLength: 8 }).map((characters) => characters.join(""));
  fc.assert(
    fc.property(texts, texts, (pattern, text) => {
      const source = pattern.replace(/[.:]/g, "\\$&").replaceAll("*", "[^]*").replaceAll("?", "[^]");
      expect(matchesGlob(pattern, text)).toBe(new RegExp(`^${source}$`).test(text));
    }),
    { numRuns: 500 },
  );
});

test.for([
  ["nothing", [], "implicitDeny"],
  ["the action and the resource", [allow({ Action: permission.action, Resource: secret })], "allowed"],
  [
    "arrays, wildcards, and actions in any case",
    [allow({ Action: ["s3:*", "SECRETSMANAGER:get*"], Resource: ["arn:aws:secretsmanager:*:secret:db-??????"] })],
    "allowed",
  ],
  ["another action", [allow({ Action: "secretsmanager:PutSecretValue", Resource: "*" })], "implicitDeny"],
  ["another resource", [allow({ Action: "*", Resource: `${secret}x` })], "implicitDeny"],
  ["NotAction of another action", [allow({ NotAction: "iam:*", Resource: "*" })], "allowed"],
  ["NotAction of this action", [allow({ NotAction: "secretsmanager:*", Resource: "*" })], "implicitDeny"],
  ["NotResource of this resource", [allow({ Action: "*", NotResource: secret })], "implicitDeny"],
  ["no Resource at all", [allow({ Action: "*" })], "implicitDeny"],
  ["a Deny beside an Allow", [all, deny({ Action: "secretsmanager:*", Resource: "*" })], "explicitDeny"],
  ["a Deny of something else", [all, deny({ Action: "rds:*", Resource: "*" })], "allowed"],
  [
    "a malformed statement",
    [{ Statement: "Allow" }, { Statement: [null, { Effect: "Allow", Action: 1, Resource: {} }] }],
    "implicitDeny",
  ],
] as const)("policies with %s decide: %s", ([, policies, decision]) => {
  expect(decide(policies, permission)).toBe(decision);
});

describe("a condition", () => {
  const context: ConditionContext = {
    "aws:username": "ann",
    "aws:SourceIp": "10.1.2.3",
    "aws:PrincipalArn": "arn:aws:iam::000000000000:role/app",
    "aws:TagKeys": ["a", "b"],
    "aws:MultiFactorAuthAge": [],
    "aws:CurrentTime": "2026-01-31T12:00:00Z",
    "aws:SecureTransport": "true",
    "x:Count": "7",
  };
  const outcome = (Condition: object): string =>
    `${decide([allow({ Action: "*", Resource: "*", Condition })], permission, context)} ${decide([all, deny({ Action: "*", Resource: "*", Condition })], permission, context)}`;

  test.for([
    [{ StringEquals: { "AWS:UserName": ["bob", "ann"] } }, true],
    [{ StringNotEquals: { "aws:username": ["bob", "ann"] } }, false],
    [{ StringLike: { "aws:username": "a*" } }, true],
    [{ StringLike: { "aws:username": "${aws:username}" } }, true],
    [{ ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/*" } }, true],
    [{ ArnEquals: { "aws:PrincipalArn": "arn:aws:*:role/app" } }, false],
    [{ Bool: { "aws:SecureTransport": false } }, false],
    [{ IpAddress: { "aws:SourceIp": ["192.168.0.0/16", "10.1.0.0/16"] } }, true],
    [{ NumericLessThan: { "x:Count": 8 } }, true],
    [{ DateGreaterThan: { "aws:CurrentTime": "2026-02-01T00:00:00Z" } }, false],
    [{ Null: { "aws:MultiFactorAuthAge": "true" } }, true],
    [{ NumericLessThan: { "aws:MultiFactorAuthAge": "300" } }, false],
    [{ NumericLessThanIfExists: { "aws:MultiFactorAuthAge": "300" } }, true],
    [{ "ForAllValues:StringEquals": { "aws:TagKeys": ["a", "b", "c"] } }, true],
    [{ "ForAllValues:StringEquals": { "aws:TagKeys": ["a"] } }, false],
    [{ "ForAnyValue:StringEquals": { "aws:TagKeys": ["b"] } }, true],
    [{ StringEquals: { "aws:username": "ann" }, Bool: { "aws:SecureTransport": "false" } }, false],
  ] as const)("%j is evaluated", ([condition, holds]) => {
    expect(outcome(condition)).toBe(holds ? "allowed explicitDeny" : "implicitDeny allowed");
  });

  test.for([
    [{ StringMatches: { "aws:username": "ann" } }],
    [{ StringEquals: { "aws:Unheard": "x" } }],
    [{ StringLike: { "aws:username": "${aws:Unheard}" } }],
    ["text"],
  ])("that cannot be evaluated, %j, neither allows nor lifts a deny", ([condition]) => {
    expect(outcome(Object(condition))).toBe("implicitDeny explicitDeny");
  });
});

test("the message is AWS's", () => {
  const principal = {
    kind: "role",
    arn: "arn:aws:sts::000000000000:assumed-role/app/s",
    accountId: "000000000000",
    userId: "x",
    accessKeyId: "y",
  } as const;
  expect(accessDeniedMessage(principal, permission, "implicitDeny")).toMatchInlineSnapshot(
    `"User: arn:aws:sts::000000000000:assumed-role/app/s is not authorized to perform: secretsmanager:GetSecretValue on resource: arn:aws:secretsmanager:us-east-1:000000000000:secret:db-AbCdEf because no identity-based policy allows the secretsmanager:GetSecretValue action"`,
  );
  expect(accessDeniedMessage(principal, { action: "sts:X", resource: "*" }, "explicitDeny")).toMatchInlineSnapshot(
    `"User: arn:aws:sts::000000000000:assumed-role/app/s is not authorized to perform: sts:X with an explicit deny in an identity-based policy"`,
  );
});
