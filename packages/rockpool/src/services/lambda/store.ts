import { rm } from "node:fs/promises";
import type { Environment } from "../../environment.js";
import { arn } from "../../environment.js";
import { AwsError } from "../../errors.js";
import type { Collection } from "../../state/state.js";
import { codeDirectory } from "./code.js";
import { notFound } from "./errors.js";
import type { CodeRecord, FunctionRecord, LayerRecord, PolicyStatement, UrlRecord } from "./records.js";

/** What the lambda service knows. */
export class LambdaStore {
  readonly environment: Environment;
  readonly functions: Collection<FunctionRecord>;
  /** By function name. */
  readonly urls: Collection<UrlRecord>;
  /** By function name. */
  readonly policies: Collection<readonly PolicyStatement[]>;
  /** By `<name>:<version, ten digits>`. */
  readonly layers: Collection<LayerRecord>;
  /** The last version number of each layer name. Numbers of deleted versions are not used again. */
  readonly layerCounters: Collection<number>;

  constructor(environment: Environment) {
    this.environment = environment;
    this.functions = environment.state.collection("lambda.functions");
    this.urls = environment.state.collection("lambda.urls");
    this.policies = environment.state.collection("lambda.policies");
    this.layers = environment.state.collection("lambda.layers");
    this.layerCounters = environment.state.collection("lambda.layerCounters");
  }

  functionArn(name: string, qualifier?: string): string {
    return arn(this.environment.account, "lambda", `function:${name}${qualifier === undefined ? "" : `:${qualifier}`}`);
  }

  layerArn(name: string, version?: number): string {
    return arn(this.environment.account, "lambda", `layer:${name}${version === undefined ? "" : `:${version}`}`);
  }

  /** The highest number that a version of this layer has had; 0 for a new layer. */
  lastLayerVersion(name: string): number {
    // Layers of older state directories have no counter.
    return this.layerCounters.get(name) ?? this.layers.list(`${name}:`).at(-1)?.version ?? 0;
  }

  /**
   * The function that a request means: by name, partial or full ARN, with the qualifier `$LATEST` at most, since
   * versions and aliases are not kept here.
   */
  get(reference: string | undefined, qualifier?: string): FunctionRecord {
    const { name, qualifier: inner } = parseReference(reference ?? "");
    const wanted = qualifier ?? inner;
    const record = this.functions.get(name);
    if (record === undefined || (wanted !== undefined && wanted !== "$LATEST")) {
      throw notFound(`Function not found: ${this.functionArn(name, wanted)}`);
    }
    return record;
  }

  /** The ARN that a request's reference stands for, also of a function that does not exist. */
  arnOf(reference: string, qualifier?: string): string {
    const parsed = parseReference(reference);
    return this.functionArn(parsed.name, qualifier ?? parsed.qualifier);
  }

  environmentOf(record: FunctionRecord): Record<string, string> {
    const variables: Record<string, string> = JSON.parse(this.environment.state.vault.unseal(record.sealedEnvironment));
    return variables;
  }

  /** Removes unpacked code that no function and no layer needs any more. */
  async forgetCode(code: CodeRecord): Promise<void> {
    const functions = this.functions.list();
    const used = [...functions, ...functions.flatMap(({ layers }) => layers), ...this.layers.list()];
    if (!used.some((user) => user.code.hash === code.hash))
      await rm(codeDirectory(this.environment.state, code), { recursive: true, force: true });
  }
}

/** Takes apart `name`, `name:qualifier`, `account:function:name`, and ARNs with or without a qualifier. */
export function parseReference(reference: string): { name: string; qualifier?: string } {
  const match =
    /^(?:(?:arn:[^:]+:lambda:[^:]*:)?(?:\d{12}:)?function:)?([A-Za-z0-9_-]{1,64})(?::([$A-Za-z0-9_-]{1,128}))?$/.exec(
      reference,
    );
  const [, name, qualifier] = match ?? [];
  if (name === undefined) {
    throw new AwsError(
      "ValidationException",
      `1 validation error detected: Value '${reference}' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: (arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}((-gov)|(-iso(b?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?`,
    );
  }
  return qualifier === undefined ? { name } : { name, qualifier };
}
