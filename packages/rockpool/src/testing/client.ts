import { execFile } from "node:child_process";
import type { Pool } from "../pool/contract.js";

export interface Ran {
  readonly code: number;
  /** Both streams, in the order of their kinds. */
  readonly text: string;
  readonly stdout: string;
}

/** What makes a program a client of `pool`: the variables that `rockpool env` prints, and nothing else of AWS. */
export function clientVariables(pool: Pool): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(AWS|CDK)_/.test(name));
  return {
    ...Object.fromEntries(inherited),
    AWS_ENDPOINT_URL: pool.endpoint,
    AWS_ACCESS_KEY_ID: pool.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: pool.credentials.secretAccessKey,
    AWS_REGION: pool.region,
    AWS_DEFAULT_REGION: pool.region,
  };
}

/** Runs an unmodified client program against `pool`, for at most `seconds`. */
export function runClient(
  pool: Pool,
  command: readonly [string, ...string[]],
  options: { readonly directory?: string; readonly seconds?: number } = {},
): Promise<Ran> {
  const [file, ...words] = command;
  return new Promise((resolve) => {
    execFile(
      file,
      words,
      {
        env: clientVariables(pool),
        ...(options.directory === undefined ? {} : { cwd: options.directory }),
        timeout: (options.seconds ?? 60) * 1000,
        maxBuffer: 20_000_000,
      },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
        resolve({ code, stdout, text: stdout + stderr + (code === -1 ? `\n${error?.message ?? ""}` : "") });
      },
    );
  });
}

/** Whether a program of this machine runs to its end with success: for a test that is skipped where there is none. */
export async function answers(...command: readonly [string, ...string[]]): Promise<boolean> {
  const [file, ...words] = command;
  return new Promise((resolve) => execFile(file, words, { timeout: 20_000 }, (error) => resolve(error === null)));
}

/** Whether `python3` of this machine has boto3. */
export const hasBoto3 = (): Promise<boolean> => answers("python3", "-c", "import boto3");

/** What a skipped test's name says. */
export const NO_BOTO3 = " (skipped: python3 has no boto3 on this machine)";
