import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { RockpoolError } from "../errors.js";

/** How a pool runs. Every option has a default that suits a test: a fresh state directory, a free port. */
export interface PoolOptions {
  /**
   * Where the pool keeps everything.
   * @default - a fresh temporary directory, removed by `stop()`
   */
  readonly stateDirectory?: string;
  /**
   * The port of the AWS API on 127.0.0.1; 0 takes a free one.
   * @default 0
   */
  readonly port?: number;
  /** @default "us-east-1" */
  readonly region?: string;
  /**
   * Twelve digits.
   * @default "000000000000"
   */
  readonly accountId?: string;
  /**
   * Refuse templates with resource types that Rockpool does not run, instead of recording these as modelled, not run.
   * @default false
   */
  readonly strict?: boolean;
  /**
   * `durable`: a committed row survives a power cut. `ephemeral`: it survives `kill -9` of any process, and writes are quicker.
   * @default - `ephemeral` in a temporary state directory, else `durable`
   */
  readonly durability?: "durable" | "ephemeral";
  /** How long a custom resource is waited for once its function has ended without an answer, in seconds.
   * @default 60
   */
  readonly customResourceGraceSeconds?: number;
}

/** Options with every default filled in, checked once. */
export interface ResolvedOptions {
  readonly stateDirectory: string;
  readonly temporary: boolean;
  readonly port: number;
  readonly region: string;
  readonly accountId: string;
  readonly strict: boolean;
  readonly durability: "durable" | "ephemeral";
  readonly customResourceGraceSeconds: number;
}

export function resolveOptions(options: PoolOptions): ResolvedOptions {
  const { port = 0, region = "us-east-1", accountId = "000000000000", customResourceGraceSeconds = 60 } = options;
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new RockpoolError("InvalidOption", `port ${port} is not a whole number from 0 to 65535`, {
      hint: "Use --port 4566, or 0 for a free port.",
    });
  }
  if (!/^\d{12}$/.test(accountId)) {
    throw new RockpoolError("InvalidOption", `account ${accountId} is not twelve digits`, {
      hint: "Use --account 000000000000 or the account of your stacks' env.",
    });
  }
  if (!/^[a-z]{2}(-[a-z]+)+-\d$/.test(region)) {
    throw new RockpoolError("InvalidOption", `region ${region} does not look like one`, {
      hint: "Use e.g. --region us-east-1.",
    });
  }
  const temporary = options.stateDirectory === undefined;
  return {
    stateDirectory: temporary ? mkdtempSync(join(tmpdir(), "rockpool-")) : resolve(options.stateDirectory ?? ""),
    temporary,
    port,
    region,
    accountId,
    strict: options.strict ?? false,
    durability: options.durability ?? (temporary ? "ephemeral" : "durable"),
    customResourceGraceSeconds,
  };
}

/** Removes a temporary state directory; others stay. */
export function removeTemporary(options: ResolvedOptions): void {
  if (options.temporary) rmSync(options.stateDirectory, { recursive: true, force: true });
}
