import type { ResourceHandler } from "../../cloudformation/contract.js";
import type { Environment } from "../../environment.js";
import { AwsError } from "../../errors.js";
import { ownerCall } from "../../services/contract.js";
import type { IamService } from "../../services/iam/index.js";
import { optionalText, textList } from "../properties.js";
import { difference, recordHandler } from "../record-handler.js";

/** AWS::IAM::InstanceProfile. `Ref`: the profile's name. */
export function instanceProfile({ iam, environment }: { iam: IamService; environment: Environment }): ResourceHandler {
  const call = ownerCall(environment.account.accountId, environment.account.partition);
  const { operations } = iam;

  function setRoles(InstanceProfileName: string, wanted: readonly string[]): void {
    const { InstanceProfile } = operations.GetInstanceProfile(call, { InstanceProfileName });
    const present = (InstanceProfile?.Roles ?? []).flatMap((role) => role.RoleName ?? []);
    for (const RoleName of difference(present, wanted)) {
      operations.RemoveRoleFromInstanceProfile(call, { InstanceProfileName, RoleName });
    }
    for (const RoleName of difference(wanted, present)) {
      operations.AddRoleToInstanceProfile(call, { InstanceProfileName, RoleName });
    }
  }

  return recordHandler(environment, {
    create(context, properties) {
      const name = optionalText(properties, "InstanceProfileName") ?? context.generateName({ maxLength: 128 });
      operations.CreateInstanceProfile(call, {
        InstanceProfileName: name,
        Path: optionalText(properties, "Path"),
      });
      setRoles(name, textList(properties, "Roles"));
      return name;
    },
    update(_context, name, _before, after) {
      setRoles(name, textList(after, "Roles"));
    },
    delete(_context, name) {
      setRoles(name, []);
      operations.DeleteInstanceProfile(call, { InstanceProfileName: name });
    },
    attributes(name) {
      try {
        const { InstanceProfile } = operations.GetInstanceProfile(call, { InstanceProfileName: name });
        return { Arn: InstanceProfile?.Arn ?? "" };
      } catch (error) {
        if (error instanceof AwsError && error.code === "NoSuchEntityException") return undefined;
        throw error;
      }
    },
  });
}
