import type {
  Cors,
  DeadLetterConfig,
  FunctionUrlAuthType,
  Runtime,
  TracingConfig,
  VpcConfig,
} from "@aws-sdk/client-lambda";
import type { Tags } from "../tags.js";

/** A function as it is kept. */
export interface FunctionRecord {
  readonly name: string;
  /** e.g. `nodejs24.x`. */
  readonly runtime: string;
  readonly role: string;
  readonly handler: string;
  readonly description: string;
  /** Seconds. */
  readonly timeout: number;
  /** Megabytes. */
  readonly memory: number;
  readonly code: CodeRecord;
  /** The variables as a JSON text, sealed: they often hold secrets. */
  readonly sealedEnvironment: string;
  readonly layers: readonly LayerUse[];
  readonly architecture: "x86_64" | "arm64";
  readonly ephemeralStorage: number;
  readonly logGroup: string;
  /** Kept and shown; one machine has no VPC between its processes. */
  readonly vpc?: VpcConfig;
  readonly deadLetters?: DeadLetterConfig;
  readonly tracing?: TracingConfig;
  readonly reservedConcurrency?: number;
  readonly tags: Tags;
  /** Milliseconds since the epoch. */
  readonly modified: number;
  readonly revision: string;
}

/** A layer that a function uses; its code stays, also when the layer version is deleted. */
export interface LayerUse {
  readonly arn: string;
  readonly code: CodeRecord;
}

export interface CodeRecord {
  /** SHA-256 of the archive, hexadecimal; names the directory with the unpacked code. */
  readonly hash: string;
  /** Bytes of the archive. */
  readonly size: number;
  /** The code came as text in a template: `cfn-response` is at hand. */
  readonly inline: boolean;
}

export interface UrlRecord {
  readonly functionName: string;
  readonly urlId: string;
  readonly authType: FunctionUrlAuthType;
  readonly cors?: Cors;
  readonly created: number;
  readonly modified: number;
}

/** A statement of a function's resource policy, as `GetPolicy` shows it. */
export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Principal: "*" | { readonly AWS: string } | { readonly Service: string };
  readonly Action: string;
  readonly Resource: string;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface LayerRecord {
  readonly name: string;
  readonly version: number;
  readonly description: string;
  readonly code: CodeRecord;
  readonly compatibleRuntimes: readonly Runtime[];
  readonly licenseInfo?: string;
  readonly created: number;
}
