import type { JsonObject, ResourceHandler } from "../../cloudformation/contract.js";
import type { Environment } from "../../environment.js";
import { AwsError } from "../../errors.js";
import { ownerCall } from "../../services/contract.js";
import type { SecretsManagerService } from "../../services/secretsmanager/index.js";
import { isObject, object, optionalBoolean, optionalNumber, optionalText, tags } from "../properties.js";
import { difference, recordHandler, refuseProperties } from "../record-handler.js";
import { parseSecretObject } from "./secret-object.js";

/** AWS::SecretsManager::Secret. `Ref`: the secret's ARN. */
export function secret(given: { secretsManager: SecretsManagerService; environment: Environment }): ResourceHandler {
  const { secretsManager, environment } = given;
  const call = ownerCall(environment.account.accountId, environment.account.partition);
  const { operations } = secretsManager;

  /** The value that the properties ask for; `undefined` for a secret without one. */
  function value(properties: JsonObject): string | undefined {
    const given = optionalText(properties, "SecretString");
    if (!isObject(properties["GenerateSecretString"])) return given;
    if (given !== undefined) {
      throw new AwsError(
        "ValidationError",
        "You can't specify both SecretString and GenerateSecretString in the same secret.",
      );
    }
    return generate(object(properties, "GenerateSecretString"));
  }

  function generate(spec: JsonObject): string {
    const password =
      operations.GetRandomPassword(call, {
        PasswordLength: optionalNumber(spec, "PasswordLength"),
        ExcludeCharacters: optionalText(spec, "ExcludeCharacters"),
        ExcludeLowercase: optionalBoolean(spec, "ExcludeLowercase"),
        ExcludeNumbers: optionalBoolean(spec, "ExcludeNumbers"),
        ExcludePunctuation: optionalBoolean(spec, "ExcludePunctuation"),
        ExcludeUppercase: optionalBoolean(spec, "ExcludeUppercase"),
        IncludeSpace: optionalBoolean(spec, "IncludeSpace"),
        RequireEachIncludedType: optionalBoolean(spec, "RequireEachIncludedType"),
      }).RandomPassword ?? "";
    const template = optionalText(spec, "SecretStringTemplate");
    const key = optionalText(spec, "GenerateStringKey");
    if (template === undefined && key === undefined) return password;
    if (template === undefined || key === undefined) {
      throw new AwsError("ValidationError", "SecretStringTemplate and GenerateStringKey must be specified together.");
    }
    const fields = parseSecretObject(template, "SecretStringTemplate");
    return JSON.stringify({ ...fields, [key]: password });
  }

  function currentValue(SecretId: string): string | undefined {
    const stages = Object.values(operations.DescribeSecret(call, { SecretId }).VersionIdsToStages ?? {});
    return stages.length === 0 ? undefined : operations.GetSecretValue(call, { SecretId }).SecretString;
  }

  return recordHandler(environment, {
    create(context, properties) {
      refuseProperties(context, properties, ["ReplicaRegions"]);
      const { ARN = "" } = operations.CreateSecret(call, {
        // Without the stack's name, as CloudFormation names secrets.
        Name: optionalText(properties, "Name") ?? `${context.logicalId}-${context.generateName().slice(-12)}`,
        Description: optionalText(properties, "Description"),
        KmsKeyId: optionalText(properties, "KmsKeyId"),
        SecretString: value(properties),
        Tags: tags(context, properties),
      });
      return ARN;
    },

    update(context, SecretId, before, after) {
      refuseProperties(context, after, ["ReplicaRegions"]);
      // A generated value stays as it is until what it is generated from changes.
      const changed = ["SecretString", "GenerateSecretString"].some(
        (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
      );
      const next = changed ? value(after) : undefined;
      operations.UpdateSecret(call, {
        SecretId,
        Description: optionalText(after, "Description") ?? "",
        KmsKeyId: optionalText(after, "KmsKeyId"),
        SecretString: next === currentValue(SecretId) ? undefined : next,
      });
      const Tags = tags(context, after);
      const oldKeys = tags(context, before).map(({ Key }) => Key);
      const newKeys = Tags.map(({ Key }) => Key);
      operations.UntagResource(call, { SecretId, TagKeys: difference(oldKeys, newKeys) });
      operations.TagResource(call, { SecretId, Tags });
    },

    /** Without a recovery window: the name is free for the next stack at once. */
    delete(_context, SecretId) {
      operations.DeleteSecret(call, { SecretId, ForceDeleteWithoutRecovery: true });
    },

    attributes: (physicalId) => (secretsManager.secretArn(physicalId) === undefined ? undefined : { Id: physicalId }),
  });
}
