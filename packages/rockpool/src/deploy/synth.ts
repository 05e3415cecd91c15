import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Account } from "../environment.js";
import { RockpoolError } from "../errors.js";
import { spawnPiped } from "../functions/spawn.js";
import { availabilityZones } from "../services/ec2/index.js";
import { readConfiguration } from "./cdk-json.js";

export interface SynthOptions {
  readonly account: Pick<Account, "accountId" | "region">;
  /** As `-c key=value` of the CDK. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** Where the app's own output goes; default: standard error. */
  readonly onOutput?: (text: string) => void;
  /** Ends the app. */
  readonly signal?: AbortSignal;
  /** Where the user's own `.cdk.json` may lie; default: the home directory. */
  readonly home?: string;
}

/** Context that the app asks for is looked up here; a second question for the same key ends the synthesis. */
const LOOKUPS: Readonly<Record<string, (region: string) => unknown>> = {
  "availability-zones": availabilityZones,
};

/**
 * Runs a CDK app as the CDK's command line does (`build`, then `app` of its `cdk.json`), so that both come to the same templates, and gives the directory of the assembly.
 *
 * @throws RockpoolError `SynthFailed`, `AppConfiguration` or `ContextMissing`.
 */
export async function synthesize(directory: string, options: SynthOptions): Promise<string> {
  const configuration = readConfiguration(directory, options.home ?? homedir());
  const context: Record<string, unknown> = { ...configuration.context, ...options.context, ...configuration.told };
  if (configuration.build !== undefined) await run(configuration.build, directory, {}, options);
  for (;;) {
    const told = { CDK_OUTDIR: configuration.output, CDK_CONTEXT_JSON: JSON.stringify(context) };
    await run(configuration.app, directory, told, options);
    const missing = missingContext(configuration.output);
    if (missing.length === 0) return configuration.output;
    for (const { key, provider } of missing) {
      const lookup = LOOKUPS[provider];
      if (lookup === undefined || key in context) {
        throw new RockpoolError(
          "ContextMissing",
          `the app in ${directory} looks up ${key} (${provider}), which Rockpool does not answer while it synthesizes`,
          {
            hint: "Run `cdk synth` against the account that has it, keep its cdk.context.json, or leave the look-up out.",
          },
        );
      }
      context[key] = lookup(options.account.region);
    }
  }
}

/** Runs a command of the `cdk.json`; `told` are variables for it alone. */
async function run(
  command: string,
  directory: string,
  told: Readonly<Record<string, string>>,
  options: SynthOptions,
): Promise<void> {
  const report = options.onOutput ?? ((text: string) => void process.stderr.write(text));
  const [shell, ...words] =
    process.platform === "win32" ? [process.env["ComSpec"] ?? "cmd.exe", "/d", "/s", "/c"] : ["/bin/sh", "-c"];
  // However this process ends, the app does not go on without it.
  const child = await spawnPiped(shell ?? "", [...words, command], {
    cwd: directory,
    env: {
      ...definedVariables(process.env),
      ...told,
      CDK_DEFAULT_ACCOUNT: options.account.accountId,
      CDK_DEFAULT_REGION: options.account.region,
    },
  });
  let tail = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      tail = (tail + text).slice(-4000);
      report(text);
    });
  }
  const end = (): void => child.kill();
  options.signal?.addEventListener("abort", end, { once: true });
  const { code } = await child.exited.finally(() => options.signal?.removeEventListener("abort", end));
  if (code !== 0) {
    throw new RockpoolError(
      "SynthFailed",
      `\`${command}\` in ${directory} ended with ${code === null ? "a signal" : `exit code ${code}`}\n${tail.trim()}`,
      {
        hint: "Mend the app until the command runs by itself, then deploy again.",
      },
    );
  }
}

function definedVariables(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]): Array<[string, string]> =>
      value === undefined ? [] : [[name, value]],
    ),
  );
}

function missingContext(output: string): Array<{ key: string; provider: string }> {
  const manifest: { missing?: Array<{ key: string; provider: string }> } = JSON.parse(
    readFileSync(join(output, "manifest.json"), "utf8"),
  );
  return manifest.missing ?? [];
}
