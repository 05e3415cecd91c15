import type { Principal } from "../contract.js";
import { type ConditionContext, evaluateConditions } from "../iam/conditions.js";
import { matchesGlob } from "../iam/glob.js";
import { many, type OneOrMany, type PolicyDocument, type PolicyStatement } from "../iam/policy-document.js";

/** Who wants to take a role: an AWS service, or the maker of a call (with the ARN of its role when it is a role's session). */
export type Assumer = { readonly service: string } | { readonly principal: Principal; readonly roleArn?: string };

/**
 * `direct`: the policy names the assumer, nothing else is needed. `account`: it trusts the assumer's account, which
 * decides by the assumer's own policies. `none`: it does not trust the assumer, or denies.
 */
export type Trust = "direct" | "account" | "none";

/**
 * Whether a trust policy lets someone take the role. As everywhere in IAM, one denying statement outweighs all that
 * allow; a condition that cannot be evaluated counts against the caller.
 */
export function trustOf(document: PolicyDocument, assumer: Assumer, context: ConditionContext): Trust {
  let trust: Trust = "none";
  for (const statement of document.Statement) {
    const reach = coversAssumeRole(statement) ? trustReach(statement, assumer) : "none";
    if (reach === "none") continue;
    const condition = evaluateConditions(statement.Condition, context);
    if (statement.Effect === "Deny" && condition !== false) return "none";
    if (statement.Effect === "Allow" && condition === true && trust !== "direct") trust = reach;
  }
  return trust;
}

const ASSUME_ROLE = "sts:assumerole";

function coversAssumeRole({ Action, NotAction }: PolicyStatement): boolean {
  const matches = (patterns: OneOrMany) =>
    many(patterns).some((pattern) => matchesGlob(pattern.toLowerCase(), ASSUME_ROLE));
  return Action === undefined ? NotAction !== undefined && !matches(NotAction) : matches(Action);
}

/** How far a statement names the assumer. */
export function trustReach({ Principal, NotPrincipal }: PolicyStatement, assumer: Assumer): Trust {
  if (Principal !== undefined) return named(Principal, assumer);
  return NotPrincipal !== undefined && named(NotPrincipal, assumer) === "none" ? "direct" : "none";
}

function named(names: "*" | Readonly<Record<string, OneOrMany>>, assumer: Assumer): Trust {
  if ("service" in assumer) {
    return names !== "*" && many(names["Service"]).includes(assumer.service) ? "direct" : "none";
  }
  if (names === "*") return "direct";
  const { principal, roleArn } = assumer;
  const listed = many(names["AWS"]);
  if (listed.some((name) => name === "*" || name === principal.arn || name === roleArn)) return "direct";
  const root = `arn:${principal.arn.split(":")[1] ?? "aws"}:iam::${principal.accountId}:root`;
  return listed.some((name) => name === principal.accountId || name === root) ? "account" : "none";
}
