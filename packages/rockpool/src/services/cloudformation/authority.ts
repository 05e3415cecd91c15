import type { Environment } from "../../environment.js";
import { arn } from "../../environment.js";
import { AwsError } from "../../errors.js";
import type { Principal } from "../contract.js";
import type { IamService } from "../iam/index.js";
import { many, parsePolicy, type PolicyDocument } from "../iam/policy-document.js";
import { trustOf } from "../sts/trust.js";

/** What decides whose rights a stack operation has. */
export interface AuthorityParts {
  readonly environment: Environment;
  readonly iam: Pick<IamService, "policiesOf" | "roleByArn">;
}

export const CLOUDFORMATION = "cloudformation.amazonaws.com";

/** The roles that an operation may act as: the one that its caller names, else the one that the stack keeps from before. */
export interface StackRoles {
  readonly given: string | undefined;
  readonly stored: string | undefined;
}

/**
 * Passes when a stack operation may begin. On AWS it has the rights of the role named with it, else of the role that was
 * named with an earlier operation on the stack, else of its caller. Rockpool's resources are made with the rights of the
 * pool's owner: whoever the operation acts as must have as many.
 * @throws AwsError ValidationError for a role that does not exist or does not trust CloudFormation, AccessDenied
 */
export function checkAuthority(parts: AuthorityParts, caller: Principal, { given, stored }: StackRoles): void {
  const named = given === undefined ? undefined : rolePrincipal(parts, given);
  // The owner may do everything, also when the role that the stack keeps is gone.
  if (caller.kind === "root") return;
  const acting = named ?? (stored === undefined ? caller : rolePrincipal(parts, stored));
  if (mayDoEverything(parts, acting)) return;
  throw new AwsError(
    "AccessDenied",
    `User: ${acting.arn} is not authorized to perform: * on resource: * with an identity-based policy. ` +
      "Rockpool runs stack operations with the rights of the pool's owner: the role in RoleARN, else the stack's role, else " +
      "the caller must be allowed everything, without conditions or denials, e.g. by the managed policy AdministratorAccess",
    { status: 403 },
  );
}

function rolePrincipal({ environment, iam }: AuthorityParts, roleArn: string): Principal {
  const { account } = environment;
  const { accountId } = account;
  const role = iam.roleByArn(roleArn);
  const context = { "aws:SourceAccount": accountId, "aws:PrincipalIsAWSService": "true" };
  if (
    role === undefined ||
    trustOf(parsePolicy(role.trust, "trust"), { service: CLOUDFORMATION }, context) === "none"
  ) {
    throw new AwsError("ValidationError", `Role ${roleArn} is invalid or cannot be assumed`);
  }
  const session = "AWSCloudFormation";
  return {
    kind: "role",
    arn: arn(account, "sts", `assumed-role/${role.name}/${session}`, { region: "" }),
    accountId,
    userId: `${role.id}:${session}`,
    accessKeyId: "",
    roleName: role.name,
  };
}

// Asking for the action `*` would not do: `NotAction: iam:*` covers it, and `Deny iam:*` does not.
function mayDoEverything({ iam }: AuthorityParts, principal: Principal): boolean {
  if (principal.kind === "root") return true;
  const { identity, boundary } = iam.policiesOf(principal);
  return [identity, ...(boundary === undefined ? [] : [[boundary]])].every(allowsEverything);
}

function allowsEverything(policies: readonly PolicyDocument[]): boolean {
  const statements = policies.flatMap(({ Statement }) => Statement);
  return (
    statements.every(({ Effect }) => Effect === "Allow") &&
    statements.some(
      ({ Action = [], Resource = [], Condition }) =>
        many(Action).includes("*") && many(Resource).includes("*") && Object.keys(Condition ?? {}).length === 0,
    )
  );
}
