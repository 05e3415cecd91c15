import type { JsonObject, ResourceHandler, ResourceState } from "../../cloudformation/contract.js";
import type { CallContext } from "../../services/contract.js";
import type { RdsService } from "../../services/rds/service.js";
import { optionalBoolean, optionalText, tags } from "../properties.js";
import { refuseProperties } from "../record-handler.js";
import { changedOnly, identifierOf, logExportChange, updateTags } from "./database.js";

const IDENTIFIER_LENGTH = 63;

/** What is there under an identifier. */
interface Found {
  readonly arn: string;
  readonly status: string | undefined;
}

/** What a change can hold whatever the kind. */
interface Change {
  readonly MasterUserPassword?: string;
  readonly ManageMasterUserPassword?: boolean;
  readonly CloudwatchLogsExportConfiguration?: { EnableLogTypes: string[]; DisableLogTypes: string[] };
  readonly ApplyImmediately?: boolean;
}

/** In what clusters and instances differ while CloudFormation makes, changes and deletes them. */
export interface DatabaseKind<T extends Record<string, unknown>> {
  readonly kind: "cluster" | "instance";
  readonly identifierProperty: string;
  readonly snapshotProperty: string;
  /** Properties with which AWS would do what Rockpool cannot. */
  readonly notRun: readonly string[];
  /** The properties that a change takes, in the API's words. */
  changeable(properties: JsonObject): T;
  find(identifier: string): Found | undefined;
  state(identifier: string): ResourceState;
  make(
    call: CallContext,
    identifier: string,
    properties: JsonObject,
    tags: Array<{ Key: string; Value: string }>,
  ): Promise<void>;
  /** Before the change: what another operation than the usual one does. */
  prepare?(identifier: string, before: JsonObject, after: JsonObject): void;
  modify(identifier: string, change: Change, changed?: Partial<T>): Promise<unknown>;
  delete(identifier: string): void;
}

/** The life of a database as CloudFormation sees it: operations of the RDS service, and the time that they take. */
export function lifecycle<T extends Record<string, unknown>>(
  rds: RdsService,
  call: CallContext,
  database: DatabaseKind<T>,
): Required<Pick<ResourceHandler, "create" | "update" | "delete" | "snapshot">> {
  const { kind, notRun } = database;

  return {
    async create(context, properties) {
      refuseProperties(context, properties, notRun);
      const identifier = identifierOf(context, properties, database.identifierProperty, IDENTIFIER_LENGTH);
      await database.make(
        { ...call, written: (id) => context.initiated(id) },
        identifier,
        properties,
        tags(context, properties),
      );
      await rds.whenAvailable(kind, identifier, context.signal);
      // A restored database has the password of its snapshot until it gets the given one.
      const MasterUserPassword = optionalText(properties, "MasterUserPassword");
      const ManageMasterUserPassword = optionalBoolean(properties, "ManageMasterUserPassword");
      if (
        properties[database.snapshotProperty] !== undefined &&
        (MasterUserPassword !== undefined || ManageMasterUserPassword === true)
      ) {
        await database.modify(identifier, { MasterUserPassword, ManageMasterUserPassword });
        await rds.whenAvailable(kind, identifier, context.signal);
      }
      return database.state(identifier);
    },

    async update(context, physicalId, before, after) {
      refuseProperties(context, after, notRun);
      await rds.whenAvailable(kind, physicalId, context.signal);
      if (database.prepare) {
        database.prepare(physicalId, before, after);
        await rds.whenAvailable(kind, physicalId, context.signal);
      }
      const changed = changedOnly(database.changeable(before), database.changeable(after));
      const CloudwatchLogsExportConfiguration = logExportChange(before, after);
      if (Object.keys(changed).length > 0 || CloudwatchLogsExportConfiguration !== undefined) {
        await database.modify(physicalId, { CloudwatchLogsExportConfiguration, ApplyImmediately: true }, changed);
        await rds.whenAvailable(kind, physicalId, context.signal);
      }
      updateTags(rds, call, database.find(physicalId)?.arn ?? "", context, after);
      return database.state(physicalId);
    },

    async delete(context, physicalId) {
      const found = database.find(physicalId);
      if (found === undefined) return;
      if (found.status !== "deleting") database.delete(physicalId);
      await rds.whenDeleted(kind, physicalId, context.signal);
    },

    snapshot: (context, physicalId, _properties, snapshotName) =>
      rds.keepSnapshot(kind, physicalId, snapshotName.toLowerCase(), context.signal),
  };
}
