import type * as Sdk from "@aws-sdk/client-iam";
import { AwsError } from "../../errors.js";
import type { CallContext } from "../contract.js";
import { lengthBetween, required, valueBetween } from "../input.js";
import { page } from "../paging.js";
import { tagList, withoutTags, withTags } from "../tags.js";
import { parsePolicy } from "./policy-document.js";
import { alreadyExists, checkedName, checkedPath, deleteConflict, encodeDocument, type IamStore } from "./store.js";
import type { RoleRecord } from "./records.js";

const TRUST_POLICY_QUOTA = 2048;
const DEFAULT_SESSION_SECONDS = 3600;

/** Roles and their trust policies. */
export function roleOperations(store: IamStore) {
  return {
    CreateRole(_call: CallContext, input: Sdk.CreateRoleRequest): Sdk.CreateRoleResponse {
      const name = checkedName(input.RoleName, "roleName", 64);
      const trust = trustPolicy(store, input.AssumeRolePolicyDocument, "assumeRolePolicyDocument");
      if (store.findRole(name) !== undefined) throw alreadyExists(`Role with name ${name} already exists.`);
      const role: RoleRecord = {
        name,
        id: store.newId("AROA"),
        path: checkedPath(input.Path),
        trust,
        description: description(input.Description),
        maxSessionDuration: sessionDuration(input.MaxSessionDuration),
        createDate: store.environment.clock.now(),
        permissionsBoundary: input.PermissionsBoundary,
        tags: withTags({}, input.Tags),
        inlinePolicies: {},
        attachedPolicies: [],
      };
      if (role.permissionsBoundary !== undefined) store.policy(role.permissionsBoundary);
      store.putRole(role);
      return { Role: describeRole(store, role) };
    },

    GetRole(_call: CallContext, input: Sdk.GetRoleRequest): Sdk.GetRoleResponse {
      return { Role: describeRole(store, store.role(input.RoleName)) };
    },

    ListRoles(_call: CallContext, input: Sdk.ListRolesRequest): Sdk.ListRolesResponse {
      const roles = store.roles().filter((role) => role.path.startsWith(input.PathPrefix ?? "/"));
      const { items, next } = iamPage(roles, (role) => role.name, input);
      return { Roles: items.map((role) => describeRole(store, role)), IsTruncated: next !== undefined, Marker: next };
    },

    UpdateRole(_call: CallContext, input: Sdk.UpdateRoleRequest): Sdk.UpdateRoleResponse {
      const role = store.role(input.RoleName);
      store.putRole({
        ...role,
        description: input.Description === undefined ? role.description : description(input.Description),
        maxSessionDuration:
          input.MaxSessionDuration === undefined ? role.maxSessionDuration : sessionDuration(input.MaxSessionDuration),
      });
      return {};
    },

    UpdateRoleDescription(
      _call: CallContext,
      input: Sdk.UpdateRoleDescriptionRequest,
    ): Sdk.UpdateRoleDescriptionResponse {
      const role = { ...store.role(input.RoleName), description: description(input.Description) };
      store.putRole(role);
      return { Role: describeRole(store, role) };
    },

    UpdateAssumeRolePolicy(_call: CallContext, input: Sdk.UpdateAssumeRolePolicyRequest): void {
      const role = store.role(input.RoleName);
      store.putRole({ ...role, trust: trustPolicy(store, input.PolicyDocument, "policyDocument") });
    },

    DeleteRole(_call: CallContext, input: Sdk.DeleteRoleRequest): void {
      const role = store.role(input.RoleName);
      if (store.profiles().some((profile) => profile.roles.includes(role.name))) {
        throw deleteConflict("Cannot delete entity, must remove roles from instance profile first.");
      }
      if (role.attachedPolicies.length > 0) {
        throw deleteConflict("Cannot delete entity, must detach all policies first.");
      }
      if (Object.keys(role.inlinePolicies).length > 0) {
        throw deleteConflict("Cannot delete entity, must delete policies first.");
      }
      store.deleteRole(role.name);
    },

    PutRolePermissionsBoundary(_call: CallContext, input: Sdk.PutRolePermissionsBoundaryRequest): void {
      const role = store.role(input.RoleName);
      store.putRole({ ...role, permissionsBoundary: store.policy(input.PermissionsBoundary).arn });
    },

    DeleteRolePermissionsBoundary(_call: CallContext, input: Sdk.DeleteRolePermissionsBoundaryRequest): void {
      store.putRole({ ...store.role(input.RoleName), permissionsBoundary: undefined });
    },

    TagRole(_call: CallContext, input: Sdk.TagRoleRequest): void {
      const role = store.role(input.RoleName);
      store.putRole({ ...role, tags: withTags(role.tags, input.Tags) });
    },

    UntagRole(_call: CallContext, input: Sdk.UntagRoleRequest): void {
      const role = store.role(input.RoleName);
      store.putRole({ ...role, tags: withoutTags(role.tags, input.TagKeys ?? []) });
    },

    ListRoleTags(_call: CallContext, input: Sdk.ListRoleTagsRequest): Sdk.ListRoleTagsResponse {
      const { items, next } = iamPage(tagList(store.role(input.RoleName).tags), (tag) => tag.Key, input);
      return { Tags: items, IsTruncated: next !== undefined, Marker: next };
    },
  };
}

/** A page in IAM's way: at most 1000 items, 100 when not said otherwise. */
export function iamPage<T>(
  items: readonly T[],
  key: (item: T) => string,
  { Marker, MaxItems }: { Marker?: string | undefined; MaxItems?: number | undefined },
) {
  if (MaxItems !== undefined) valueBetween(MaxItems, "maxItems", 1, 1000, "ValidationError");
  return page(
    items,
    key,
    { token: Marker, size: MaxItems, defaultSize: 100 },
    () => new AwsError("ValidationError", `Invalid Marker: ${Marker}`),
  );
}

export function describeRole(store: IamStore, role: RoleRecord): Sdk.Role {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: store.arn("role", role.path, role.name),
    CreateDate: new Date(role.createDate),
    AssumeRolePolicyDocument: encodeDocument(role.trust),
    Description: role.description,
    MaxSessionDuration: role.maxSessionDuration,
    ...(role.permissionsBoundary === undefined
      ? {}
      : {
          PermissionsBoundary: {
            PermissionsBoundaryType: "PermissionsBoundaryPolicy" as const,
            PermissionsBoundaryArn: role.permissionsBoundary,
          },
        }),
    Tags: tagList(role.tags),
    RoleLastUsed: {},
  };
}

function trustPolicy(store: IamStore, document: string | undefined, member: string): string {
  const text = required(document, member, "ValidationError");
  const parsed = parsePolicy(text, "trust");
  // AWS keeps a role's ARN in a trust policy by the role's unique id, so the role has to exist.
  for (const statement of parsed.Statement) {
    for (const name of principalsOf(statement.Principal)) {
      const roleName = /^arn:[\w-]+:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(name);
      if (roleName?.[1] !== store.environment.account.accountId || roleName[2] === undefined) continue;
      if (store.findRole(roleName[2]) === undefined) {
        throw new AwsError("MalformedPolicyDocumentException", `Invalid principal in policy: "AWS":"${name}"`);
      }
    }
  }
  if (text.replaceAll(/\s/g, "").length > TRUST_POLICY_QUOTA) {
    throw new AwsError("LimitExceededException", `Cannot exceed quota for ACLSizePerRole: ${TRUST_POLICY_QUOTA}`);
  }
  return text;
}

function principalsOf(principal: "*" | Readonly<Record<string, string | readonly string[]>> | undefined): string[] {
  if (principal === undefined || principal === "*") return [];
  return [principal["AWS"] ?? []].flat();
}

function description(value: string | undefined): string | undefined {
  return value === undefined ? undefined : lengthBetween(value, "description", 0, 1000, "ValidationError");
}

function sessionDuration(seconds: number | undefined): number {
  return valueBetween(seconds ?? DEFAULT_SESSION_SECONDS, "maxSessionDuration", 3600, 43_200, "ValidationError");
}
