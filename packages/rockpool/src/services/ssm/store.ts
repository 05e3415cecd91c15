import { arn, type Environment } from "../../environment.js";
import { AwsError } from "../../errors.js";
import type { Collection } from "../../state/state.js";
import { required } from "../input.js";
import type { Tags } from "../tags.js";
import { publicParameters } from "./public-parameters.js";

export type ParameterType = "String" | "StringList" | "SecureString";

export interface ParameterVersionRecord {
  readonly version: number;
  readonly type: ParameterType;
  /** Sealed when the type is SecureString. */
  readonly value: string;
  /** Only for SecureString. */
  readonly keyId?: string;
  readonly description?: string;
  readonly allowedPattern?: string;
  readonly tier: "Standard" | "Advanced";
  readonly dataType: string;
  readonly labels: readonly string[];
  /** Milliseconds since the epoch. */
  readonly modified: number;
  /** ARN of who made this version. */
  readonly user: string;
}

export interface ParameterRecord {
  readonly name: string;
  readonly tags: Tags;
  /** The oldest first; never empty. */
  readonly versions: readonly ParameterVersionRecord[];
}

/** A parameter as a request names it: name or ARN, and a version or label after a colon. */
export interface Selection {
  readonly parameter: ParameterRecord;
  readonly version: ParameterVersionRecord;
  /** `:3` or `:label` as given. */
  readonly selector?: string;
}

const PUBLISHED = 1_700_000_000_000;

/** The parameters of this account and, read-only, the public ones. */
export class ParameterStore {
  readonly environment: Environment;
  readonly #parameters: Collection<ParameterRecord>;
  readonly #public: ReadonlyMap<string, ParameterRecord>;

  constructor(environment: Environment) {
    this.environment = environment;
    this.#parameters = environment.state.collection("ssm.parameters");
    this.#public = new Map(
      [...publicParameters(environment.account).values()].map(({ name, value, dataType }) => [
        name,
        {
          name,
          tags: {},
          versions: [
            {
              version: 1,
              type: "String",
              value,
              tier: "Standard",
              dataType,
              labels: [],
              modified: PUBLISHED,
              user: "aws",
            },
          ],
        },
      ]),
    );
  }

  /** An own or public parameter by its name or ARN, without a selector. */
  find(nameOrArn: string): ParameterRecord | undefined {
    const name = this.nameOf(nameOrArn);
    return this.#parameters.get(name) ?? this.#public.get(name);
  }

  /** An own parameter; throws `ParameterNotFound`. */
  own(nameOrArn: string | undefined): ParameterRecord {
    const name = this.nameOf(required(nameOrArn, "name"));
    const parameter = this.#parameters.get(name);
    if (parameter === undefined) throw notFound(name);
    return parameter;
  }

  select(reference: string | undefined): Selection {
    const wanted = required(reference, "name");
    const plain = this.find(wanted);
    if (plain !== undefined) return { parameter: plain, version: latest(plain) };
    const colon = wanted.lastIndexOf(":");
    const parameter = colon === -1 ? undefined : this.find(wanted.slice(0, colon));
    if (parameter === undefined) throw notFound(this.nameOf(wanted));
    const selector = wanted.slice(colon + 1);
    const version = parameter.versions.find(
      (entry) => `${entry.version}` === selector || entry.labels.includes(selector),
    );
    if (version === undefined) {
      throw new AwsError(
        "ParameterVersionNotFound",
        /^\d+$/.test(selector)
          ? `Systems Manager could not find version ${selector} of ${parameter.name}. Verify the version and try again.`
          : `Systems Manager could not find label ${selector} for parameter ${parameter.name}. Verify the label and try again.`,
      );
    }
    return { parameter, version, selector: `:${selector}` };
  }

  /** Own parameters, ordered by name. */
  list(): ParameterRecord[] {
    return this.#parameters.list();
  }

  /** Own parameters or, below `/aws/`, the public ones. */
  below(path: string): ParameterRecord[] {
    const prefix = path.endsWith("/") ? path : `${path}/`;
    const all = prefix.startsWith("/aws/") ? [...this.#public.values()] : this.#parameters.list();
    return all.filter(({ name }) => name.startsWith(prefix));
  }

  put(parameter: ParameterRecord): void {
    this.#parameters.put(parameter.name, parameter);
  }

  delete(name: string): boolean {
    return this.#parameters.delete(this.nameOf(name));
  }

  /** The value in clear text when `decrypt` is set; else a SecureString's encrypted form. */
  value({ type, value }: ParameterVersionRecord, decrypt: boolean): string {
    return type === "SecureString" && decrypt ? this.environment.state.vault.unseal(value) : value;
  }

  arn(name: string): string {
    const { account } = this.environment;
    const resource = `parameter${name.startsWith("/") ? "" : "/"}${name}`;
    return this.#public.has(name)
      ? `arn:${account.partition}:ssm:${account.region}::${resource}`
      : arn(account, "ssm", resource);
  }

  /** The name within an ARN: below a path it keeps the leading slash, a simple name has none. */
  nameOf(nameOrArn: string): string {
    const match = /^arn:[^:]+:ssm:[^:]*:[^:]*:parameter(\/.+)$/.exec(nameOrArn);
    const path = match?.[1];
    if (path === undefined) return nameOrArn;
    return path.indexOf("/", 1) === -1 ? path.slice(1) : path;
  }
}

export function latest(parameter: ParameterRecord): ParameterVersionRecord {
  const version = parameter.versions.at(-1);
  if (version === undefined) throw new Error(`the parameter ${parameter.name} has no version`);
  return version;
}

export function notFound(name: string): AwsError {
  return new AwsError("ParameterNotFound", `Parameter ${name} not found.`);
}

export function invalid(message: string): AwsError {
  return new AwsError("ValidationException", message);
}
