import type * as Sdk from "@aws-sdk/client-secrets-manager";
import { AwsError } from "../../errors.js";
import type { CallContext } from "../contract.js";
import { lengthBetween, required, valueBetween } from "../input.js";
import { page } from "../paging.js";
import { tagList, withoutTags, withTags } from "../tags.js";
import { secretFilter } from "./filters.js";
import { invalidParameter, invalidRequest, type SecretRecord, type SecretStore } from "./store.js";
import { addVersion, checkedToken, checkedValue } from "./versions.js";

const DAY = 24 * 60 * 60 * 1000;
const DEFAULT_RECOVERY_DAYS = 30;

/** Secrets themselves: made, described, changed, deleted and brought back. */
export function secretOperations(store: SecretStore) {
  const { clock } = store.environment;
  return {
    CreateSecret(_call: CallContext, input: Sdk.CreateSecretRequest): Sdk.CreateSecretResponse {
      const name = checkedName(input.Name);
      const value = checkedValue(input);
      const token = checkedToken(input.ClientRequestToken);
      if ((input.AddReplicaRegions ?? []).length > 0) throw notRun("replicas in other regions");
      const existing = store.find(name);
      if (existing?.deletion !== undefined) {
        throw invalidRequest(
          "You can't create this secret because a secret with this name is already scheduled for deletion.",
        );
      }
      if (existing !== undefined && !existing.versions.some(({ id }) => id === input.ClientRequestToken)) {
        throw new AwsError(
          "ResourceExistsException",
          `The operation failed because the secret ${name} already exists.`,
        );
      }
      const now = clock.now();
      const secret: SecretRecord = existing ?? {
        name,
        arn: store.newArn(name),
        description: input.Description,
        kmsKeyId: input.KmsKeyId,
        created: now,
        changed: now,
        tags: withTags({}, input.Tags),
        versions: [],
      };
      if (existing === undefined) store.put(secret);
      if (value === undefined) return { ARN: secret.arn, Name: name };
      return { ARN: secret.arn, Name: name, VersionId: addVersion(store, secret, token, value).id };
    },

    DescribeSecret(_call: CallContext, input: Sdk.DescribeSecretRequest): Sdk.DescribeSecretResponse {
      const secret = store.secret(input.SecretId);
      return { ...describe(secret), VersionIdsToStages: stagesById(secret) };
    },

    ListSecrets(_call: CallContext, input: Sdk.ListSecretsRequest): Sdk.ListSecretsResponse {
      if (input.MaxResults !== undefined)
        valueBetween(input.MaxResults, "maxResults", 1, 100, "InvalidParameterException");
      const matches = secretFilter(input.Filters ?? []);
      const secrets = store
        .list()
        .filter((secret) => input.IncludePlannedDeletion === true || secret.deletion === undefined)
        .filter(matches);
      const { items, next } = page(
        secrets,
        ({ name }) => name,
        { token: input.NextToken, size: input.MaxResults, defaultSize: 100 },
        () => new AwsError("InvalidNextTokenException", "Invalid NextToken."),
      );
      const shown = input.SortOrder === "desc" ? items.toReversed() : items;
      return {
        SecretList: shown.map((secret) => ({ ...describe(secret), SecretVersionsToStages: stagesById(secret) })),
        NextToken: next,
      };
    },

    UpdateSecret(_call: CallContext, input: Sdk.UpdateSecretRequest): Sdk.UpdateSecretResponse {
      const secret = store.usable(input.SecretId);
      const value = checkedValue(input);
      const token = checkedToken(input.ClientRequestToken);
      const changed: SecretRecord = {
        ...secret,
        description: input.Description ?? secret.description,
        kmsKeyId: input.KmsKeyId ?? secret.kmsKeyId,
      };
      store.change(changed);
      if (value === undefined) return { ARN: secret.arn, Name: secret.name };
      return { ARN: secret.arn, Name: secret.name, VersionId: addVersion(store, changed, token, value).id };
    },

    DeleteSecret(_call: CallContext, input: Sdk.DeleteSecretRequest): Sdk.DeleteSecretResponse {
      const secretId = required(input.SecretId, "secretId", "InvalidParameterException");
      const days = input.RecoveryWindowInDays;
      const force = input.ForceDeleteWithoutRecovery === true;
      if (force && days !== undefined) {
        throw invalidParameter("You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
      }
      if (days !== undefined && (days < 7 || days > 30)) {
        throw invalidParameter("The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).");
      }
      const now = clock.now();
      if (force) {
        // A forced deletion of what is not there succeeds (API reference, DeleteSecret).
        const secret = store.find(secretId);
        if (secret === undefined) return { ARN: store.newArn(secretId), Name: secretId, DeletionDate: new Date(now) };
        store.remove(secret);
        return { ARN: secret.arn, Name: secret.name, DeletionDate: new Date(now) };
      }
      const secret = store.secret(secretId);
      if (secret.deletion !== undefined) {
        throw invalidRequest(
          "You can't perform this operation on the secret because it was already scheduled for deletion.",
        );
      }
      const due = now + (days ?? DEFAULT_RECOVERY_DAYS) * DAY;
      store.put({ ...secret, deletion: { requested: now, due } });
      return { ARN: secret.arn, Name: secret.name, DeletionDate: new Date(due) };
    },

    RestoreSecret(_call: CallContext, input: Sdk.RestoreSecretRequest): Sdk.RestoreSecretResponse {
      const secret = store.secret(input.SecretId);
      store.put({ ...secret, deletion: undefined });
      return { ARN: secret.arn, Name: secret.name };
    },

    TagResource(_call: CallContext, input: Sdk.TagResourceRequest): void {
      const secret = store.usable(input.SecretId);
      store.change({
        ...secret,
        tags: withTags(secret.tags, required(input.Tags, "tags", "InvalidParameterException")),
      });
    },

    UntagResource(_call: CallContext, input: Sdk.UntagResourceRequest): void {
      const secret = store.usable(input.SecretId);
      const keys = required(input.TagKeys, "tagKeys", "InvalidParameterException");
      store.change({ ...secret, tags: withoutTags(secret.tags, keys) });
    },

    RotateSecret(_call: CallContext, input: Sdk.RotateSecretRequest): Sdk.RotateSecretResponse {
      store.usable(input.SecretId);
      throw notRun("rotation");
    },

    CancelRotateSecret(_call: CallContext, input: Sdk.CancelRotateSecretRequest): Sdk.CancelRotateSecretResponse {
      store.usable(input.SecretId);
      throw invalidRequest("You can't cancel a rotation: this secret has none, Rockpool does not run rotation yet.");
    },
  };
}

function checkedName(name: string | undefined): string {
  const value = lengthBetween(required(name, "name"), "name", 1, 512);
  if (!/^[\w/+=.@!-]+$/.test(value)) {
    throw new AwsError(
      "ValidationException",
      "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!",
    );
  }
  return value;
}

function describe(secret: SecretRecord) {
  return {
    ARN: secret.arn,
    Name: secret.name,
    Description: secret.description,
    KmsKeyId: secret.kmsKeyId,
    CreatedDate: new Date(secret.created),
    LastChangedDate: new Date(secret.changed),
    LastAccessedDate: secret.accessed === undefined ? undefined : new Date(secret.accessed),
    DeletedDate: secret.deletion === undefined ? undefined : new Date(secret.deletion.requested),
    Tags: tagList(secret.tags),
  };
}

function stagesById({ versions }: SecretRecord): Record<string, string[]> {
  const live = versions.filter(({ stages }) => stages.length > 0);
  return Object.fromEntries(live.map(({ id, stages }) => [id, [...stages]]));
}

function notRun(what: string): AwsError {
  return invalidRequest(`Rockpool does not run ${what} of secrets yet.`);
}
