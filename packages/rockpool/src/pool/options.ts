import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { RockpoolError } from "../errors.js";
import type { Place } from "./place.js";

/** How a pool runs. Every option has a default that suits a test: a fresh state directory, a free port. */
export interface PoolOptions {
  /**
   * Where the pool keeps everything.
   * @default - a fresh temporary directory, removed by `stop()`
   */
  readonly stateDirectory?: string;
  /**
   * The port of the AWS API on 127.0.0.1; 0 takes a free one.
   * @default - the one that the state directory had last, else a free one
   */
  readonly port?: number;
  /** @default - that of the state directory, else us-east-1 */
  readonly region?: string;
  /**
   * Twelve digits.
   * @default - that of the state directory, else 000000000000
   */
  readonly accountId?: string;
  /** What a state directory that is new takes for the three above, where they are not given. */
  readonly defaults?: { readonly port?: number; readonly region?: string; readonly accountId?: string };
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
  /**
   * Show every statement of the Data API with its values, and every error's text, among the pool's events.
   * @default false
   */
  readonly logStatements?: boolean;
  /** How long a custom resource is waited for once its function has ended without an answer, in seconds.
   * @default 60
   */
  readonly customResourceGraceSeconds?: number;
}

/** Options with every default filled in, checked once. */
export interface ResolvedOptions {
  readonly stateDirectory: string;
  readonly temporary: boolean;
  /** What the caller insists on. */
  readonly asked: Partial<Place>;
  readonly defaults: Place;
  readonly strict: boolean;
  readonly durability: "durable" | "ephemeral";
  readonly logStatements: boolean;
  readonly customResourceGraceSeconds: number;
}

export function resolveOptions(options: PoolOptions): ResolvedOptions {
  const { port, region, accountId, customResourceGraceSeconds = 60 } = options;
  const defaults: Place = {
    port: options.defaults?.port ?? 0,
    region: options.defaults?.region ?? "us-east-1",
    accountId: options.defaults?.accountId ?? "000000000000",
  };
  for (const place of [{ port, region, accountId }, defaults]) checkPlace(place);
  const temporary = options.stateDirectory === undefined;
  return {
    stateDirectory: temporary ? mkdtempSync(join(tmpdir(), "rockpool-")) : resolve(options.stateDirectory ?? ""),
    temporary,
    asked: { port, region, accountId },
    defaults,
    strict: options.strict ?? false,
    durability: options.durability ?? (temporary ? "ephemeral" : "durable"),
    logStatements: options.logStatements ?? false,
    customResourceGraceSeconds,
  };
}

function checkPlace({ port, region, accountId }: Partial<Place>): void {
  if (port !== undefined && (!Number.isInteger(port) || port < 0 || port > 65_535)) {
    throw new RockpoolError("InvalidOption", `port ${port} is not a whole number from 0 to 65535`, {
      hint: "Use --port 4566, or 0 for a free port.",
    });
  }
  if (accountId !== undefined && !/^\d{12}$/.test(accountId)) {
    throw new RockpoolError("InvalidOption", `account ${accountId} is not twelve digits`, {
      hint: "Use --account 000000000000 or the account of your stacks' env.",
    });
  }
  if (region !== undefined && !/^[a-z]{2}(-[a-z]+)+-\d$/.test(region)) {
    throw new RockpoolError("InvalidOption", `region ${region} does not look like one`, {
      hint: "Use e.g. --region us-east-1.",
    });
  }
}

/** Removes a temporary state directory; others stay. */
export function removeTemporary(options: ResolvedOptions): void {
  if (options.temporary) rmSync(options.stateDirectory, { recursive: true, force: true });
}
