import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { type Environment, randomHex } from "../environment.js";
import { RockpoolError } from "../errors.js";
import type { Credentials, FunctionSpec } from "./contract.js";
import { functionEnvironment } from "./environment.js";
import type { Launch } from "./launch.js";
import { FunctionProcess, type Outcome } from "./process.js";
import type { Scratch } from "./scratch.js";

/** The initialization phase has ten seconds of its own, as on AWS; the function's own timeout is added where it is longer. */
const INIT_MILLISECONDS = 10_000;

/** A process with the log stream and the scratch directory that belong to it. */
export interface Sandbox {
  readonly process: FunctionProcess;
  readonly logStreamName: string;
  /** Where output of this process goes at the moment. */
  onLine: (message: string) => void;
  /** Set once the code has been loaded. */
  initMilliseconds: number | undefined;
  /** Loads the function's code. */
  initialize(): Promise<Outcome>;
}

interface Tracked extends Sandbox {
  /** Code, settings and credentials that this process was started with. */
  readonly key: string;
  stale: boolean;
  idleTimer?: NodeJS.Timeout;
}

export interface PoolOptions {
  readonly environment: Environment;
  readonly scratch: Scratch;
  readonly concurrency: number;
  readonly idleMilliseconds: number;
}

/** The processes of one function. */
export class SandboxPool {
  readonly #options: PoolOptions;
  readonly #all = new Set<Tracked>();
  readonly #idle: Tracked[] = [];
  readonly #starting = new Set<Promise<Tracked>>();
  readonly #waiting: Array<() => void> = [];
  #closed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** A warm process when there is one, else a new one; waits while the function has as many as it may have. */
  async acquire(spec: FunctionSpec, launch: Launch, credentials: Credentials): Promise<Sandbox> {
    const key = fingerprint(spec, launch, credentials);
    for (;;) {
      if (this.#closed) throw stopped(spec);
      for (let sandbox = this.#idle.pop(); sandbox !== undefined; sandbox = this.#idle.pop()) {
        clearTimeout(sandbox.idleTimer);
        if (sandbox.key === key) return sandbox;
        void this.#end(sandbox);
      }
      if (this.#all.size + this.#starting.size < this.#options.concurrency) {
        const start = this.#start(key, spec, launch, credentials);
        this.#starting.add(start);
        try {
          return await start;
        } catch (error) {
          this.#waiting.shift()?.();
          throw error;
        } finally {
          this.#starting.delete(start);
        }
      }
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** Gives a process back; `reusable` is false after a timeout or a crash. */
  release(sandbox: Sandbox, reusable: boolean): void {
    const tracked = [...this.#all].find((candidate) => candidate === sandbox);
    if (tracked && (!reusable || tracked.stale)) void this.#end(tracked);
    else if (tracked) {
      tracked.idleTimer = setTimeout(() => {
        this.#idle.splice(this.#idle.indexOf(tracked), 1);
        void this.#end(tracked);
      }, this.#options.idleMilliseconds);
      tracked.idleTimer.unref();
      this.#idle.push(tracked);
    }
    this.#waiting.shift()?.();
  }

  /** Ends idle processes now, busy ones after their invocation. */
  async retire(): Promise<void> {
    for (const sandbox of this.#all) sandbox.stale = true;
    await Promise.all(this.#idle.splice(0).map((sandbox) => this.#end(sandbox)));
  }

  /** Ends every process, whatever it does. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const resume of this.#waiting.splice(0)) resume();
    this.#idle.length = 0;
    await Promise.allSettled(this.#starting);
    await Promise.all([...this.#all].map((sandbox) => this.#end(sandbox)));
  }

  async #start(key: string, spec: FunctionSpec, launch: Launch, credentials: Credentials): Promise<Tracked> {
    const { account, clock, endpoint, random } = this.#options.environment;
    const id = randomHex(random, 32);
    const logStreamName = `${new Date(clock.now()).toISOString().slice(0, 10).replaceAll("-", "/")}/[${spec.version}]${id}`;
    const scratchDirectory = this.#options.scratch.make(id);
    // A control character opens it, so that ordinary output never ends like a marker.
    const marker = `\u0001${id}`;
    let sandbox: Tracked | undefined;
    const process = await FunctionProcess.start({
      command: launch.command,
      arguments: launch.arguments,
      cwd: spec.codeDirectory,
      environment: functionEnvironment(spec, launch, credentials, {
        region: account.region,
        endpoint,
        logStreamName,
        scratchDirectory,
      }),
      marker,
      onLine: (message) => sandbox?.onLine(message),
    });
    sandbox = {
      key,
      process,
      logStreamName,
      onLine: () => {},
      initMilliseconds: undefined,
      stale: false,
      initialize: () =>
        process.request(
          {
            type: "init",
            marker,
            endpoint,
            taskRoot: spec.codeDirectory,
            layers: spec.layers,
            inline: spec.inline,
            handler: spec.handler,
            runtime: spec.runtime,
            functionName: spec.functionName,
            version: spec.version,
            memoryMegabytes: spec.memoryMegabytes,
            logGroupName: spec.logGroupName,
            logStreamName,
            ...launch.init,
          },
          Math.max(INIT_MILLISECONDS, spec.timeoutSeconds * 1000),
        ),
    };
    const started = sandbox;
    this.#all.add(started);
    void process.exited.then(() => {
      rmSync(scratchDirectory, { recursive: true, force: true });
      clearTimeout(started.idleTimer);
      this.#all.delete(started);
      const at = this.#idle.indexOf(started);
      if (at >= 0) this.#idle.splice(at, 1);
      this.#waiting.shift()?.();
    });
    if (this.#closed) {
      await process.end();
      throw stopped(spec);
    }
    return started;
  }

  async #end(sandbox: Tracked): Promise<void> {
    clearTimeout(sandbox.idleTimer);
    await sandbox.process.end();
  }
}

function stopped(spec: FunctionSpec): RockpoolError {
  return new RockpoolError("RunnerClosed", `${spec.functionName} was invoked while the pool stopped`);
}

function fingerprint(spec: FunctionSpec, launch: Launch, credentials: Credentials): string {
  return createHash("sha256")
    .update(JSON.stringify([spec, launch, credentials]))
    .digest("hex");
}
