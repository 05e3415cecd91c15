import type * as Sdk from "@aws-sdk/client-iam";
import { AwsError } from "../../errors.js";
import type { CallContext } from "../contract.js";
import { lengthBetween, required } from "../input.js";
import { tagList, withoutTags, withTags } from "../tags.js";
import { AWS_MANAGED_POLICIES } from "./aws-managed-policies.js";
import { parsePolicy } from "./policy-document.js";
import type { PolicyRecord, PolicyVersionRecord } from "./records.js";
import { iamPage } from "./roles.js";
import {
  alreadyExists,
  checkedName,
  checkedPath,
  deleteConflict,
  encodeDocument,
  type IamStore,
  noSuchEntity,
} from "./store.js";

const DOCUMENT_QUOTA = 6144;
const VERSION_QUOTA = 5;

/** Managed policies and their versions. */
export function managedPolicyOperations(store: IamStore) {
  return {
    CreatePolicy(_call: CallContext, input: Sdk.CreatePolicyRequest): Sdk.CreatePolicyResponse {
      const name = checkedName(input.PolicyName, "policyName", 128);
      const path = checkedPath(input.Path);
      const document = checkedDocument(input.PolicyDocument);
      const arn = store.arn("policy", path, name);
      if (store.customerPolicies().some((policy) => policy.name.toLowerCase() === name.toLowerCase())) {
        throw alreadyExists(`A policy called ${name} already exists. Duplicate names are not allowed.`);
      }
      const now = store.environment.clock.now();
      const policy: PolicyRecord = {
        name,
        id: store.newId("ANPA"),
        arn,
        path,
        description:
          input.Description === undefined
            ? undefined
            : lengthBetween(input.Description, "description", 0, 1000, "ValidationError"),
        versions: [{ id: "v1", document, createDate: now }],
        defaultVersionId: "v1",
        nextVersion: 2,
        createDate: now,
        updateDate: now,
        tags: withTags({}, input.Tags),
      };
      store.putPolicy(policy);
      return { Policy: describePolicy(store, policy) };
    },

    GetPolicy(_call: CallContext, input: Sdk.GetPolicyRequest): Sdk.GetPolicyResponse {
      return { Policy: describePolicy(store, store.policy(input.PolicyArn)) };
    },

    ListPolicies(_call: CallContext, input: Sdk.ListPoliciesRequest): Sdk.ListPoliciesResponse {
      const scope = input.Scope ?? "All";
      const policies = [
        ...(scope === "AWS" ? [] : store.customerPolicies()),
        ...(scope === "Local" ? [] : AWS_MANAGED_POLICIES.values()),
      ]
        .filter((policy) => policy.path.startsWith(input.PathPrefix ?? "/"))
        .filter((policy) => input.OnlyAttached !== true || attachments(store, policy.arn).length > 0);
      const { items, next } = iamPage(policies, (policy) => policy.arn, input);
      return {
        // As on AWS, a list shows neither description nor tags.
        Policies: items.map((policy) => ({
          ...describePolicy(store, policy),
          Description: undefined,
          Tags: undefined,
        })),
        IsTruncated: next !== undefined,
        Marker: next,
      };
    },

    ListEntitiesForPolicy(
      _call: CallContext,
      input: Sdk.ListEntitiesForPolicyRequest,
    ): Sdk.ListEntitiesForPolicyResponse {
      const policy = store.policy(input.PolicyArn);
      const roles = attachments(store, policy.arn).filter((role) => role.path.startsWith(input.PathPrefix ?? "/"));
      const shown = input.EntityFilter === undefined || input.EntityFilter === "Role" ? roles : [];
      const { items, next } = iamPage(shown, (role) => role.name, input);
      return {
        PolicyGroups: [],
        PolicyUsers: [],
        PolicyRoles: items.map((role) => ({ RoleName: role.name, RoleId: role.id })),
        IsTruncated: next !== undefined,
        Marker: next,
      };
    },

    DeletePolicy(_call: CallContext, input: Sdk.DeletePolicyRequest): void {
      const policy = customerPolicy(store, input.PolicyArn);
      if (attachments(store, policy.arn).length > 0) {
        throw deleteConflict("Cannot delete a policy attached to entities.");
      }
      if (policy.versions.length > 1) {
        throw deleteConflict(
          "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
        );
      }
      store.deletePolicy(policy.arn);
    },

    CreatePolicyVersion(_call: CallContext, input: Sdk.CreatePolicyVersionRequest): Sdk.CreatePolicyVersionResponse {
      const policy = customerPolicy(store, input.PolicyArn);
      const document = checkedDocument(input.PolicyDocument);
      if (policy.versions.length >= VERSION_QUOTA) {
        throw new AwsError(
          "LimitExceededException",
          `A managed policy can have up to ${VERSION_QUOTA} versions. Before you create a new version, you must delete an existing version.`,
        );
      }
      const now = store.environment.clock.now();
      const version: PolicyVersionRecord = { id: `v${policy.nextVersion}`, document, createDate: now };
      const changed: PolicyRecord = {
        ...policy,
        versions: [...policy.versions, version],
        nextVersion: policy.nextVersion + 1,
        defaultVersionId: input.SetAsDefault === true ? version.id : policy.defaultVersionId,
        updateDate: now,
      };
      store.putPolicy(changed);
      return { PolicyVersion: { ...describeVersion(changed, version), Document: undefined } };
    },

    GetPolicyVersion(_call: CallContext, input: Sdk.GetPolicyVersionRequest): Sdk.GetPolicyVersionResponse {
      const policy = store.policy(input.PolicyArn);
      return { PolicyVersion: describeVersion(policy, version(policy, input.VersionId)) };
    },

    ListPolicyVersions(_call: CallContext, input: Sdk.ListPolicyVersionsRequest): Sdk.ListPolicyVersionsResponse {
      const policy = store.policy(input.PolicyArn);
      const { items, next } = iamPage(policy.versions, ({ id }) => id.slice(1).padStart(9, "0"), input);
      return {
        Versions: items.map((entry) => ({ ...describeVersion(policy, entry), Document: undefined })),
        IsTruncated: next !== undefined,
        Marker: next,
      };
    },

    SetDefaultPolicyVersion(_call: CallContext, input: Sdk.SetDefaultPolicyVersionRequest): void {
      const policy = customerPolicy(store, input.PolicyArn);
      const { id } = version(policy, input.VersionId);
      store.putPolicy({ ...policy, defaultVersionId: id, updateDate: store.environment.clock.now() });
    },

    DeletePolicyVersion(_call: CallContext, input: Sdk.DeletePolicyVersionRequest): void {
      const policy = customerPolicy(store, input.PolicyArn);
      const { id } = version(policy, input.VersionId);
      if (id === policy.defaultVersionId) throw deleteConflict("Cannot delete the default version of a policy.");
      store.putPolicy({ ...policy, versions: policy.versions.filter((entry) => entry.id !== id) });
    },

    TagPolicy(_call: CallContext, input: Sdk.TagPolicyRequest): void {
      const policy = customerPolicy(store, input.PolicyArn);
      store.putPolicy({ ...policy, tags: withTags(policy.tags, input.Tags) });
    },

    UntagPolicy(_call: CallContext, input: Sdk.UntagPolicyRequest): void {
      const policy = customerPolicy(store, input.PolicyArn);
      store.putPolicy({ ...policy, tags: withoutTags(policy.tags, input.TagKeys ?? []) });
    },

    ListPolicyTags(_call: CallContext, input: Sdk.ListPolicyTagsRequest): Sdk.ListPolicyTagsResponse {
      const { items, next } = iamPage(tagList(store.policy(input.PolicyArn).tags), (tag) => tag.Key, input);
      return { Tags: items, IsTruncated: next !== undefined, Marker: next };
    },
  };
}

/** The document of a policy's default version. */
export function defaultDocument(policy: PolicyRecord): string {
  return version(policy, policy.defaultVersionId).document;
}

function customerPolicy(store: IamStore, policyArn: string | undefined): PolicyRecord {
  const policy = store.policy(policyArn);
  if (AWS_MANAGED_POLICIES.has(policy.arn)) {
    throw new AwsError("AccessDenied", `Cannot modify the AWS managed policy ${policy.arn}`, { status: 403 });
  }
  return policy;
}

function version(policy: PolicyRecord, versionId: string | undefined): PolicyVersionRecord {
  const wanted = required(versionId, "versionId", "ValidationError");
  const found = policy.versions.find(({ id }) => id === wanted);
  if (found === undefined) {
    throw noSuchEntity(`Policy ${policy.arn} version ${wanted} does not exist or is not attachable.`);
  }
  return found;
}

function attachments(store: IamStore, policyArn: string) {
  return store.roles().filter((role) => role.attachedPolicies.includes(policyArn));
}

function checkedDocument(document: string | undefined): string {
  const text = required(document, "policyDocument", "ValidationError");
  parsePolicy(text, "identity");
  if (text.replaceAll(/\s/g, "").length > DOCUMENT_QUOTA) {
    throw new AwsError("LimitExceededException", `Cannot exceed quota for PolicySize: ${DOCUMENT_QUOTA}`);
  }
  return text;
}

function describePolicy(store: IamStore, policy: PolicyRecord): Sdk.Policy {
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersionId,
    AttachmentCount: attachments(store, policy.arn).length,
    PermissionsBoundaryUsageCount: store.roles().filter((role) => role.permissionsBoundary === policy.arn).length,
    IsAttachable: true,
    Description: policy.description,
    CreateDate: new Date(policy.createDate),
    UpdateDate: new Date(policy.updateDate),
    Tags: tagList(policy.tags),
  };
}

function describeVersion(policy: PolicyRecord, { id, document, createDate }: PolicyVersionRecord): Sdk.PolicyVersion {
  return {
    VersionId: id,
    Document: encodeDocument(document),
    IsDefaultVersion: id === policy.defaultVersionId,
    CreateDate: new Date(createDate),
  };
}
