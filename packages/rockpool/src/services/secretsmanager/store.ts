import { arn, type Environment, randomText } from "../../environment.js";
import { AwsError } from "../../errors.js";
import { Remembered } from "../../state/remembered.js";
import type { Collection } from "../../state/state.js";
import { required } from "../input.js";
import type { Tags } from "../tags.js";

export const CURRENT = "AWSCURRENT";
export const PREVIOUS = "AWSPREVIOUS";

export interface SecretVersionRecord {
  readonly id: string;
  /** Milliseconds since the epoch, as all times here. */
  readonly created: number;
  readonly stages: readonly string[];
  readonly kind: "string" | "binary";
  /** The text, or the bytes in base64; sealed. */
  readonly sealed: string;
}

export interface SecretRecord {
  readonly name: string;
  readonly arn: string;
  readonly description?: string;
  readonly kmsKeyId?: string;
  readonly created: number;
  readonly changed: number;
  /** The day (UTC midnight) on which the value was last read. */
  readonly accessed?: number;
  /** Set while the secret waits for its deletion. */
  readonly deletion?: { readonly requested: number; readonly due: number };
  readonly tags: Tags;
  readonly resourcePolicy?: string;
  /** The oldest first. */
  readonly versions: readonly SecretVersionRecord[];
}

/** A secret's value as requests and answers carry it: one of both. */
export interface SecretValue {
  readonly SecretString?: string | undefined;
  readonly SecretBinary?: Uint8Array | undefined;
}

const SUFFIX_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const SUFFIX = /-[A-Za-z0-9]{6}$/;
/** Versions without a stage are kept up to this number (Secrets Manager quotas). */
const VERSION_QUOTA = 100;
/** Values that are kept in clear text in memory. */
const REMEMBERED = 50;

/** The secrets of this account. Values are sealed as soon as they come in. */
export class SecretStore {
  readonly environment: Environment;
  readonly #secrets: Collection<SecretRecord>;
  /** What the ARN of every secret begins with. */
  readonly #prefix: string;
  readonly #unsealed = new Map<string, string>();
  readonly #records: Remembered<{ readonly secret: SecretRecord | undefined }>;

  constructor(environment: Environment) {
    this.environment = environment;
    this.#prefix = this.arnWithoutSuffix("");
    this.#secrets = environment.state.collection("secretsmanager.secrets");
    this.#records = new Remembered(this.#secrets);
  }

  /** A secret by name, ARN, or ARN without the suffix; those waiting for deletion included. */
  find(secretId: string): SecretRecord | undefined {
    if (!secretId.startsWith(this.#prefix)) return this.#live(secretId);
    const name = secretId.slice(this.#prefix.length);
    // The name of a secret may itself end like a suffix: the longest name goes first.
    const named = this.#live(name);
    if (named !== undefined) return named;
    const suffixed = this.#live(name.replace(SUFFIX, ""));
    return suffixed?.arn === secretId ? suffixed : undefined;
  }

  /** As {@link find}; throws `ResourceNotFoundException`. */
  secret(secretId: string | undefined): SecretRecord {
    const secret = this.find(required(secretId, "secretId", "InvalidParameterException"));
    if (secret === undefined) {
      throw new AwsError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }
    return secret;
  }

  /** As {@link secret}; throws `InvalidRequestException` for one that waits for its deletion. */
  usable(secretId: string | undefined): SecretRecord {
    const secret = this.secret(secretId);
    if (secret.deletion !== undefined) {
      throw invalidRequest("You can't perform this operation on the secret because it was marked for deletion.");
    }
    return secret;
  }

  list(): SecretRecord[] {
    return this.#secrets.keys().flatMap((name) => this.#live(name) ?? []);
  }

  put(secret: SecretRecord): void {
    this.#secrets.put(secret.name, secret);
  }

  /** As {@link put}, for a change that counts as one: it moves `LastChangedDate`. */
  change(secret: SecretRecord): void {
    this.put({ ...secret, changed: this.environment.clock.now() });
  }

  remove(secret: SecretRecord): void {
    this.#secrets.delete(secret.name);
  }

  newArn(name: string): string {
    return `${this.arnWithoutSuffix(name)}-${randomText(this.environment.random, 6, SUFFIX_ALPHABET)}`;
  }

  arnWithoutSuffix(name: string): string {
    return arn(this.environment.account, "secretsmanager", `secret:${name}`);
  }

  seal(value: SecretValue): Pick<SecretVersionRecord, "kind" | "sealed"> | undefined {
    const { vault } = this.environment.state;
    if (value.SecretString !== undefined) return { kind: "string", sealed: vault.seal(value.SecretString) };
    if (value.SecretBinary === undefined) return undefined;
    return { kind: "binary", sealed: vault.seal(Buffer.from(value.SecretBinary).toString("base64")) };
  }

  unseal({ kind, sealed }: SecretVersionRecord): SecretValue {
    const text = this.#unsealed.get(sealed) ?? this.environment.state.vault.unseal(sealed);
    if (this.#unsealed.size >= REMEMBERED) this.#unsealed.clear();
    this.#unsealed.set(sealed, text);
    return kind === "string" ? { SecretString: text } : { SecretBinary: new Uint8Array(Buffer.from(text, "base64")) };
  }

  // A secret whose recovery window has passed is gone, whenever somebody looks.
  #live(name: string): SecretRecord | undefined {
    // The Data API asks for the same few with every call.
    const { secret } = this.#records.get(name, () => ({ secret: this.#secrets.get(name) }));
    if (secret?.deletion === undefined || secret.deletion.due > this.environment.clock.now()) return secret;
    this.#secrets.delete(name);
    return undefined;
  }
}

/** The version that bears `stage`. */
export function staged(secret: SecretRecord, stage: string): SecretVersionRecord | undefined {
  return secret.versions.find((version) => version.stages.includes(stage));
}

/**
 * `secret` with `stages` moved to `versionId`. Where AWSCURRENT moves, the version that had it gets AWSPREVIOUS, and
 * versions that lose their last stage are deprecated: they stay readable by id until there are too many.
 */
export function withStages(secret: SecretRecord, versionId: string, stages: readonly string[]): SecretRecord {
  const outgoing = stages.includes(CURRENT) ? staged(secret, CURRENT) : undefined;
  const moves = new Map(stages.map((stage) => [stage, versionId]));
  if (outgoing !== undefined && outgoing.id !== versionId) moves.set(PREVIOUS, outgoing.id);
  const versions = secret.versions.map((version) => {
    const kept = version.stages.filter((stage) => !moves.has(stage));
    const gained = [...moves].filter(([, id]) => id === version.id).map(([stage]) => stage);
    return { ...version, stages: [...kept, ...gained] };
  });
  const deprecated = versions.filter((version) => version.stages.length === 0);
  const surplus = new Set(deprecated.slice(0, Math.max(0, versions.length - VERSION_QUOTA)));
  return { ...secret, versions: versions.filter((version) => !surplus.has(version)) };
}

/** `secret` without `stage` on `versionId`. */
export function withoutStage(secret: SecretRecord, versionId: string, stage: string): SecretRecord {
  const versions = secret.versions.map((version) =>
    version.id === versionId ? { ...version, stages: version.stages.filter((name) => name !== stage) } : version,
  );
  return { ...secret, versions };
}

export function invalidRequest(message: string): AwsError {
  return new AwsError("InvalidRequestException", message);
}

export function invalidParameter(message: string): AwsError {
  return new AwsError("InvalidParameterException", message);
}
