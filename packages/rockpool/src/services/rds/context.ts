import type { Endpoint } from "../../engines/contract.js";
import { allocateEndpoint } from "../../engines/endpoints.js";
import { type Environment, arn, randomText } from "../../environment.js";
import { AwsError, messageOf, reasonOf } from "../../errors.js";
import type { CallContext } from "../contract.js";
import type { Tags } from "../tags.js";
import { withTags } from "../tags.js";
import { Background, Changes } from "./changes.js";
import { dataApiLimit } from "./data-api-limits.js";
import { modelledSettings } from "./modelled.js";
import {
  type ClusterRecord,
  type ClusterSettings,
  type InstanceRecord,
  type InstanceSettings,
  type ServerRecord,
  type Store,
  openStore,
} from "./records.js";
import { type EngineProvider, Servers } from "./servers.js";

/** Keeps the master passwords that RDS manages itself (`ManageMasterUserPassword`). */
export interface ManagedSecrets {
  create(
    call: CallContext,
    secret: { name: string; description: string; value: string; kmsKeyId?: string; tags: Tags },
  ): Promise<{ arn: string }>;
  /** Gives a secret a new value. */
  put(call: CallContext, secretArn: string, value: string): Promise<void>;
  /** Deletes at once, without a recovery window. A secret that is gone already is no error. */
  delete(call: CallContext, secretArn: string): Promise<void>;
}

/** The subnets of the ec2 service; throws when one does not exist. */
export type SubnetLookup = (
  ids: readonly string[],
) => ReadonlyArray<{ readonly id: string; readonly vpcId: string; readonly zone: string }>;

export interface RdsOptions {
  readonly environment: Environment;
  readonly engines: EngineProvider;
  readonly secrets: ManagedSecrets;
  readonly subnets: SubnetLookup;
  /** Default `durable`. */
  readonly durability?: "durable" | "ephemeral";
  /** How often serverless clusters are looked at that may pause, in milliseconds. Default 15 000. */
  readonly pauseLookMilliseconds?: number;
}

/** What the parts of the rds service share. */
export class RdsContext {
  readonly environment: Environment;
  readonly store: Store;
  readonly servers: Servers;
  readonly secrets: ManagedSecrets;
  readonly subnets: SubnetLookup;
  readonly changes = new Changes();
  readonly background = new Background();
  /** Aborted when the service closes: what only waits need not go on. */
  readonly closing = new AbortController();
  readonly #noted = new Set<string>();

  constructor(options: RdsOptions) {
    this.environment = options.environment;
    this.store = openStore(options.environment.state);
    this.servers = new Servers(
      options.environment,
      options.engines,
      options.durability ?? "durable",
      this.closing.signal,
      (id) => this.#ownerOf(id),
    );
    this.secrets = options.secrets;
    this.subnets = options.subnets;
  }

  arn(resource: string): string {
    return arn(this.environment.account, "rds", resource);
  }

  /** `cluster-` or `db-` and 26 characters, as AWS's resource ids. */
  resourceId(prefix: string): string {
    return `${prefix}-${randomText(this.environment.random, 26)}`;
  }

  /** A loopback address for a database; the same identifier gets the same one where it is free. */
  endpoint(identifier: string, port: number): Promise<Endpoint> {
    const taken = [
      ...this.store.clusters.list().map((cluster) => cluster.endpoint),
      ...this.store.instances.list().flatMap((instance) => instance.server?.endpoint ?? []),
    ];
    return allocateEndpoint({ id: `${this.environment.state.directory}/${identifier}`, defaultPort: port, taken });
  }

  seal(password: string): string {
    return this.environment.state.vault.seal(password);
  }

  unseal(sealed: string): string {
    return this.environment.state.vault.unseal(sealed);
  }

  cluster(idOrArn: string | undefined): ClusterRecord {
    const id = lastPart(idOrArn);
    const record = this.store.clusters.get(id);
    if (record === undefined) throw new AwsError("DBClusterNotFoundFault", `DBCluster ${id} not found.`);
    return record;
  }

  instance(idOrArn: string | undefined): InstanceRecord {
    const id = lastPart(idOrArn);
    const record = this.store.instances.get(id);
    if (record === undefined) throw new AwsError("DBInstanceNotFoundFault", `DBInstance ${id} not found.`);
    return record;
  }

  members(clusterIdentifier: string): InstanceRecord[] {
    return this.store.instances
      .list()
      .filter((instance) => instance.settings.DBClusterIdentifier === clusterIdentifier);
  }

  #ownerOf(server: string): string | undefined {
    const { clusters, instances } = this.store;
    const cluster = clusters.list().find((one) => one.server?.id === server);
    if (cluster !== undefined) return `DB cluster ${cluster.identifier}`;
    const instance = instances.list().find((one) => one.server?.id === server);
    return instance && `DB instance ${instance.identifier}`;
  }

  /** Says, once per pool and property, which of the settings asked for have no effect here. */
  noteModelled(settings: ClusterSettings | InstanceSettings | undefined): void {
    for (const { property, message } of settings === undefined ? [] : modelledSettings(settings)) {
      if (this.#noted.has(property)) continue;
      this.#noted.add(property);
      this.warn("rds.modelled", message);
    }
  }

  /** Says, once for each cluster and reason, that its Data API works here alone. */
  noteDataApi(clusterIdentifier: string | undefined): void {
    const record = clusterIdentifier === undefined ? undefined : this.store.clusters.get(clusterIdentifier);
    const message = record && dataApiLimit(record, this.members(record.identifier));
    const noted = `${record?.resourceId} ${message}`;
    if (message === undefined || this.#noted.has(noted)) return;
    this.#noted.add(noted);
    this.warn("rds.dataApi", message);
  }

  /** Writes a changed cluster, then announces it. Answers the record as it is now. */
  changeCluster(identifier: string, change: Partial<ClusterRecord>): ClusterRecord {
    const record = { ...this.cluster(identifier), ...change };
    this.store.clusters.put(identifier, record);
    this.changes.announce(`cluster:${identifier}`);
    this.noteModelled(change.settings);
    this.noteDataApi(identifier);
    return record;
  }

  changeInstance(identifier: string, change: Partial<InstanceRecord>): InstanceRecord {
    const record = { ...this.instance(identifier), ...change };
    this.store.instances.put(identifier, record);
    this.changes.announce(`instance:${identifier}`);
    this.noteModelled(change.settings);
    this.noteDataApi(record.settings.DBClusterIdentifier);
    return record;
  }

  /** Runs work on a cluster after its request was answered; an error leaves the record `failed`, with the reason. */
  workOnCluster(identifier: string, work: () => Promise<void>): Promise<void> {
    return this.background.run(`cluster:${identifier}`, async () => {
      try {
        await work();
      } catch (error) {
        // What the end of the pool interrupts goes on with its next start.
        if (this.closing.signal.aborted) return;
        if (this.store.clusters.has(identifier))
          this.changeCluster(identifier, { status: "failed", statusReason: reasonOf(error) });
        this.warn("rds.cluster", `DB cluster ${identifier} failed: ${messageOf(error)}`);
      }
    });
  }

  /** The same for an instance. Work on a cluster's members and on replicas is in order with that on the cluster or the source. */
  workOnInstance(record: InstanceRecord, work: () => Promise<void>): Promise<void> {
    const cluster = record.settings.DBClusterIdentifier;
    const key = cluster === undefined ? `instance:${record.replicaOf ?? record.identifier}` : `cluster:${cluster}`;
    return this.background.run(key, async () => {
      try {
        await work();
      } catch (error) {
        if (this.closing.signal.aborted) return;
        if (this.store.instances.has(record.identifier)) {
          this.changeInstance(record.identifier, { status: "failed", statusReason: reasonOf(error) });
        }
        this.warn("rds.instance", `DB instance ${record.identifier} failed: ${messageOf(error)}`);
      }
    });
  }

  /** The parameters of a server: those of the cluster's group, overridden by the instance's. */
  parameters(groups: { cluster?: string | undefined; instance?: string | undefined }): Record<string, string> {
    const values = {
      ...(groups.cluster === undefined ? {} : this.store.clusterParameterGroups.get(groups.cluster)?.values),
      ...(groups.instance === undefined ? {} : this.store.parameterGroups.get(groups.instance)?.values),
    };
    return Object.fromEntries(Object.entries(values).map(([name, { value }]) => [name, value]));
  }

  /** A new server of a database, not yet made. */
  newServer(server: Omit<ServerRecord, "id" | "made">): ServerRecord {
    return { ...server, id: `db-${randomText(this.environment.random, 13)}`, made: false };
  }

  warn(code: string, message: string): void {
    this.environment.events.emit({ kind: "notice", level: "warning", code, message });
  }
}

/** The identifier of an identifier or ARN, in lower case. */
export function lastPart(idOrArn: string | undefined): string {
  if (idOrArn === undefined) return "";
  return (idOrArn.startsWith("arn:") ? idOrArn.slice(idOrArn.lastIndexOf(":") + 1) : idOrArn).toLowerCase();
}

/** The tags of a create request: RDS takes them in two members. */
export function requestTags(input: {
  Tags?: ReadonlyArray<{ Key?: string | undefined; Value?: string | undefined }> | undefined;
}): Tags {
  return withTags({}, input.Tags);
}
