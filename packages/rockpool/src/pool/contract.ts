import type { DestroyOptions, StackResult } from "../deploy/deploy.js";
import type { Source } from "../deploy/source.js";
import type { StackSelection } from "../deploy/stacks.js";
import type { EventBus } from "../events.js";
import type { Service } from "../services/contract.js";
import type { KeyPair } from "../services/sts/index.js";

export interface DeployOptions extends StackSelection {
  /** Context values for a CDK app, as `-c key=value`. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** Folders that stand for buckets, by bucket. The folder of a template stands for any bucket that does not exist. */
  readonly templateBuckets?: Readonly<Record<string, string>>;
  /**
   * Leave what was made when a stack fails, for a look at it.
   * @default false
   */
  readonly disableRollback?: boolean;
}

export interface DeployResult {
  /** In the order of deployment. */
  readonly stacks: readonly StackResult[];
}

/** A CDK `App` or `Stage`. */
export interface Synthesizable {
  synth(): { readonly directory: string };
}

/** A running pool. Everything it starts ends with `stop()`, with `await using`, or with this process. */
export interface Pool extends AsyncDisposable {
  /** The address of every AWS API: `http://127.0.0.1:<port>`. */
  readonly endpoint: string;
  /** The owner's credentials: they may do everything. */
  readonly credentials: KeyPair;
  readonly region: string;
  readonly accountId: string;
  /** What the pool does, as it does it. */
  readonly events: EventBus;
  readonly services: readonly Service[];
  /** Aborted when the pool begins to stop. */
  readonly stopping: AbortSignal;
  /** Settles when the pool has stopped. */
  readonly stopped: Promise<void>;
  /**
   * Deploys a CDK app (its folder or the `App` itself), a `cdk.out`, a template file or a folder of templates, and
   * returns when every stack is complete.
   *
   * @throws RockpoolError `DeployFailed` when a stack failed and was rolled back; others for sources that cannot be read.
   * @throws AwsError for templates that CloudFormation refuses.
   */
  deploy(source: string | Synthesizable | Source, options?: DeployOptions): Promise<DeployResult>;
  /** Deletes a stack and waits for it; succeeds when there is none. */
  destroy(stackName: string, options?: DestroyOptions): Promise<void>;
  /** Stops everything in order. What the state directory holds stays, unless it is a temporary one. */
  stop(): Promise<void>;
}
