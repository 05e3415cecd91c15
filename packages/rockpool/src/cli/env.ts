import { spawn } from "node:child_process";
import { basename } from "node:path";
import type { Command } from "commander";
import { RockpoolError } from "../errors.js";
import type { PoolClient } from "./client.js";
import { client, type CommonOptions, print, verb } from "./command.js";

/** What makes any AWS SDK or tool a client of the pool. */
export function clientEnvironment({ pool, credentials }: PoolClient): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: pool.endpoint,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_REGION: pool.region,
    AWS_DEFAULT_REGION: pool.region,
  };
}

const SESSION = ["AWS_SESSION_TOKEN", "AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"];

/** The caller's own settings that would lead a client past the pool, or mix another account's session into it. */
function cleared(): string[] {
  return [...SESSION, ...Object.keys(process.env).filter((name) => name.startsWith("AWS_ENDPOINT_URL_"))];
}

export function envCommand(): Command {
  return verb("env", 'print credentials and endpoint for AWS clients: eval "$(rockpool env)"').action(
    (options: CommonOptions) => {
      const environment = clientEnvironment(ownPool(options));
      if (options.json) return print(JSON.stringify(environment));
      for (const [name, value] of Object.entries(environment)) print(`export ${name}='${value}'`);
      print(`unset ${cleared().join(" ")}`);
    },
  );
}

function ownPool(options: CommonOptions): PoolClient {
  try {
    return client(options);
  } catch (error) {
    // To evaluate nothing would succeed, and the next command would go to AWS itself.
    if (!options.json) print("false");
    throw error;
  }
}

export function execCommand(): Command {
  return verb(
    "exec",
    "run a command with the pool's credentials and endpoint: rockpool exec -- aws rds describe-db-clusters",
  )
    .argument("<command...>", "the command and its arguments")
    .passThroughOptions()
    .action(async (words: string[], options: CommonOptions) => {
      const [command = "", ...rest] = words;
      const pool = client(options);
      const without = cleared();
      const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !without.includes(name)));
      const child = spawn(command, [...endpointWords(command, rest, pool), ...rest], {
        stdio: "inherit",
        env: { ...inherited, ...clientEnvironment(pool) },
      });
      // The terminal sends Ctrl-C to both; the command decides what it means.
      process.on("SIGINT", () => undefined);
      for (const signal of ["SIGTERM", "SIGHUP"] as const) process.on(signal, () => void child.kill(signal));
      process.exitCode = await new Promise<number>((resolve, reject) => {
        child.once("error", (cause) =>
          reject(
            new RockpoolError("CommandNotFound", `${command} cannot be run: ${cause.message}`, {
              hint: "Check the command's name, and that PATH has it.",
              cause,
            }),
          ),
        );
        child.once("close", (code) => resolve(code ?? 1));
      });
    });
}

/**
 * Version 1 of the AWS command line passes over AWS_ENDPOINT_URL for RDS in us-east-1 (it names the service's old host
 * itself), unless the endpoint stands among its own words.
 */
function endpointWords(command: string, words: readonly string[], { pool }: PoolClient): string[] {
  const isAws = basename(command) === "aws" && !words.some((word) => word.startsWith("--endpoint-url"));
  return isAws ? ["--endpoint-url", pool.endpoint] : [];
}
