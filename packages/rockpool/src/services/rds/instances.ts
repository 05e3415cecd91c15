import { AwsError } from "../../errors.js";
import type { CallContext } from "../contract.js";
import { engineFacts, resolveVersion } from "./catalog.js";
import { startClusterServer } from "./cluster-server.js";
import type { RdsContext } from "./context.js";
import { type MasterPassword, writeRecord } from "./master-password.js";
import { INSTANCE_GROUPS, fittingGroup } from "./parameter-groups.js";
import { instanceParameters } from "./parameters.js";
import type { ClusterRecord, InstanceRecord, InstanceSettings, Origin } from "./records.js";
import * as check from "./validation.js";

/** Throws AWS's error when an instance of this name exists. */
export function refuseExistingInstance(context: RdsContext, identifier: string): void {
  if (context.store.instances.has(identifier))
    throw new AwsError("DBInstanceAlreadyExistsFault", "DB instance already exists");
}

/** A new instance's record, put into the store; its server comes up in the background. */
export async function addInstance(
  context: RdsContext,
  call: CallContext,
  instance: {
    identifier: string;
    settings: InstanceSettings;
    masterUsername: string;
    /** Asked for when all else is known to be right: it may make a secret. */
    password: () => MasterPassword | Promise<MasterPassword>;
    origin: Origin;
    tags: InstanceRecord["tags"];
    cluster?: ClusterRecord;
    replicaOf?: string;
  },
): Promise<InstanceRecord> {
  const { identifier, settings, password, origin, cluster, ...rest } = instance;
  const facts = engineFacts(settings.Engine ?? "");
  const engineVersion = cluster?.engineVersion ?? resolveVersion(facts, settings.EngineVersion);
  const group = settings.DBParameterGroupName;
  const DBParameterGroupName = fittingGroup(context, INSTANCE_GROUPS, group, facts, engineVersion);
  const port = cluster?.endpoint.port ?? check.port(settings.Port, facts);
  const endpoint = await context.endpoint(identifier, port);
  const { sealedPassword, ...managed } = await password();
  // Asked for all, though the writer has its cluster's: from here to the record nothing is waited for,
  // as the first instance of a cluster is its writer, and zones go round.
  const writer =
    cluster === undefined ? undefined : !context.members(cluster.identifier).some((member) => member.writer === true);
  const record: InstanceRecord = {
    identifier,
    arn: context.arn(`db:${identifier}`),
    resourceId: context.resourceId("db"),
    status: "creating",
    engineVersion,
    created: context.environment.clock.now(),
    availabilityZone: zone(context, settings, cluster),
    settings: {
      ...settings,
      DBSubnetGroupName: settings.DBSubnetGroupName?.toLowerCase(),
      DBClusterIdentifier: cluster?.identifier,
      DBParameterGroupName,
    },
    ...(writer === undefined ? {} : { writer }),
    ...(writer === true
      ? {}
      : {
          server: context.newServer({
            engine: facts.engine,
            engineVersion,
            endpoint,
            ...(settings.DBName === undefined || settings.DBName === "" ? {} : { databaseName: settings.DBName }),
            masterUsername: rest.masterUsername,
            sealedPassword,
            origin,
          }),
        }),
    sealedPassword,
    ...managed,
    ...rest,
  };
  await writeRecord(context, call, record, () => {
    // Another call may have made one in the meantime, or deleted its cluster.
    refuseExistingInstance(context, identifier);
    if (cluster !== undefined) context.cluster(cluster.identifier);
    context.store.instances.put(identifier, record);
    call.written?.(identifier);
  });
  context.noteModelled(record.settings);
  context.noteDataApi(cluster?.identifier);
  void bringUpInstance(context, record);
  return record;
}

/** The background work of an instance in state `creating`; also after a crash. */
export function bringUpInstance(context: RdsContext, record: InstanceRecord): Promise<void> {
  return context.workOnInstance(record, async () => {
    const { settings, writer } = record;
    if (writer === true) {
      await startClusterServer(context, settings.DBClusterIdentifier ?? "");
    } else {
      const cluster = settings.DBClusterIdentifier;
      // A reader copies what runs.
      if (cluster !== undefined && context.cluster(cluster).paused === true) await startClusterServer(context, cluster);
      await startInstanceServer(context, record.identifier);
    }
    context.changeInstance(record.identifier, { status: "available" });
  });
}

/** Makes the instance's own server when there is none yet, and starts it. A reader copies its cluster's server as that is now. */
export async function startInstanceServer(context: RdsContext, identifier: string): Promise<void> {
  const instance = context.instance(identifier);
  const { server } = instance;
  if (server === undefined) return;
  const origin = replicaOrigin(context, instance) ?? server.origin;
  await context.servers.up({ ...server, origin }, instanceParameters(context, instance));
  if (!server.made || server.passwordChanged === true) {
    context.changeInstance(identifier, { server: { ...server, origin, made: true, passwordChanged: false } });
  }
}

function replicaOrigin(context: RdsContext, instance: InstanceRecord): Origin | undefined {
  const cluster = instance.settings.DBClusterIdentifier;
  const source =
    cluster === undefined
      ? instance.replicaOf === undefined
        ? undefined
        : context.instance(instance.replicaOf).server
      : context.cluster(cluster).server;
  return source === undefined ? undefined : { kind: "replica", sourceServerId: source.id };
}

/** The requested zone, or one of the subnet group's. */
function zone(context: RdsContext, settings: InstanceSettings, cluster: ClusterRecord | undefined): string {
  if (settings.AvailabilityZone !== undefined) return settings.AvailabilityZone;
  const name = (cluster?.settings.DBSubnetGroupName ?? settings.DBSubnetGroupName)?.toLowerCase();
  const zones =
    name === undefined ? undefined : context.store.subnetGroups.get(name)?.subnets.map((subnet) => subnet.zone);
  const { region } = context.environment.account;
  if (zones === undefined || zones.length === 0) return `${region}a`;
  const used = cluster === undefined ? 0 : context.members(cluster.identifier).length;
  const distinct = [...new Set(zones)];
  return distinct[used % distinct.length] ?? `${region}a`;
}
