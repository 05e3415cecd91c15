import type { Account, Clock } from "../environment.js";
import { AwsError } from "../errors.js";
import type { Permission, Principal } from "../services/contract.js";
import type { ConditionContext } from "../services/iam/conditions.js";
import { accessDeniedMessage, type Decision } from "../services/iam/decision.js";
import type { Protocol } from "./codec/protocols.js";

/** What access is decided by. */
export interface AccessOptions {
  /** Decides by the principal's policies, wherever they are kept. Not asked about the root principal, which may do everything. */
  readonly decide: (principal: Principal, permission: Permission, context: ConditionContext) => Decision;
  readonly account: Account;
  readonly clock: Clock;
}

// AWS asks nobody for a permission to learn who they are.
const NEEDS_NO_PERMISSION: ReadonlySet<string> = new Set(["sts:GetCallerIdentity", "sts:GetSessionToken"]);

const DENIALS: Readonly<Record<Protocol, { code: string; status: number }>> = {
  awsQuery: { code: "AccessDenied", status: 403 },
  ec2Query: { code: "UnauthorizedOperation", status: 403 },
  awsJson: { code: "AccessDeniedException", status: 400 },
  restJson: { code: "AccessDeniedException", status: 403 },
  restXml: { code: "AccessDenied", status: 403 },
};

/** Throws the protocol's access-denied `AwsError` unless the principal may do all of this, which nobody works out for the owner. */
export function authorise(
  principal: Principal | undefined,
  permissions: () => readonly Permission[],
  protocol: Protocol,
  { decide, account, clock }: AccessOptions,
): void {
  if (principal?.kind === "root") return;
  const { code, status } = DENIALS[protocol];
  if (principal === undefined) throw new AwsError(code, "Access Denied", { status });
  const needed = permissions().filter(({ action }) => !NEEDS_NO_PERMISSION.has(action));
  if (needed.length === 0) return;
  const context = conditionContext(principal, account, clock);
  for (const permission of needed) {
    const decision = decide(principal, permission, { ...context, ...permission.conditions });
    if (decision === "allowed") continue;
    const message = accessDeniedMessage(principal, permission, decision);
    const text = protocol === "ec2Query" ? `You are not authorized to perform this operation. ${message}` : message;
    throw new AwsError(code, text, { status, hint: whatToAllow(principal, permission, decision) });
  }
}

/** How a policy would have to read. */
function whatToAllow({ roleName }: Principal, { action, resource }: Permission, decision: Decision): string {
  const role = `the role ${roleName ?? ""}`;
  return decision === "explicitDeny"
    ? `A policy of ${role} denies ${action} on ${resource}: narrow its Deny.`
    : `Give ${role} a policy that allows ${action} on ${resource}.`;
}

/** The global condition keys of a call by a role's session. Empty: this pool's requests do not have them. */
function conditionContext(principal: Principal, account: Account, clock: Clock): ConditionContext {
  const now = clock.now();
  return {
    "aws:CurrentTime": new Date(now).toISOString(),
    "aws:EpochTime": String(Math.floor(now / 1000)),
    "aws:MultiFactorAuthPresent": [],
    "aws:PrincipalAccount": principal.accountId,
    "aws:PrincipalArn":
      principal.roleName === undefined
        ? principal.arn
        : `arn:${account.partition}:iam::${principal.accountId}:role/${principal.roleName}`,
    "aws:PrincipalIsAWSService": "false",
    "aws:PrincipalType": "AssumedRole",
    "aws:RequestedRegion": account.region,
    "aws:ResourceAccount": account.accountId,
    // A policy that demands TLS is met on AWS; loopback needs none.
    "aws:SecureTransport": "true",
    "aws:SourceIp": "127.0.0.1",
    "aws:userid": principal.userId,
    "aws:username": [],
    "aws:ViaAWSService": "false",
  };
}
