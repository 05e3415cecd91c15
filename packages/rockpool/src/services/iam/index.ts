import type { Environment } from "../../environment.js";
import type { Permission, Principal, Service } from "../contract.js";
import type { ConditionContext } from "./conditions.js";
import { decide, type Decision } from "./decision.js";
import { instanceProfileOperations } from "./instance-profiles.js";
import { defaultDocument, managedPolicyOperations } from "./managed-policies.js";
import { parsePolicy, type PolicyDocument } from "./policy-document.js";
import { rolePolicyOperations } from "./role-policies.js";
import { roleOperations } from "./roles.js";
import type { RoleRecord } from "./records.js";
import { iamArn, IamStore } from "./store.js";

function operations(store: IamStore) {
  return {
    ...roleOperations(store),
    ...rolePolicyOperations(store),
    ...managedPolicyOperations(store),
    ...instanceProfileOperations(store),
  };
}

/** The policies that decide what a principal may do. */
export interface PrincipalPolicies {
  /** Inline policies and the default versions of the attached ones. */
  readonly identity: readonly PolicyDocument[];
  /** The permissions boundary: what it does not allow is denied. */
  readonly boundary?: PolicyDocument;
}

export interface IamService extends Service<ReturnType<typeof operations>> {
  /** The role behind an ARN of this account. */
  roleByArn(roleArn: string): RoleRecord | undefined;
  /** The ARN of a role, path included. */
  roleArn(roleName: string): string | undefined;
  /**
   * What the session of a role may do. A role that was deleted, or deleted and made anew, gives its old sessions
   * nothing. The pool's owner (`root`) has no policies: it may do everything.
   */
  policiesOf(principal: Principal): PrincipalPolicies;
  /** Whether a principal may do something: by its policies and, where the role has one, within its permissions boundary. */
  decide(principal: Principal, permission: Permission, context?: ConditionContext): Decision;
}

const NO_POLICIES: PrincipalPolicies = { identity: [] };

/** AWS Identity and Access Management: roles, policies and instance profiles. */
export function createIamService({ environment }: { environment: Environment }): IamService {
  const store = new IamStore(environment);

  /** Of a role's name and its id, empty for one that is not there. */
  const remembered = store.remembered<{ id: string; policies: PrincipalPolicies }>();

  function policiesOf({ roleName, userId }: Principal): PrincipalPolicies {
    if (roleName === undefined) return NO_POLICIES;
    const { id, policies } = remembered.get(roleName, () => {
      const role = store.findRole(roleName);
      return role === undefined ? { id: "", policies: NO_POLICIES } : { id: role.id, policies: policiesOfRole(role) };
    });
    return id !== "" && userId.startsWith(`${id}:`) ? policies : NO_POLICIES;
  }

  function policiesOfRole(role: RoleRecord): PrincipalPolicies {
    const attached = role.attachedPolicies.map((policyArn) => defaultDocument(store.policy(policyArn)));
    const identity = [...Object.values(role.inlinePolicies), ...attached].map((text) => parsePolicy(text, "identity"));
    if (role.permissionsBoundary === undefined) return { identity };
    const boundary = parsePolicy(defaultDocument(store.policy(role.permissionsBoundary)), "identity");
    return { identity, boundary };
  }

  return {
    sdkName: "iam",
    signingName: "iam",
    operations: operations(store),
    permissions: (operation, input) => [permission(store, operation, input)],
    model: () => import("@aws-sdk/client-iam"),

    roleByArn(roleArn) {
      const role = store.findRole(roleArn.slice(roleArn.lastIndexOf("/") + 1));
      return role !== undefined && store.arn("role", role.path, role.name) === roleArn ? role : undefined;
    },

    roleArn(roleName) {
      const role = store.findRole(roleName);
      return role === undefined ? undefined : store.arn("role", role.path, role.name);
    },

    policiesOf,

    decide(principal, permission, context = {}) {
      if (principal.kind === "root") return "allowed";
      const { identity, boundary } = policiesOf(principal);
      const decision = decide(identity, permission, context);
      return decision !== "allowed" || boundary === undefined ? decision : decide([boundary], permission, context);
    },
  };
}

// Operations that list, or whose resource does not exist before the call without a name, act on `*`.
function permission(store: IamStore, operation: string, input: Readonly<Record<string, unknown>>): Permission {
  const action = `iam:${operation}`;
  const text = (member: string) => (typeof input[member] === "string" ? input[member] : undefined);
  const policyArn = text("PolicyArn");
  const roleName = text("RoleName");
  const profileName = text("InstanceProfileName");
  const policyName = text("PolicyName");
  const path = text("Path") ?? "/";
  if (profileName !== undefined) {
    const profilePath = store.findProfile(profileName)?.path ?? path;
    return { action, resource: store.arn("instance-profile", profilePath, profileName) };
  }
  if (roleName !== undefined) {
    return { action, resource: store.arn("role", store.findRole(roleName)?.path ?? path, roleName) };
  }
  if (policyArn !== undefined) return { action, resource: policyArn };
  if (policyName !== undefined) {
    return { action, resource: iamArn(store.environment.account, "policy", path, policyName) };
  }
  return { action, resource: "*" };
}
