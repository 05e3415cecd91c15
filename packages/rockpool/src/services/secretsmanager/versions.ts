import { randomUUID } from "node:crypto";
import type * as Sdk from "@aws-sdk/client-secrets-manager";
import { AwsError } from "../../errors.js";
import type { CallContext } from "../contract.js";
import { lengthBetween, required, valueBetween } from "../input.js";
import { page } from "../paging.js";
import {
  CURRENT,
  invalidParameter,
  invalidRequest,
  type SecretRecord,
  type SecretStore,
  type SecretValue,
  type SecretVersionRecord,
  staged,
  withoutStage,
  withStages,
} from "./store.js";

const DAY = 24 * 60 * 60 * 1000;

/** The values of secrets: versions and the staging labels on them. */
export function versionOperations(store: SecretStore) {
  const { clock } = store.environment;

  const read = (secret: SecretRecord, version: SecretVersionRecord) => {
    const today = Math.floor(clock.now() / DAY) * DAY;
    if (secret.accessed !== today) store.put({ ...secret, accessed: today });
    return {
      ARN: secret.arn,
      Name: secret.name,
      VersionId: version.id,
      ...store.unseal(version),
      VersionStages: [...version.stages],
      CreatedDate: new Date(version.created),
    };
  };

  return {
    GetSecretValue(_call: CallContext, input: Sdk.GetSecretValueRequest): Sdk.GetSecretValueResponse {
      const secret = store.usable(input.SecretId);
      return read(secret, selectVersion(secret, input.VersionId, input.VersionStage));
    },

    BatchGetSecretValue(_call: CallContext, input: Sdk.BatchGetSecretValueRequest): Sdk.BatchGetSecretValueResponse {
      if ((input.Filters ?? []).length > 0) {
        throw invalidParameter("Rockpool takes SecretIdList here, not Filters.");
      }
      const values: Sdk.SecretValueEntry[] = [];
      const errors: Sdk.APIErrorType[] = [];
      for (const SecretId of required(input.SecretIdList, "secretIdList", "InvalidParameterException")) {
        try {
          const secret = store.usable(SecretId);
          values.push(read(secret, selectVersion(secret, undefined, undefined)));
        } catch (error) {
          if (!(error instanceof AwsError)) throw error;
          errors.push({ SecretId, ErrorCode: error.code, Message: error.message });
        }
      }
      return { SecretValues: values, Errors: errors };
    },

    PutSecretValue(_call: CallContext, input: Sdk.PutSecretValueRequest): Sdk.PutSecretValueResponse {
      const secret = store.usable(input.SecretId);
      const value = checkedValue(input);
      if (value === undefined) throw invalidRequest("You must provide either SecretString or SecretBinary.");
      const token = checkedToken(input.ClientRequestToken);
      const { id, stages } = addVersion(store, secret, token, value, input.VersionStages ?? [CURRENT]);
      return { ARN: secret.arn, Name: secret.name, VersionId: id, VersionStages: [...stages] };
    },

    UpdateSecretVersionStage(
      _call: CallContext,
      input: Sdk.UpdateSecretVersionStageRequest,
    ): Sdk.UpdateSecretVersionStageResponse {
      const secret = store.usable(input.SecretId);
      const stage = required(input.VersionStage, "versionStage", "InvalidParameterException");
      store.change(moveStage(secret, stage, input.RemoveFromVersionId, input.MoveToVersionId));
      return { ARN: secret.arn, Name: secret.name };
    },

    ListSecretVersionIds(_call: CallContext, input: Sdk.ListSecretVersionIdsRequest): Sdk.ListSecretVersionIdsResponse {
      if (input.MaxResults !== undefined)
        valueBetween(input.MaxResults, "maxResults", 1, 100, "InvalidParameterException");
      const secret = store.secret(input.SecretId);
      const versions = secret.versions.filter(({ stages }) => input.IncludeDeprecated === true || stages.length > 0);
      const { items, next } = page(
        versions,
        ({ created, id }) => `${created} ${id}`,
        { token: input.NextToken, size: input.MaxResults, defaultSize: 100 },
        () => new AwsError("InvalidNextTokenException", "Invalid NextToken."),
      );
      return {
        Versions: items.map(({ id, created, stages }) => ({
          VersionId: id,
          VersionStages: stages.length > 0 ? [...stages] : undefined,
          CreatedDate: new Date(created),
          KmsKeyIds: [secret.kmsKeyId ?? "DefaultEncryptionKey"],
        })),
        NextToken: next,
        ARN: secret.arn,
        Name: secret.name,
      };
    },
  };
}

/**
 * The version that a request names by id or stage; the current one when it names none.
 * Throws `ResourceNotFoundException` when there is none, `InvalidRequestException` when id and stage do not belong together.
 */
export function selectVersion(
  secret: SecretRecord,
  versionId: string | undefined,
  versionStage: string | undefined,
): SecretVersionRecord {
  if (versionId === undefined) {
    const stage = versionStage ?? CURRENT;
    return staged(secret, stage) ?? missingValue("staging label", stage);
  }
  const version = secret.versions.find(({ id }) => id === versionId) ?? missingValue("VersionId", versionId);
  if (versionStage !== undefined && !version.stages.includes(versionStage)) {
    throw invalidRequest("You provided a VersionStage that is not associated to the provided VersionId.");
  }
  return version;
}

/**
 * Adds a version with `stages`, or finds the one that the same request made before: a token with the same value is a
 * repetition, with another value it is refused.
 */
export function addVersion(
  store: SecretStore,
  secret: SecretRecord,
  token: string | undefined,
  value: SecretValue,
  stages: readonly string[] = [CURRENT],
): SecretVersionRecord {
  const same = secret.versions.find(({ id }) => id === token);
  if (same !== undefined) {
    if (sameValue(store.unseal(same), value)) return same;
    throw new AwsError(
      "ResourceExistsException",
      `You can't use ClientRequestToken ${token} because that value is already in use for a version of secret ${secret.arn}.`,
    );
  }
  const sealed = store.seal(value);
  if (sealed === undefined) throw invalidRequest("You must provide either SecretString or SecretBinary.");
  const id = token ?? randomUUID();
  const version: SecretVersionRecord = { id, created: store.environment.clock.now(), stages: [], ...sealed };
  // The first value of a secret is its current one, whatever else it is called.
  const labels = secret.versions.length === 0 ? [...new Set([CURRENT, ...stages])] : stages;
  const changed = withStages({ ...secret, versions: [...secret.versions, version] }, id, labels);
  store.change(changed);
  return changed.versions.find((entry) => entry.id === id) ?? version;
}

/** The value of a request, `undefined` when it brings none. */
export function checkedValue({ SecretString, SecretBinary }: SecretValue): SecretValue | undefined {
  if (SecretString !== undefined && SecretBinary !== undefined) {
    throw invalidParameter(
      "You can't specify both a binary secret value and a string secret value in the same secret.",
    );
  }
  if (SecretString !== undefined) {
    // Only the length is told: a value must not turn up in an error.
    if (Buffer.byteLength(SecretString) > 65_536) throw tooLong("secretString");
    return { SecretString };
  }
  if (SecretBinary === undefined) return undefined;
  if (SecretBinary.byteLength > 65_536) throw tooLong("secretBinary");
  return { SecretBinary };
}

export function checkedToken(token: string | undefined): string | undefined {
  if (token === undefined) return undefined;
  if (token.length < 32 || token.length > 64) {
    throw invalidParameter("ClientRequestToken must be 32-64 characters long.");
  }
  return lengthBetween(token, "clientRequestToken", 32, 64, "InvalidParameterException");
}

function moveStage(
  secret: SecretRecord,
  stage: string,
  from: string | undefined,
  to: string | undefined,
): SecretRecord {
  for (const id of [from, to]) {
    if (id !== undefined && !secret.versions.some((version) => version.id === id)) missingValue("VersionId", id);
  }
  const holder = staged(secret, stage);
  if (from !== undefined && holder?.id !== from) {
    throw invalidParameter(`The staging label ${stage} is not attached to version ${from} of this secret.`);
  }
  if (to === undefined) {
    if (from === undefined) throw invalidParameter("You must specify RemoveFromVersionId or MoveToVersionId.");
    if (stage === CURRENT) {
      throw invalidParameter(
        "You can only move staging label AWSCURRENT to a different secret version. It can't be completely removed.",
      );
    }
    return withoutStage(secret, from, stage);
  }
  if (holder !== undefined && holder.id !== to && from === undefined) {
    throw invalidParameter(
      `The parameter RemoveFromVersionId can't be empty. Staging label ${stage} is currently attached to version ${holder.id}, so you must explicitly reference that version in RemoveFromVersionId.`,
    );
  }
  return withStages(secret, to, [stage]);
}

function sameValue(a: SecretValue, b: SecretValue): boolean {
  const bytes = (value: SecretValue) => Buffer.from(value.SecretBinary ?? value.SecretString ?? "");
  return (a.SecretString === undefined) === (b.SecretString === undefined) && bytes(a).equals(bytes(b));
}

function missingValue(kind: "staging label" | "VersionId", value: string): never {
  throw new AwsError(
    "ResourceNotFoundException",
    `Secrets Manager can't find the specified secret value for ${kind}: ${value}`,
  );
}

function tooLong(member: string): AwsError {
  return new AwsError(
    "ValidationException",
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: Member must have length less than or equal to 65536`,
  );
}
