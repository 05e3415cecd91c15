import type * as Sdk from "@aws-sdk/client-iam";
import { AwsError } from "../../errors.js";
import type { CallContext } from "../contract.js";
import { required } from "../input.js";
import { AWS_MANAGED_POLICIES } from "./aws-managed-policies.js";
import { parsePolicy } from "./policy-document.js";
import { iamPage } from "./roles.js";
import { checkedName, encodeDocument, type IamStore, noSuchEntity } from "./store.js";

const INLINE_POLICY_QUOTA = 10_240;
const ATTACHMENT_QUOTA = 10;

/** What a role may do: its inline policies and the managed policies attached to it. */
export function rolePolicyOperations(store: IamStore) {
  return {
    PutRolePolicy(_call: CallContext, input: Sdk.PutRolePolicyRequest): void {
      const role = store.role(input.RoleName);
      const name = checkedName(input.PolicyName, "policyName", 128);
      const document = required(input.PolicyDocument, "policyDocument", "ValidationError");
      parsePolicy(document, "identity");
      const inlinePolicies = { ...role.inlinePolicies, [name]: document };
      const size = Object.values(inlinePolicies).reduce((sum, text) => sum + text.replaceAll(/\s/g, "").length, 0);
      if (size > INLINE_POLICY_QUOTA) {
        throw new AwsError(
          "LimitExceededException",
          `Maximum policy size of ${INLINE_POLICY_QUOTA} bytes exceeded for role ${role.name}`,
        );
      }
      store.putRole({ ...role, inlinePolicies });
    },

    GetRolePolicy(_call: CallContext, input: Sdk.GetRolePolicyRequest): Sdk.GetRolePolicyResponse {
      const role = store.role(input.RoleName);
      const name = required(input.PolicyName, "policyName", "ValidationError");
      const document = role.inlinePolicies[name];
      if (document === undefined) throw noInlinePolicy(name);
      return { RoleName: role.name, PolicyName: name, PolicyDocument: encodeDocument(document) };
    },

    ListRolePolicies(_call: CallContext, input: Sdk.ListRolePoliciesRequest): Sdk.ListRolePoliciesResponse {
      const names = Object.keys(store.role(input.RoleName).inlinePolicies);
      const { items, next } = iamPage(names, (name) => name, input);
      return { PolicyNames: items, IsTruncated: next !== undefined, Marker: next };
    },

    DeleteRolePolicy(_call: CallContext, input: Sdk.DeleteRolePolicyRequest): void {
      const role = store.role(input.RoleName);
      const name = required(input.PolicyName, "policyName", "ValidationError");
      if (role.inlinePolicies[name] === undefined) throw noInlinePolicy(name);
      const rest = Object.entries(role.inlinePolicies).filter(([key]) => key !== name);
      store.putRole({ ...role, inlinePolicies: Object.fromEntries(rest) });
    },

    AttachRolePolicy(_call: CallContext, input: Sdk.AttachRolePolicyRequest): void {
      const role = store.role(input.RoleName);
      const policyArn = required(input.PolicyArn, "policyArn", "ValidationError");
      if (store.findPolicy(policyArn) === undefined) throw notAttachable(policyArn);
      if (role.attachedPolicies.includes(policyArn)) return;
      if (role.attachedPolicies.length >= ATTACHMENT_QUOTA) {
        throw new AwsError("LimitExceededException", `Cannot exceed quota for PoliciesPerRole: ${ATTACHMENT_QUOTA}`);
      }
      store.putRole({ ...role, attachedPolicies: [...role.attachedPolicies, policyArn] });
    },

    DetachRolePolicy(_call: CallContext, input: Sdk.DetachRolePolicyRequest): void {
      const role = store.role(input.RoleName);
      const policyArn = required(input.PolicyArn, "policyArn", "ValidationError");
      if (!role.attachedPolicies.includes(policyArn)) throw noSuchEntity(`Policy ${policyArn} was not found.`);
      store.putRole({ ...role, attachedPolicies: role.attachedPolicies.filter((attached) => attached !== policyArn) });
    },

    ListAttachedRolePolicies(
      _call: CallContext,
      input: Sdk.ListAttachedRolePoliciesRequest,
    ): Sdk.ListAttachedRolePoliciesResponse {
      const policies = store
        .role(input.RoleName)
        .attachedPolicies.map((policyArn) => store.policy(policyArn))
        .filter((policy) => policy.path.startsWith(input.PathPrefix ?? "/"));
      const { items, next } = iamPage(policies, (policy) => policy.name, input);
      return {
        AttachedPolicies: items.map((policy) => ({ PolicyName: policy.name, PolicyArn: policy.arn })),
        IsTruncated: next !== undefined,
        Marker: next,
      };
    },
  };
}

function noInlinePolicy(name: string): AwsError {
  return noSuchEntity(`The role policy with name ${name} cannot be found.`);
}

function notAttachable(policyArn: string): AwsError {
  const message = `Policy ${policyArn} does not exist or is not attachable.`;
  if (!policyArn.includes(":iam::aws:policy/")) return noSuchEntity(message);
  // It may well exist on AWS; who reads this should know where the limit lies.
  const known = [...AWS_MANAGED_POLICIES.values()].map((policy) => policy.name).join(", ");
  return noSuchEntity(`${message} Rockpool knows these AWS managed policies: ${known}.`);
}
