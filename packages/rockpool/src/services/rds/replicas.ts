import type {
  CreateDBInstanceReadReplicaMessage,
  CreateDBInstanceReadReplicaResult,
  PromoteReadReplicaMessage,
  PromoteReadReplicaResult,
} from "@aws-sdk/client-rds";
import { AwsError } from "../../errors.js";
import type { CallContext } from "../contract.js";
import { type RdsContext, requestTags } from "./context.js";
import { addInstance, refuseExistingInstance } from "./instances.js";
import { renderInstance } from "./render.js";
import * as check from "./validation.js";

export function replicaOperations(context: RdsContext) {
  return {
    async CreateDBInstanceReadReplica(
      call: CallContext,
      input: CreateDBInstanceReadReplicaMessage,
    ): Promise<CreateDBInstanceReadReplicaResult> {
      const identifier = check.identifier(input.DBInstanceIdentifier, "DBInstanceIdentifier");
      refuseExistingInstance(context, identifier);
      if (input.SourceDBInstanceIdentifier === undefined)
        throw check.invalidCombination(
          "Rockpool makes read replicas of DB instances only: specify SourceDBInstanceIdentifier.",
        );
      const source = context.instance(input.SourceDBInstanceIdentifier);
      if (source.settings.DBClusterIdentifier !== undefined)
        throw check.invalidCombination(
          "A read replica of a member of a DB cluster can't be created; add an instance to the cluster instead.",
        );
      if (source.status !== "available" || source.server === undefined) {
        throw new AwsError(
          "InvalidDBInstanceStateFault",
          `DB Instance is not available as a source: ${source.identifier} is ${source.status}.`,
        );
      }
      if ((source.settings.BackupRetentionPeriod ?? 1) === 0) {
        throw new AwsError(
          "InvalidDBInstanceStateFault",
          "Automated backups are not enabled for this database instance. To enable automated backups, use ModifyDBInstance to set the backup retention period to a non-zero value.",
        );
      }
      const {
        MasterUserSecretKmsKeyId: _kms,
        ManageMasterUserPassword: _managed,
        DeletionProtection: _protection,
        DBName: _name,
        ...inherited
      } = source.settings;
      const { sealedPassword } = source;
      const record = await addInstance(context, call, {
        identifier,
        settings: {
          ...inherited,
          DBInstanceClass: input.DBInstanceClass ?? inherited.DBInstanceClass,
          AvailabilityZone: input.AvailabilityZone,
          Port: input.Port ?? source.server.endpoint.port,
          MultiAZ: input.MultiAZ ?? false,
          DBParameterGroupName: input.DBParameterGroupName ?? inherited.DBParameterGroupName,
          PubliclyAccessible: input.PubliclyAccessible ?? inherited.PubliclyAccessible,
          VpcSecurityGroupIds: input.VpcSecurityGroupIds ?? inherited.VpcSecurityGroupIds,
          DeletionProtection: input.DeletionProtection,
          BackupRetentionPeriod: 0,
        },
        masterUsername: source.masterUsername,
        password: () => ({ sealedPassword }),
        origin: { kind: "replica", sourceServerId: source.server.id },
        tags: requestTags(input),
        replicaOf: source.identifier,
      });
      return { DBInstance: renderInstance(context, record) };
    },

    PromoteReadReplica(_call: CallContext, input: PromoteReadReplicaMessage): PromoteReadReplicaResult {
      const replica = context.instance(input.DBInstanceIdentifier);
      const { identifier, server } = replica;
      if (replica.replicaOf === undefined || server === undefined) {
        throw new AwsError("InvalidDBInstanceStateFault", `DB Instance is not a read replica: ${identifier}.`);
      }
      if (replica.status !== "available")
        throw new AwsError("InvalidDBInstanceStateFault", `Instance ${identifier} is not in available state.`);
      check.backupRetention(input.BackupRetentionPeriod, 0);
      const record = context.changeInstance(identifier, {
        status: "modifying",
        settings: { ...replica.settings, BackupRetentionPeriod: input.BackupRetentionPeriod ?? 1 },
      });
      void context.workOnInstance(record, async () => {
        await context.servers.server(server.id).promote();
        context.changeInstance(identifier, { status: "available", replicaOf: undefined });
      });
      return { DBInstance: renderInstance(context, record) };
    },
  };
}
