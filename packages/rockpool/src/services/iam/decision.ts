import type { Permission, Principal } from "../contract.js";
import { type ConditionContext, evaluateConditions, type Verdict } from "./conditions.js";
import { matchesGlob } from "./glob.js";
import { resolveVariables } from "./variables.js";

/** A policy document, parsed. Its statements are read with care: what is malformed allows nothing. */
export interface PolicyDocument {
  readonly Version?: unknown;
  readonly Statement?: unknown;
}

export type Decision = "allowed" | "explicitDeny" | "implicitDeny";

/**
 * Decides by identity-based policies, as "Policy evaluation logic" in the IAM user guide has it: a Deny that applies wins, else one
 * Allow is enough. A statement whose condition cannot be evaluated (an operator or a key that is not known) does not
 * allow; if it denies, it denies.
 */
export function decide(
  policies: readonly PolicyDocument[],
  permission: Permission,
  context: ConditionContext = {},
): Decision {
  let decision: Decision = "implicitDeny";
  for (const statement of policies.flatMap((policy) => list(policy.Statement))) {
    if (typeof statement !== "object" || statement === null) continue;
    const parts: Readonly<Record<string, unknown>> = { ...statement };
    const verdict = applies(parts, permission, context);
    if (parts["Effect"] === "Deny" && verdict !== false) return "explicitDeny";
    if (parts["Effect"] === "Allow" && verdict === true) decision = "allowed";
  }
  return decision;
}

/** AWS's message for a refused call. */
export function accessDeniedMessage(principal: Principal, permission: Permission, decision: Decision): string {
  const reason =
    decision === "explicitDeny"
      ? "with an explicit deny in an identity-based policy"
      : `because no identity-based policy allows the ${permission.action} action`;
  const resource = permission.resource === "*" ? "" : ` on resource: ${permission.resource}`;
  return `User: ${principal.arn} is not authorized to perform: ${permission.action}${resource} ${reason}`;
}

function applies(
  statement: Readonly<Record<string, unknown>>,
  permission: Permission,
  context: ConditionContext,
): Verdict {
  const action = permission.action.toLowerCase();
  const matchesAction = (pattern: string): boolean => matchesGlob(pattern.toLowerCase(), action);
  const verdicts = [
    element(statement["Action"], statement["NotAction"], matchesAction),
    element(statement["Resource"], statement["NotResource"], (pattern) => {
      const resolved = resolveVariables(pattern, context);
      return resolved === undefined ? "unknown" : matchesGlob(resolved, permission.resource);
    }),
  ];
  if (verdicts.includes(false)) return false;
  const condition = evaluateConditions(statement["Condition"], context);
  if (condition === false) return false;
  return verdicts.includes("unknown") ? "unknown" : condition;
}

/** Whether an `X`/`NotX` pair of elements covers the value; a statement must have exactly one of the two. */
function element(positive: unknown, negative: unknown, matches: (pattern: string) => Verdict): Verdict {
  const patterns = list(positive ?? negative).filter((pattern) => typeof pattern === "string");
  if (patterns.length === 0) return false;
  const verdicts = patterns.map(matches);
  const any: Verdict = verdicts.includes(true) ? true : verdicts.includes("unknown") ? "unknown" : false;
  return positive !== undefined || any === "unknown" ? any : !any;
}

function list(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
