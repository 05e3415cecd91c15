import type { JsonObject, ResourceHandler } from "../../cloudformation/contract.js";
import type { Environment } from "../../environment.js";
import { ownerCall } from "../../services/contract.js";
import type { IamService } from "../../services/iam/index.js";
import { optionalNumber, optionalText, tags, textList } from "../properties.js";
import { difference, recordHandler } from "../record-handler.js";
import { documentText, inlinePolicies } from "./documents.js";

/** AWS::IAM::Role. `Ref`: the role's name. */
export function role({ iam, environment }: { iam: IamService; environment: Environment }): ResourceHandler {
  const call = ownerCall(environment.account.accountId, environment.account.partition);
  const { operations } = iam;

  /**
   * Brings inline and attached policies from those of `before` to those of `after`; what others added stays. `before`
   * may not have come about: an update is undone also when it failed.
   */
  function changePolicies(RoleName: string, before: JsonObject, after: JsonObject): void {
    const inline = inlinePolicies(after);
    const present = operations.ListRolePolicies(call, { RoleName, MaxItems: 1000 }).PolicyNames ?? [];
    for (const PolicyName of difference([...inlinePolicies(before).keys()], [...inline.keys()])) {
      if (present.includes(PolicyName)) operations.DeleteRolePolicy(call, { RoleName, PolicyName });
    }
    for (const [PolicyName, PolicyDocument] of inline) {
      operations.PutRolePolicy(call, { RoleName, PolicyName, PolicyDocument });
    }
    const managed = textList(after, "ManagedPolicyArns");
    const { AttachedPolicies = [] } = operations.ListAttachedRolePolicies(call, { RoleName });
    for (const PolicyArn of difference(textList(before, "ManagedPolicyArns"), managed)) {
      const attached = AttachedPolicies.some((policy) => policy.PolicyArn === PolicyArn);
      if (attached) operations.DetachRolePolicy(call, { RoleName, PolicyArn });
    }
    for (const PolicyArn of managed) operations.AttachRolePolicy(call, { RoleName, PolicyArn });
  }

  return recordHandler(environment, {
    create(context, properties) {
      const RoleName = optionalText(properties, "RoleName") ?? context.generateName({ maxLength: 64 });
      operations.CreateRole(call, {
        RoleName,
        Path: optionalText(properties, "Path"),
        AssumeRolePolicyDocument: documentText(properties, "AssumeRolePolicyDocument"),
        Description: optionalText(properties, "Description"),
        MaxSessionDuration: optionalNumber(properties, "MaxSessionDuration"),
        PermissionsBoundary: optionalText(properties, "PermissionsBoundary"),
        Tags: tags(context, properties),
      });
      changePolicies(RoleName, {}, properties);
      return RoleName;
    },

    update(context, RoleName, before, after) {
      const PolicyDocument = documentText(after, "AssumeRolePolicyDocument");
      operations.UpdateAssumeRolePolicy(call, { RoleName, PolicyDocument });
      operations.UpdateRole(call, {
        RoleName,
        Description: optionalText(after, "Description") ?? "",
        MaxSessionDuration: optionalNumber(after, "MaxSessionDuration") ?? 3600,
      });
      const PermissionsBoundary = optionalText(after, "PermissionsBoundary");
      if (PermissionsBoundary === undefined) operations.DeleteRolePermissionsBoundary(call, { RoleName });
      else operations.PutRolePermissionsBoundary(call, { RoleName, PermissionsBoundary });
      const Tags = tags(context, after);
      const oldKeys = tags(context, before).map(({ Key }) => Key);
      const newKeys = Tags.map(({ Key }) => Key);
      operations.UntagRole(call, { RoleName, TagKeys: difference(oldKeys, newKeys) });
      operations.TagRole(call, { RoleName, Tags });
      changePolicies(RoleName, before, after);
    },

    delete(_context, RoleName, properties) {
      changePolicies(RoleName, properties, {});
      operations.DeleteRole(call, { RoleName });
    },

    attributes(RoleName) {
      const Arn = iam.roleArn(RoleName);
      if (Arn === undefined) return undefined;
      return { Arn, RoleId: operations.GetRole(call, { RoleName }).Role?.RoleId ?? "" };
    },
  });
}
