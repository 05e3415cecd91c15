import type * as Sdk from "@aws-sdk/client-secrets-manager";
import type { Environment } from "../../environment.js";
import { AwsError } from "../../errors.js";
import type { CallContext, Permission, Service } from "../contract.js";
import { randomPassword } from "./password.js";
import { resourcePolicyOperations } from "./resource-policies.js";
import { secretOperations } from "./secrets.js";
import { SecretStore } from "./store.js";
import { selectVersion, versionOperations } from "./versions.js";

function operations(store: SecretStore) {
  return {
    ...secretOperations(store),
    ...versionOperations(store),
    ...resourcePolicyOperations(store),

    GetRandomPassword(_call: CallContext, input: Sdk.GetRandomPasswordRequest): Sdk.GetRandomPasswordResponse {
      return { RandomPassword: randomPassword(input, store.environment.random) };
    },
  };
}

/** What a dynamic reference names. Empty texts count as absent, as in `{{resolve:secretsmanager:id:SecretString:key::}}`. */
export interface SecretReference {
  /** Name, ARN, or ARN without the suffix. */
  readonly secretId: string;
  readonly jsonKey?: string;
  readonly versionStage?: string;
  readonly versionId?: string;
}

export interface SecretsManagerService extends Service<ReturnType<typeof operations>> {
  /**
   * The text that a dynamic reference stands for: the whole secret, or the value of one key of it.
   * Throws in the wording of Secrets Manager and CloudFormation.
   */
  resolveSecret(reference: SecretReference): string;
  /** The ARN behind a name or (partial) ARN; `undefined` when there is no such secret. */
  secretArn(secretId: string): string | undefined;
}

/** AWS Secrets Manager. Values lie encrypted on disk. Rotation and replicas are refused, saying so. */
export function createSecretsManagerService({ environment }: { environment: Environment }): SecretsManagerService {
  const store = new SecretStore(environment);
  return {
    sdkName: "secrets-manager",
    signingName: "secretsmanager",
    operations: operations(store),
    permissions: (operation, input) => permissions(store, operation, input),
    resourcePolicy: (resource) => store.find(resource)?.resourcePolicy,
    model: () => import("@aws-sdk/client-secrets-manager"),

    secretArn: (secretId) => store.find(secretId)?.arn,

    resolveSecret({ secretId, jsonKey, versionStage, versionId }) {
      const secret = store.usable(secretId);
      const version = selectVersion(secret, versionId || undefined, versionStage || undefined);
      const { SecretString } = store.unseal(version);
      if (SecretString === undefined) {
        throw new AwsError("ValidationError", `The secret ${secret.name} has no SecretString: its value is binary.`);
      }
      return jsonKey ? valueOfKey(SecretString, jsonKey) : SecretString;
    },
  };
}

function valueOfKey(text: string, key: string): string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    // Without the parser's message: it quotes the text.
    throw new AwsError("ValidationError", "Could not parse SecretString JSON");
  }
  const value: unknown =
    typeof parsed === "object" && parsed !== null ? new Map(Object.entries(parsed)).get(key) : undefined;
  if (value === undefined || value === null) {
    throw new AwsError("ValidationError", "Could not find a value associated with JSONKey in SecretString");
  }
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** The ARN of a secret that exists carries its suffix; of one that does not, AWS can only form it without. */
function permissions(store: SecretStore, operation: string, input: Readonly<Record<string, unknown>>): Permission[] {
  const resource = (secretId: string) =>
    store.find(secretId)?.arn ?? (secretId.startsWith("arn:") ? secretId : store.arnWithoutSuffix(secretId));
  const action = `secretsmanager:${operation}`;
  if (operation === "BatchGetSecretValue") {
    const ids = Array.isArray(input["SecretIdList"]) ? input["SecretIdList"].map(String) : [];
    const reads = ids.map((id) => ({ action: "secretsmanager:GetSecretValue", resource: resource(id) }));
    return [{ action, resource: "*" }, ...reads];
  }
  const { SecretId, Name } = input;
  const secretId = [SecretId, Name].find((value) => typeof value === "string");
  return [{ action, resource: typeof secretId === "string" ? resource(secretId) : "*" }];
}
