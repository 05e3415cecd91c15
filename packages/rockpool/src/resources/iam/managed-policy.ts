import type { JsonObject, ResourceHandler } from "../../cloudformation/contract.js";
import type { Environment } from "../../environment.js";
import { AwsError } from "../../errors.js";
import { ownerCall } from "../../services/contract.js";
import type { IamService } from "../../services/iam/index.js";
import { optionalText, tags, textList } from "../properties.js";
import { difference, recordHandler, refuseProperties } from "../record-handler.js";
import { documentText } from "./documents.js";

/** AWS::IAM::ManagedPolicy. `Ref`: the policy's ARN. */
export function managedPolicy({ iam, environment }: { iam: IamService; environment: Environment }): ResourceHandler {
  const call = ownerCall(environment.account.accountId, environment.account.partition);
  const { operations } = iam;

  function attach(PolicyArn: string, before: JsonObject, after: JsonObject): void {
    const roles = textList(after, "Roles");
    const { PolicyRoles = [] } = operations.ListEntitiesForPolicy(call, { PolicyArn, MaxItems: 1000 });
    for (const RoleName of difference(textList(before, "Roles"), roles)) {
      const attached = PolicyRoles.some((role) => role.RoleName === RoleName);
      if (attached) operations.DetachRolePolicy(call, { RoleName, PolicyArn });
    }
    for (const RoleName of roles) operations.AttachRolePolicy(call, { RoleName, PolicyArn });
  }

  const otherVersions = (PolicyArn: string) =>
    (operations.ListPolicyVersions(call, { PolicyArn }).Versions ?? []).filter(
      ({ IsDefaultVersion }) => IsDefaultVersion !== true,
    );

  return recordHandler(environment, {
    create(context, properties) {
      refuseProperties(context, properties, ["Users", "Groups"]);
      const { Policy } = operations.CreatePolicy(call, {
        PolicyName: optionalText(properties, "ManagedPolicyName") ?? context.generateName({ maxLength: 128 }),
        Path: optionalText(properties, "Path"),
        Description: optionalText(properties, "Description"),
        PolicyDocument: documentText(properties, "PolicyDocument"),
        Tags: tags(context, properties),
      });
      const arn = Policy?.Arn ?? "";
      attach(arn, {}, properties);
      return arn;
    },

    update(context, PolicyArn, before, after) {
      refuseProperties(context, after, ["Users", "Groups"]);
      const PolicyDocument = documentText(after, "PolicyDocument");
      if (PolicyDocument !== documentText(before, "PolicyDocument")) {
        // Room for one more: AWS keeps five versions, and a stack needs none but its own.
        for (const { VersionId } of otherVersions(PolicyArn)) {
          operations.DeletePolicyVersion(call, { PolicyArn, VersionId });
        }
        operations.CreatePolicyVersion(call, { PolicyArn, PolicyDocument, SetAsDefault: true });
      }
      attach(PolicyArn, before, after);
    },

    delete(_context, PolicyArn, properties) {
      attach(PolicyArn, properties, {});
      for (const { VersionId } of otherVersions(PolicyArn)) {
        operations.DeletePolicyVersion(call, { PolicyArn, VersionId });
      }
      operations.DeletePolicy(call, { PolicyArn });
    },

    attributes(PolicyArn) {
      try {
        const { Policy } = operations.GetPolicy(call, { PolicyArn });
        return {
          PolicyArn,
          PolicyId: Policy?.PolicyId ?? "",
          AttachmentCount: Policy?.AttachmentCount ?? 0,
          PermissionsBoundaryUsageCount: Policy?.PermissionsBoundaryUsageCount ?? 0,
          DefaultVersionId: Policy?.DefaultVersionId ?? "",
          IsAttachable: true,
          CreateDate: Policy?.CreateDate?.toISOString() ?? "",
          UpdateDate: Policy?.UpdateDate?.toISOString() ?? "",
        };
      } catch (error) {
        if (error instanceof AwsError && error.code === "NoSuchEntityException") return undefined;
        throw error;
      }
    },
  });
}
