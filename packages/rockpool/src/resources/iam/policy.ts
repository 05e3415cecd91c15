import type { JsonObject, ResourceHandler } from "../../cloudformation/contract.js";
import type { Environment } from "../../environment.js";
import { AwsError } from "../../errors.js";
import { ownerCall } from "../../services/contract.js";
import type { IamService } from "../../services/iam/index.js";
import { text, textList } from "../properties.js";
import { difference, recordHandler, refuseProperties } from "../record-handler.js";
import { documentText } from "./documents.js";

/** AWS::IAM::Policy: an inline policy on roles. `Ref`: a generated id. */
export function policy({ iam, environment }: { iam: IamService; environment: Environment }): ResourceHandler {
  const call = ownerCall(environment.account.accountId, environment.account.partition);
  const { operations } = iam;

  function put(properties: JsonObject): void {
    const roles = textList(properties, "Roles");
    if (roles.length === 0) {
      throw new AwsError("ValidationError", "At least one of [Groups,Roles,Users] must be non-empty.");
    }
    const PolicyName = text(properties, "PolicyName");
    const PolicyDocument = documentText(properties, "PolicyDocument");
    for (const RoleName of roles) operations.PutRolePolicy(call, { RoleName, PolicyName, PolicyDocument });
  }

  /** A role that is gone took its inline policies with it. */
  function remove(PolicyName: string, roles: readonly string[]): void {
    for (const RoleName of roles) {
      if (iam.roleArn(RoleName) === undefined) continue;
      const present = operations.ListRolePolicies(call, { RoleName, MaxItems: 1000 }).PolicyNames ?? [];
      if (present.includes(PolicyName)) operations.DeleteRolePolicy(call, { RoleName, PolicyName });
    }
  }

  return recordHandler(environment, {
    create(context, properties) {
      refuseProperties(context, properties, ["Users", "Groups"]);
      put(properties);
      return context.generateName({ maxLength: 128 });
    },
    update(context, _physicalId, before, after) {
      refuseProperties(context, after, ["Users", "Groups"]);
      const [oldName, newName] = [text(before, "PolicyName"), text(after, "PolicyName")];
      const [oldRoles, newRoles] = [textList(before, "Roles"), textList(after, "Roles")];
      put(after);
      remove(oldName, oldName === newName ? difference(oldRoles, newRoles) : oldRoles);
    },
    delete(_context, _physicalId, properties) {
      remove(text(properties, "PolicyName"), textList(properties, "Roles"));
    },
    attributes: (physicalId) => ({ Id: physicalId }),
  });
}
