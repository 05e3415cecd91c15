import type { JsonObject, ResourceHandler } from "../../cloudformation/contract.js";
import type { Environment } from "../../environment.js";
import { ownerCall } from "../../services/contract.js";
import type { SecretsManagerService } from "../../services/secretsmanager/index.js";
import { documentText } from "../iam/documents.js";
import { optionalBoolean, text } from "../properties.js";
import { recordHandler } from "../record-handler.js";

/** AWS::SecretsManager::ResourcePolicy. `Ref`: the secret's ARN. */
export function resourcePolicy(given: {
  secretsManager: SecretsManagerService;
  environment: Environment;
}): ResourceHandler {
  const { secretsManager, environment } = given;
  const call = ownerCall(environment.account.accountId, environment.account.partition);
  const { operations } = secretsManager;

  const put = (properties: JsonObject) =>
    operations.PutResourcePolicy(call, {
      SecretId: text(properties, "SecretId"),
      ResourcePolicy: documentText(properties, "ResourcePolicy"),
      BlockPublicPolicy: optionalBoolean(properties, "BlockPublicPolicy"),
    }).ARN ?? "";

  return recordHandler(environment, {
    create: (_context, properties) => put(properties),
    update(_context, _physicalId, _before, after) {
      put(after);
    },
    delete(_context, SecretId) {
      operations.DeleteResourcePolicy(call, { SecretId });
    },
    attributes: (physicalId) => (secretsManager.secretArn(physicalId) === undefined ? undefined : { Id: physicalId }),
  });
}
