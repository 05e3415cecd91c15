import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { StackEvent } from "../events.js";
import type { PoolOptions } from "../pool/options.js";
import type { DeployOptions, DeployResult, Pool } from "../pool/contract.js";
import { startPool } from "../pool/pool.js";
import { ownerCall } from "../services/contract.js";
import { noProcessesOn } from "./leftovers.js";
import { writeFiles } from "./functions.js";

/** A template in the making: plain objects, so that a test can change one thing of it. */
export interface Template {
  readonly Resources: Readonly<Record<string, unknown>>;
  readonly [section: string]: unknown;
}

/** A pool of a test's own. Disposal fails when it leaves a process or its directory behind. */
export interface TestPool extends Pool {
  readonly directory: string;
  /** The stack events so far. */
  readonly stackEvents: readonly StackEvent[];
  readonly notices: readonly string[];
  /** Deploys a template that is an object or a text. */
  deployTemplate(stackName: string, template: Template | string, options?: DeployOptions): Promise<DeployResult>;
  /** An operation as the pool's owner. */
  call<Output>(service: string, operation: string, input?: object): Promise<Output>;
}

export async function startTestPool(options: PoolOptions = {}): Promise<TestPool> {
  const temporary = options.stateDirectory === undefined;
  const directory = options.stateDirectory ?? mkdtempSync(join(tmpdir(), "rockpool-pool-"));
  const sources = mkdtempSync(join(tmpdir(), "rockpool-sources-"));
  const remove = (): void => {
    rmSync(sources, { recursive: true, force: true });
    if (temporary) rmSync(directory, { recursive: true, force: true });
  };
  let pool: Pool;
  try {
    pool = await startPool({ durability: "ephemeral", ...options, stateDirectory: directory });
  } catch (error) {
    remove();
    throw error;
  }
  const stackEvents: StackEvent[] = [];
  const notices: string[] = [];
  pool.events.subscribe((event) => {
    if (event.kind === "stack") stackEvents.push(event);
    if (event.kind === "notice") notices.push(event.message);
  });
  return {
    ...pool,
    directory,
    stackEvents,
    notices,
    deployTemplate(stackName, template, deployOptions = {}) {
      const text = typeof template === "string" ? template : JSON.stringify(template);
      writeFiles(sources, { [`${stackName}.yaml`]: text });
      return pool.deploy(join(sources, `${stackName}.yaml`), { stackName, ...deployOptions });
    },
    async call<Output>(service: string, operation: string, input: object = {}): Promise<Output> {
      const found = pool.services.find(({ signingName }) => signingName === service)?.operations[operation];
      if (found === undefined) throw new Error(`${service} ${operation} is not served`);
      const answer: Output = await Reflect.apply(found, undefined, [ownerCall(pool.accountId), input]);
      return answer;
    },
    async [Symbol.asyncDispose]() {
      try {
        await pool.stop();
        await noProcessesOn(directory);
        if (!existsSync(directory)) throw new Error(`${directory}, which was given to the pool, is gone`);
      } finally {
        remove();
      }
    },
  };
}
