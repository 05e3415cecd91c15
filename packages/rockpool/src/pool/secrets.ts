import { AwsError } from "../errors.js";
import type { ManagedSecrets } from "../services/rds/service.js";
import type { ReadSecret } from "../services/rds-data/index.js";
import type { SecretsManagerService } from "../services/secretsmanager/index.js";

/** Master passwords that RDS manages, kept as secrets. */
export function managedSecrets({ operations }: SecretsManagerService): ManagedSecrets {
  return {
    async create(call, { name, description, value, kmsKeyId, tags }) {
      const { ARN = "" } = operations.CreateSecret(call, {
        Name: name,
        Description: description,
        SecretString: value,
        Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
        ...(kmsKeyId === undefined ? {} : { KmsKeyId: kmsKeyId }),
      });
      return { arn: ARN };
    },
    async put(call, secretArn, value) {
      operations.PutSecretValue(call, { SecretId: secretArn, SecretString: value });
    },
    async delete(call, secretArn) {
      try {
        operations.DeleteSecret(call, { SecretId: secretArn, ForceDeleteWithoutRecovery: true });
      } catch (error) {
        if (!(error instanceof AwsError && error.code === "ResourceNotFoundException")) throw error;
      }
    },
  };
}

/** A secret's current text, for the Data API. */
export function readSecret({ operations }: SecretsManagerService): ReadSecret {
  return (call, idOrArn) => {
    const { ARN = "", Name = "", SecretString = "" } = operations.GetSecretValue(call, { SecretId: idOrArn });
    return { arn: ARN, name: Name, value: SecretString };
  };
}
