import { trustReach } from "../sts/trust.js";
import type { Permission, Principal } from "../contract.js";
import type { ConditionContext } from "./conditions.js";
import { decide, type Decision } from "./decision.js";
import { parsePolicy } from "./policy-document.js";

/**
 * Decides by the policy of a bucket, a secret or the like, for a caller of the same account. A statement that trusts
 * the account as a whole leaves it to the caller's own policies to allow (IAM user guide, "Policy evaluation logic").
 */
export function decideByResourcePolicy(
  text: string,
  caller: { readonly principal: Principal; readonly roleArn?: string },
  permission: Permission,
  context: ConditionContext,
): Decision {
  const statements = parsePolicy(text, "resource").Statement.filter((statement) => {
    const reach = trustReach(statement, caller);
    return statement.Effect === "Deny" ? reach !== "none" : reach === "direct";
  });
  return decide([{ Statement: statements }], permission, context);
}

/** What two policies decide together: a denial of either wins, else one permission is enough. */
export function either(one: Decision, other: Decision): Decision {
  return [one, other].find((decision) => decision === "explicitDeny") ?? (one === "allowed" ? one : other);
}
