import type { ExternalValues, Json } from "../contract.js";
import { templateError, validationError } from "./errors.js";
import { isObject, objectOf } from "./json.js";

/** A `{{resolve:...}}` in a text. */
export type DynamicReference =
  | { readonly service: "ssm" | "ssm-secure"; readonly name: string; readonly version?: string }
  | {
      readonly service: "secretsmanager";
      readonly secretId: string;
      readonly jsonKey?: string;
      readonly versionStage?: string;
      readonly versionId?: string;
    };

const PATTERN = /\{\{resolve:([^{}]*)\}\}/g;

/** Every dynamic reference within a value whose intrinsic functions are evaluated, each once, by its text. */
export function findDynamicReferences(value: Json): Map<string, DynamicReference> {
  const found = new Map<string, DynamicReference>();
  for (const text of texts(value)) {
    for (const [whole, content = ""] of text.matchAll(PATTERN)) found.set(whole, parseDynamicReference(content));
  }
  return found;
}

/** A value with its dynamic references resolved. */
export interface ResolvedReferences {
  readonly value: Json;
  /** The values of `secretsmanager` and `ssm-secure` references: whoever shows anything of this resource must mask them. */
  readonly secrets: readonly string[];
}

/**
 * Resolves the dynamic references in the texts of a value, several in one text included. Each is looked up once, all at the same time;
 * a looked-up value is not searched again.
 * @throws AwsError ValidationError for a malformed reference, and whatever the services throw
 */
export async function resolveDynamicReferences(
  value: Json,
  external: Pick<ExternalValues, "ssmParameter" | "secret">,
): Promise<ResolvedReferences> {
  const found = [...findDynamicReferences(value)];
  if (found.length === 0) return { value, secrets: [] };
  const resolved = new Map(
    await Promise.all(found.map(async ([text, reference]) => [text, await lookUp(reference, external)] as const)),
  );
  const secrets = found.flatMap(([text, { service }]) => (service === "ssm" ? [] : [resolved.get(text) ?? ""]));
  return { value: replace(value, resolved), secrets: [...new Set(secrets)] };
}

/** Properties in which AWS accepts `ssm-secure` references. */
const SECURE_PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  "AWS::DirectoryService::MicrosoftAD": ["Password"],
  "AWS::DirectoryService::SimpleAD": ["Password"],
  "AWS::ElastiCache::ReplicationGroup": ["AuthToken"],
  "AWS::IAM::User": ["LoginProfile"],
  "AWS::KinesisFirehose::DeliveryStream": ["RedshiftDestinationConfiguration"],
  "AWS::RDS::DBCluster": ["MasterUserPassword"],
  "AWS::RDS::DBInstance": ["MasterUserPassword"],
  "AWS::Redshift::Cluster": ["MasterUserPassword"],
};

/**
 * Refuses `ssm-secure` references in properties in which AWS refuses them.
 * @throws AwsError ValidationError
 */
export function checkSecureReferences(type: string, properties: Readonly<Record<string, Json>>): void {
  const allowed = Object.hasOwn(SECURE_PROPERTIES, type) ? SECURE_PROPERTIES[type] : undefined;
  const refused = Object.entries(properties).filter(
    ([name, value]) =>
      allowed?.includes(name) !== true && [...texts(value)].some((text) => text.includes("{{resolve:ssm-secure:")),
  );
  if (refused.length > 0) {
    throw validationError(
      `SSM Secure reference is not supported in: [${refused.map(([name]) => `${type}/Properties/${name}`).join(",")}]`,
    );
  }
}

async function lookUp(
  reference: DynamicReference,
  external: Pick<ExternalValues, "ssmParameter" | "secret">,
): Promise<string> {
  if (reference.service !== "secretsmanager") {
    return external.ssmParameter(reference.name, reference.version, { secure: reference.service === "ssm-secure" });
  }
  const { service: _, ...secret } = reference;
  return external.secret(secret);
}

/** Reads what stands after `{{resolve:`. */
function parseDynamicReference(content: string): DynamicReference {
  const separator = content.indexOf(":");
  const service = content.slice(0, separator);
  const rest = content.slice(separator + 1);
  if (separator > 0 && rest !== "") {
    if (service === "ssm" || service === "ssm-secure") return parameterReference(service, rest);
    if (service === "secretsmanager") return secretReference(rest);
  }
  throw templateError(
    `Could not parse dynamic reference {{resolve:${content}}}; known are ssm, ssm-secure and secretsmanager`,
  );
}

function parameterReference(service: "ssm" | "ssm-secure", text: string): DynamicReference {
  const [, name = text, version] = /^(.+):(\d+)$/.exec(text) ?? [];
  return { service, name, ...(version === undefined ? {} : { version }) };
}

/** `id[:SecretString[:json-key[:version-stage[:version-id]]]]`, where the id may be an ARN, which has six colons of its own. */
function secretReference(text: string): DynamicReference {
  const parts = text.split(":");
  const idLength = text.startsWith("arn:") ? 7 : 1;
  const secretId = parts.slice(0, idLength).join(":");
  const [kind = "", jsonKey = "", versionStage = "", versionId = "", ...more] = parts.slice(idLength);
  if ((kind !== "" && kind !== "SecretString") || more.length > 0) {
    throw templateError(
      `Could not parse dynamic reference {{resolve:secretsmanager:${text}}}; write secretsmanager:secret-id:SecretString:json-key:version-stage:version-id`,
    );
  }
  return {
    service: "secretsmanager",
    secretId,
    ...(jsonKey === "" ? {} : { jsonKey }),
    ...(versionStage === "" ? {} : { versionStage }),
    ...(versionId === "" ? {} : { versionId }),
  };
}

function replace(value: Json, resolved: ReadonlyMap<string, string>): Json {
  if (typeof value === "string") return value.replace(PATTERN, (whole) => resolved.get(whole) ?? whole);
  if (Array.isArray(value)) return value.map((item) => replace(item, resolved));
  return isObject(value)
    ? objectOf(Object.entries(value).map(([key, item]) => [key, replace(item, resolved)] as const))
    : value;
}

function* texts(value: Json): Generator<string> {
  if (typeof value === "string") yield value;
  else if (Array.isArray(value)) for (const item of value) yield* texts(item);
  else if (isObject(value)) for (const item of Object.values(value)) yield* texts(item);
}
