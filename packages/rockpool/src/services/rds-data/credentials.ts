import { hash } from "node:crypto";
import { AwsError } from "../../errors.js";
import type { CallContext } from "../contract.js";
import type { Generation } from "./generation.js";

/** A secret's current value, by name or ARN. Throws Secrets Manager's own errors. */
export type ReadSecret = (
  call: CallContext,
  idOrArn: string,
) =>
  | Promise<{ readonly arn: string; readonly name: string; readonly value: string }>
  | { readonly arn: string; readonly name: string; readonly value: string };

export interface Credentials {
  readonly username: string;
  readonly password: string;
  /** Of the password: tells one from another. */
  readonly digest: string;
  /** The DB cluster that the secret is attached to, where it says so. AWS does not compare it. */
  readonly cluster: string | undefined;
}

/** Secrets whose texts are kept read, each with the one text that was read last. */
const REMEMBERED = 50;

interface Known {
  readonly text: string;
  readonly credentials: Credentials;
}

/** Reads the database users of secrets; what a text says is made out once, until the secret has another one. */
export class CredentialsReader {
  readonly #readSecret: ReadSecret;
  /** By the secret's ARN. */
  readonly #known = new Map<string, Known>();

  constructor(readSecret: ReadSecret) {
    this.#readSecret = readSecret;
  }

  /** The database user of a secret: a JSON text with `username` and `password`. No error shows a part of it. */
  async read(call: CallContext, secretArn: string, generation: Generation): Promise<Credentials> {
    const { arn, value: text } = await secretOf(this.#readSecret, call, secretArn, generation);
    const known = this.#known.get(arn);
    if (known?.text === text) return known.credentials;
    this.#known.delete(arn);
    const credentials = credentialsOf(text);
    if (credentials === undefined) {
      throw new AwsError(
        generation.invalidSecret,
        "The Secrets Manager secret used with the request isn't valid: it must be a JSON object with username and password.",
        { hint: 'Store {"username": "...", "password": "..."} as the text of the secret.' },
      );
    }
    const [oldest] = this.#known.keys();
    if (oldest !== undefined && this.#known.size >= REMEMBERED) this.#known.delete(oldest);
    this.#known.set(arn, { text, credentials });
    return credentials;
  }
}

function credentialsOf(text: string): Credentials | undefined {
  const { username, password, dbClusterIdentifier: cluster } = fields(text);
  if (typeof username !== "string" || typeof password !== "string" || !/^[^\0]+$/.test(username)) return undefined;
  const digest = hash("sha256", password, "base64");
  return { username, password, digest, cluster: typeof cluster === "string" ? cluster : undefined };
}

async function secretOf(
  readSecret: ReadSecret,
  call: CallContext,
  secretArn: string,
  generation: Generation,
): Promise<{ arn: string; value: string }> {
  try {
    return await readSecret(call, secretArn);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw new AwsError(
      generation.secretError,
      `There was a problem with the Secrets Manager secret used with the request: ${error.message}`,
      {
        cause: error,
        hint: "Give the ARN or the name of a secret of this account and region that is not waiting for its deletion.",
      },
    );
  }
}

function fields(text: string): { username?: unknown; password?: unknown; dbClusterIdentifier?: unknown } {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}
