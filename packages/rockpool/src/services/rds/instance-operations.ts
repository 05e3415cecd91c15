import type {
  CreateDBInstanceMessage,
  CreateDBInstanceResult,
  DBInstanceMessage,
  DeleteDBInstanceMessage,
  DeleteDBInstanceResult,
  DescribeDBInstancesMessage,
  RebootDBInstanceMessage,
  RebootDBInstanceResult,
  StartDBInstanceMessage,
  StartDBInstanceResult,
  StopDBInstanceMessage,
  StopDBInstanceResult,
} from "@aws-sdk/client-rds";
import { AwsError } from "../../errors.js";
import type { CallContext } from "../contract.js";
import { engineFacts, resolveVersion } from "./catalog.js";
import { startClusterServer } from "./cluster-server.js";
import { type RdsContext, requestTags } from "./context.js";
import { refuseInstanceDeletion } from "./deletion.js";
import { type FilterTable, describe, named } from "./describe.js";
import { checkInstanceSettings } from "./instance-rules.js";
import { addInstance, refuseExistingInstance, startInstanceServer } from "./instances.js";
import { newMasterPassword } from "./master-password.js";
import type { InstanceRecord } from "./records.js";
import { renderInstance } from "./render.js";
import { takeInstanceSnapshot } from "./snapshots.js";
import * as check from "./validation.js";

const FILTERS: FilterTable<InstanceRecord> = {
  "db-instance-id": (instance, values) => named(instance.identifier, values),
  "db-cluster-id": (instance, values) => named(instance.settings.DBClusterIdentifier ?? "", values),
  "dbi-resource-id": (instance, values) => values.includes(instance.resourceId),
  engine: (instance, values) => values.includes(instance.settings.Engine ?? ""),
  domain: (instance, values) => values.includes(instance.settings.Domain ?? ""),
};

export function instanceOperations(context: RdsContext) {
  return {
    async CreateDBInstance(call: CallContext, input: CreateDBInstanceMessage): Promise<CreateDBInstanceResult> {
      const {
        DBInstanceIdentifier,
        MasterUserPassword,
        TdeCredentialPassword: _tde,
        Tags,
        TagSpecifications: _specifications,
        ...settings
      } = input;
      const identifier = check.identifier(DBInstanceIdentifier, "DBInstanceIdentifier");
      const facts = engineFacts(input.Engine ?? "");
      const cluster = input.DBClusterIdentifier === undefined ? undefined : context.cluster(input.DBClusterIdentifier);
      checkInstanceSettings(context, settings, facts, cluster);
      if (cluster !== undefined) {
        if (MasterUserPassword !== undefined)
          throw check.invalidCombination(
            "The requested DB Instance will be a member of a DB Cluster. Set master user password for the DB Cluster.",
          );
        if (cluster.status === "deleting" || cluster.status === "failed") {
          throw new AwsError(
            "InvalidDBClusterStateFault",
            `DB cluster ${cluster.identifier} is not in the available state; its status is ${cluster.status}.`,
          );
        }
        refuseExistingInstance(context, identifier);
        const { masterUsername, sealedPassword } = cluster;
        const record = await addInstance(context, call, {
          identifier,
          settings,
          masterUsername,
          password: () => ({ sealedPassword }),
          origin: { kind: "empty" },
          tags: requestTags({ Tags }),
          cluster,
        });
        return { DBInstance: renderInstance(context, record) };
      }
      resolveVersion(facts, input.EngineVersion);
      const username = check.masterUsername(input.MasterUsername, facts);
      refuseExistingInstance(context, identifier);
      const given = { ...settings, MasterUserPassword };
      const database = { kind: "db", arn: context.arn(`db:${identifier}`), username, facts } as const;
      const DBName = check.databaseName(input.DBName, "DBName", facts);
      const record = await addInstance(context, call, {
        identifier,
        settings: { ...settings, DBName },
        masterUsername: username,
        password: () => newMasterPassword(context, call, given, database),
        origin: { kind: "empty" },
        tags: requestTags({ Tags }),
      });
      return { DBInstance: renderInstance(context, record) };
    },

    DescribeDBInstances(_call: CallContext, input: DescribeDBInstancesMessage): DBInstanceMessage {
      const found =
        input.DBInstanceIdentifier === undefined
          ? context.store.instances.list()
          : [context.instance(input.DBInstanceIdentifier)];
      const { items, Marker } = describe(found, (instance) => instance.identifier, input, FILTERS);
      return { DBInstances: items.map((instance) => renderInstance(context, instance)), Marker };
    },

    DeleteDBInstance(call: CallContext, input: DeleteDBInstanceMessage): DeleteDBInstanceResult {
      const instance = context.instance(input.DBInstanceIdentifier);
      const { identifier, settings } = instance;
      refuseInstanceDeletion(instance);
      if (instance.status === "deleting")
        throw new AwsError("InvalidDBInstanceStateFault", `Instance ${identifier} is already being deleted.`);
      const snapshot = finalSnapshotName(instance, input);
      const takeSnapshot =
        snapshot === undefined ? undefined : takeInstanceSnapshot(context, instance, snapshot, "final");
      const record = context.changeInstance(identifier, { status: "deleting" });
      void context.workOnInstance(record, async () => {
        if (takeSnapshot !== undefined) await takeSnapshot();
        const { server, managedSecretArn } = context.instance(identifier);
        if (server !== undefined) await context.servers.destroy(server);
        if (settings.DBClusterIdentifier !== undefined) await leaveCluster(settings.DBClusterIdentifier, record);
        if (managedSecretArn !== undefined) await context.secrets.delete(call, managedSecretArn);
        context.store.instances.delete(identifier);
        context.changes.announce(`instance:${identifier}`);
      });
      return { DBInstance: renderInstance(context, record) };
    },

    RebootDBInstance(_call: CallContext, input: RebootDBInstanceMessage): RebootDBInstanceResult {
      const instance = available(input.DBInstanceIdentifier);
      if (input.ForceFailover === true && instance.settings.MultiAZ !== true) {
        throw check.invalidCombination("Cannot reboot with failover: the instance is not a Multi-AZ deployment.");
      }
      return restart(instance, "rebooting", true);
    },

    StopDBInstance(_call: CallContext, input: StopDBInstanceMessage): StopDBInstanceResult {
      const instance = available(input.DBInstanceIdentifier);
      refuseMember(instance);
      const record = context.changeInstance(instance.identifier, { status: "stopping" });
      void context.workOnInstance(record, async () => {
        if (record.server !== undefined) await context.servers.down(record.server.id);
        context.changeInstance(record.identifier, { status: "stopped" });
      });
      return { DBInstance: renderInstance(context, record) };
    },

    StartDBInstance(_call: CallContext, input: StartDBInstanceMessage): StartDBInstanceResult {
      const instance = context.instance(input.DBInstanceIdentifier);
      refuseMember(instance);
      if (instance.status !== "stopped")
        throw new AwsError("InvalidDBInstanceStateFault", `Instance ${instance.identifier} is not stopped.`);
      return restart(instance, "starting", false);
    },
  };

  function available(identifier: string | undefined): InstanceRecord {
    const instance = context.instance(identifier);
    if (instance.status !== "available")
      throw new AwsError("InvalidDBInstanceStateFault", `Instance ${instance.identifier} is not in available state.`);
    return instance;
  }

  function refuseMember(instance: InstanceRecord): void {
    if (instance.settings.DBClusterIdentifier !== undefined) {
      throw check.invalidCombination(
        `The DB instance ${instance.identifier} belongs to a DB cluster: use StopDBCluster or StartDBCluster.`,
      );
    }
  }

  function restart(
    instance: InstanceRecord,
    status: "rebooting" | "starting",
    stopFirst: boolean,
  ): { DBInstance: ReturnType<typeof renderInstance> } {
    const record = context.changeInstance(instance.identifier, { status });
    void context.workOnInstance(record, async () => {
      const cluster = record.writer === true ? record.settings.DBClusterIdentifier : undefined;
      const server = cluster === undefined ? record.server : context.cluster(cluster).server;
      if (stopFirst && server !== undefined) await context.servers.down(server.id);
      if (cluster === undefined) await startInstanceServer(context, record.identifier);
      else await startClusterServer(context, cluster);
      context.changeInstance(record.identifier, { status: "available", pendingReboot: false });
    });
    return { DBInstance: renderInstance(context, record) };
  }

  /** The writer's place goes to the first reader, which from then on has the cluster's server; without readers that stops. */
  async function leaveCluster(clusterIdentifier: string, leaving: InstanceRecord): Promise<void> {
    if (leaving.writer !== true) return;
    const others = context
      .members(clusterIdentifier)
      .filter((member) => member.identifier !== leaving.identifier && member.status !== "deleting");
    const heir = others.toSorted((a, b) => (a.settings.PromotionTier ?? 1) - (b.settings.PromotionTier ?? 1))[0];
    const { server } = context.cluster(clusterIdentifier);
    if (heir === undefined) {
      if (server !== undefined) await context.servers.down(server.id);
      return;
    }
    context.changeInstance(heir.identifier, { writer: true, server: undefined });
    context.changeInstance(leaving.identifier, { writer: false });
    if (heir.server !== undefined) await context.servers.destroy(heir.server);
  }
}

function finalSnapshotName(instance: InstanceRecord, input: DeleteDBInstanceMessage): string | undefined {
  const { settings } = instance;
  if (settings.DBClusterIdentifier !== undefined || instance.replicaOf !== undefined) {
    if (input.FinalDBSnapshotIdentifier !== undefined) {
      throw check.invalidCombination(
        instance.replicaOf === undefined
          ? "FinalDBSnapshotIdentifier can not be specified when deleting an instance that is a member of a DB cluster"
          : "FinalDBSnapshotIdentifier can not be specified when deleting a replica instance",
      );
    }
    return undefined;
  }
  // An instance that never came up has nothing to take a snapshot of.
  if (instance.status === "failed" && input.SkipFinalSnapshot === true) return undefined;
  return check.finalSnapshot(input);
}
