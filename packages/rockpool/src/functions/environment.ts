import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import type { Credentials, FunctionSpec } from "./contract.js";
import type { Launch } from "./launch.js";

export interface SandboxSettings {
  readonly region: string;
  /** The gateway, e.g. `http://127.0.0.1:4566`. */
  readonly endpoint: string;
  readonly logStreamName: string;
  /** A directory of this process alone, in the place of Lambda's `/tmp` and of a home. */
  readonly scratchDirectory: string;
}

/**
 * The environment of a function's process, as "Using Lambda environment variables" documents it, and nothing of
 * Rockpool's own environment. `AWS_ENDPOINT_URL` is the one addition: it sends the AWS SDKs to the gateway.
 */
export function functionEnvironment(
  spec: FunctionSpec,
  launch: Launch,
  credentials: Credentials,
  settings: SandboxSettings,
): Record<string, string> {
  const layerPaths = (name: string) => spec.layers.map((layer) => join(layer, name)).filter((path) => existsSync(path));
  return {
    // What a function may override comes first.
    LANG: "en_US.UTF-8",
    TZ: ":UTC",
    PATH: [dirname(launch.command), "/usr/local/bin", "/usr/bin", "/bin", ...layerPaths("bin")].join(delimiter),
    LD_LIBRARY_PATH: [...layerPaths("lib"), spec.codeDirectory, join(spec.codeDirectory, "lib")].join(delimiter),
    HOME: settings.scratchDirectory,
    TMPDIR: settings.scratchDirectory,
    ...launch.environment,
    AWS_ENDPOINT_URL: settings.endpoint,
    ...spec.environment,
    PWD: spec.codeDirectory,
    _HANDLER: spec.handler,
    LAMBDA_TASK_ROOT: spec.codeDirectory,
    LAMBDA_RUNTIME_DIR: dirname(launch.arguments.at(-1) ?? launch.command),
    AWS_REGION: settings.region,
    AWS_DEFAULT_REGION: settings.region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${spec.runtime}`,
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_LAMBDA_FUNCTION_NAME: spec.functionName,
    AWS_LAMBDA_FUNCTION_VERSION: spec.version,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(spec.memoryMegabytes),
    AWS_LAMBDA_LOG_GROUP_NAME: spec.logGroupName,
    AWS_LAMBDA_LOG_STREAM_NAME: settings.logStreamName,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    ...(credentials.sessionToken === undefined ? {} : { AWS_SESSION_TOKEN: credentials.sessionToken }),
  };
}
