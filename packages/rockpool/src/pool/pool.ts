import { deleteStack, type Deployer, deployStack, type StackResult } from "../deploy/deploy.js";
import { readStacks } from "../deploy/stacks.js";
import { detectSource, type Source } from "../deploy/source.js";
import { synthesize } from "../deploy/synth.js";
import { type Environment, systemClock, systemRandom } from "../environment.js";
import { EventBus } from "../events.js";
import type { Route } from "../gateway/route.js";
import { createGateway, type GatewayOptions } from "../gateway/server.js";
import type { Service } from "../services/contract.js";
import { type DirectoryLock, lockDirectory } from "../state/lock.js";
import { State } from "../state/state.js";
import { accessDecision } from "./access.js";
import type { DeployOptions, DeployResult, Pool, Synthesizable } from "./contract.js";
import { type PoolOptions, removeTemporary, type ResolvedOptions, resolveOptions } from "./options.js";
import { choosePlace, keepPlace } from "./place.js";
import { poolRoutes } from "./routes.js";
import { createParts, type PoolParts } from "./services.js";

/** Whose signatures count, and what they may do: known once the services are made. */
type Access = { -readonly [Key in "lookup" | "decide"]: GatewayOptions[Key] };

/**
 * Starts a pool in this process.
 *
 * @throws RockpoolError `StateInUse`, `PortInUse`, `InvalidOption`, `PlaceChanged`.
 */
export async function startPool(options: PoolOptions = {}): Promise<Pool> {
  const resolved = resolveOptions(options);
  let lock: DirectoryLock | undefined;
  let state: State | undefined;
  try {
    lock = lockDirectory(resolved.stateDirectory);
    state = new State(resolved.stateDirectory);
    return await open(resolved, lock, state);
  } catch (error) {
    state?.close();
    lock?.release();
    removeTemporary(resolved);
    throw error;
  }
}

async function open(options: ResolvedOptions, lock: DirectoryLock, state: State): Promise<Pool> {
  const { region, accountId, port: wantedPort } = choosePlace(state, options);
  const account = { accountId, region, partition: "aws", urlSuffix: "amazonaws.com" };
  const events = new EventBus();
  const common = { account, state, events, clock: systemClock, random: systemRandom };
  // The gateway listens first: services write its address into URLs. It serves what is in these lists, once they are filled.
  const services: Service[] = [];
  const routes: Route[] = [];
  const access: Access = { lookup: () => undefined, decide: () => "implicitDeny" };
  const gateway = createGateway({
    environment: common,
    services,
    routes,
    lookup: (...claim) => access.lookup(...claim),
    decide: (...question) => access.decide(...question),
  });
  const port = await gateway.listen(wantedPort);
  const endpoint = `http://127.0.0.1:${port}`;
  let parts: PoolParts;
  try {
    parts = createParts({ ...common, endpoint }, options);
  } catch (error) {
    await gateway.close();
    throw error;
  }
  const environment: Environment = { ...common, endpoint };
  const stopped = Promise.withResolvers<void>();
  let ended: Promise<void> | undefined;
  const stopping = new AbortController();

  /** From the top floor down: no new work, then the work under way, then what it runs on. */
  async function stop(): Promise<void> {
    stopping.abort();
    await parts.close();
    await gateway.close();
    state.close();
    lock.release();
    removeTemporary(options);
  }

  const pool: Pool = {
    endpoint,
    credentials: parts.credentials,
    region,
    accountId,
    events,
    services: parts.services,
    stopping: stopping.signal,
    stopped: stopped.promise,
    deploy: (source, deployOptions = {}) => deploy(environment, parts, source, deployOptions, stopping.signal),
    destroy: (stackName, destroyOptions) => deleteStack(deployer(environment, parts), stackName, destroyOptions),
    stop() {
      ended ??= stop().finally(stopped.resolve);
      return ended;
    },
    [Symbol.asyncDispose]: () => pool.stop(),
  };
  services.push(...parts.services);
  routes.push(...poolRoutes(pool, parts));
  access.lookup = (accessKeyId, token) => parts.sts.lookup(accessKeyId, token);
  access.decide = accessDecision(parts.iam, parts.services);

  try {
    await parts.recover();
  } catch (error) {
    await gateway.close();
    await parts.close();
    throw error;
  }
  const formerPort = keepPlace(state, { region, accountId, port });
  if (formerPort !== undefined) {
    const message = `the pool answered on port ${formerPort} before and answers on ${port} now: URLs in the outputs of its stacks name the old one until they are deployed again`;
    events.emit({ kind: "notice", level: "warning", code: "pool.moved", message });
  }
  // A temporary pool may be gone before it needs anything.
  if (!options.temporary) parts.warmUp();
  return pool;
}

function deployer(environment: Environment, parts: PoolParts): Deployer {
  return {
    account: environment.account,
    endpoint: environment.endpoint,
    s3: parts.s3,
    stacks: parts.cloudFormation.operations,
    settled: async (stackId) => {
      await parts.stackEngine.waitFor(stackId);
    },
  };
}

async function deploy(
  environment: Environment,
  parts: PoolParts,
  given: string | Synthesizable | Source,
  options: DeployOptions,
  signal: AbortSignal,
): Promise<DeployResult> {
  let source: Source =
    typeof given === "string"
      ? detectSource(given)
      : "kind" in given
        ? given
        : { kind: "assembly", directory: given.synth().directory };
  if (source.kind === "app") {
    parts.warmUp();
    const directory = await synthesize(source.directory, {
      account: environment.account,
      context: options.context ?? {},
      signal,
    });
    source = { kind: "assembly", directory };
  }
  using folders = new DisposableStack();
  if (source.kind === "template") folders.use(parts.folders.use(source.folder));
  for (const [bucket, folder] of Object.entries(options.templateBuckets ?? {}))
    folders.use(parts.folders.use(folder, bucket));
  const stacks: StackResult[] = [];
  for (const stack of await readStacks(source, options)) {
    stacks.push(
      await deployStack(deployer(environment, parts), stack, { disableRollback: options.disableRollback ?? false }),
    );
  }
  return { stacks };
}
