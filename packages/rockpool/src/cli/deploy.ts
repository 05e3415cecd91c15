import { relative, resolve } from "node:path";
import type { Command } from "commander";
import pc from "picocolors";
import { detectSource, type Source } from "../deploy/source.js";
import { synthesize } from "../deploy/synth.js";
import type { DeployRequest } from "../pool/admin.js";
import type { DeployResult } from "../pool/contract.js";
import { RockpoolError } from "../errors.js";
import { startInBackground } from "./background.js";
import { PoolClient } from "./client.js";
import { type CommonOptions, detachOnInterrupt, keyValue, portNumber, print, renderer, verb } from "./command.js";
import { runningPool, stateDirectory } from "./home.js";
import { duration } from "./progress.js";

interface DeployVerbOptions extends CommonOptions {
  readonly stackName?: string;
  readonly parameters?: Record<string, string>;
  readonly context?: Record<string, string>;
  readonly templateBucket?: Record<string, string>;
  readonly rollback: boolean;
  readonly port?: number;
}

export function deployCommand(): Command {
  return verb("deploy", "deploy a CDK app, a cdk.out, a template or a folder of templates")
    .argument("[source]", "a CDK app folder (cdk.json), a cdk.out, a template file or a folder of templates", ".")
    .argument("[stacks...]", "which stacks of an app (default: all)")
    .option("--stack-name <name>", "name of the stack, for a template (default: from its file name)")
    .option(
      "--parameters <name=value>",
      "a parameter's value; Stack:Name=value for one stack of an app (repeat)",
      keyValue,
    )
    .option("-c, --context <key=value>", "a context value for a CDK app (repeat)", keyValue)
    .option(
      "--template-bucket <bucket=directory>",
      "a folder that stands for a bucket in TemplateURL and S3Bucket (repeat)",
      keyValue,
    )
    .option("--no-rollback", "leave what was made when the deployment fails")
    .option("--port <port>", "port for the pool, when none runs yet; 0 takes a free one", portNumber)
    .action(async (path: string, stacks: string[], options: DeployVerbOptions) => {
      const output = renderer(options);
      try {
        // Before a pool is started for it.
        let source = detectSource(path);
        const client = await connect(options, (text) => output.line(text));
        if (source.kind === "app") {
          const directory = await synthesize(source.directory, {
            account: client.pool,
            context: options.context ?? {},
          });
          source = { kind: "assembly", directory };
        }
        const request: DeployRequest = {
          source,
          stacks,
          parameters: options.parameters ?? {},
          templateBuckets: absolutePaths(options.templateBucket ?? {}),
          disableRollback: !options.rollback,
          ...(options.stackName === undefined ? {} : { stackName: options.stackName }),
        };
        const attach = detachOnInterrupt(
          output,
          "The deployment goes on in the pool. `rockpool events --follow` shows it; `rockpool destroy` takes it back.",
        );
        const result = await client
          .admin<DeployResult>("deploy", request, (message) => {
            if (message.kind !== "result" && message.kind !== "error") output.event(message);
          })
          .catch((error: unknown) => {
            throw withSource(error, request.source);
          })
          .finally(attach);
        output.close();
        if (options.json) output.json({ kind: "result", ...result });
        else show(result);
      } finally {
        output.close();
      }
    });
}

/** The running pool, or one started for this deployment. */
async function connect(options: DeployVerbOptions, say: (text: string) => void): Promise<PoolClient> {
  const directory = stateDirectory(options.state);
  const running = runningPool(directory);
  if (running !== undefined) return new PoolClient(directory, running);
  const pool = await startInBackground(directory, options.port === undefined ? [] : ["--port", String(options.port)]);
  say(pc.dim(`Started a pool at ${pool.endpoint} on ${directory}; \`rockpool stop\` ends it.`));
  return new PoolClient(directory, pool);
}

/** The pool may have been started elsewhere: it does not know the caller's working directory. */
function absolutePaths(folders: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(folders).map(([bucket, folder]) => [bucket, resolve(folder)]));
}

/** A refusal in the service's own words does not say which file it is about. */
function withSource(error: unknown, source: Source): unknown {
  if (!(error instanceof RockpoolError) || error.hint !== undefined || source.kind !== "template") return error;
  const hint = `Nothing was begun. Mend ${relative(".", source.file)} and deploy again.`;
  return new RockpoolError(error.code, error.message, { hint, cause: error });
}

function show(result: DeployResult): void {
  for (const stack of result.stacks) {
    const how = stack.changed ? `${stack.status} in ${duration(stack.milliseconds)}` : `${stack.status}, no changes`;
    print(`${pc.bold(stack.stackName)}  ${how}`);
    for (const [key, value] of Object.entries(stack.outputs)) print(`  ${key} = ${value}`);
  }
}
