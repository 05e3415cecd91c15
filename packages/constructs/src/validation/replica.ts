import type { Construct } from "constructs";
import type { DatabaseInstanceReadReplicaProps } from "../instance-read-replica";
import { NewDatabaseInstance } from "../new-instance";
import { StorageType } from "../enums";
import { checkLifecycle } from "./instance";
import { invalid } from "./invalid";

/** Ends synthesis for a replica that RDS refuses for certain. */
export function checkReplica(scope: Construct, props: DatabaseInstanceReadReplicaProps): void {
  const source = props.sourceDatabaseInstance;
  const { engine } = source;
  checkLifecycle(scope, engine, props);
  if (engine && !engine.supportsReadReplicaBackups && props.backupRetention !== undefined) {
    invalid(
      scope,
      `backupRetention is given, but replicas of ${engine.engineType} have no automated backups; leave it out`,
    );
  }
  if (source instanceof NewDatabaseInstance && source._withoutBackups) {
    invalid(
      scope,
      `the source ${source.node.path} has backupRetention 0, and a replica needs the automated backups of its source; set 1 day or more there`,
    );
  }
  const type = props.storageType ?? StorageType.GP2;
  if ((type === StorageType.IO1 || type === StorageType.IO2) && props.allocatedStorage === undefined) {
    invalid(
      scope,
      `the replica has ${type} storage, whose IOPS RDS takes together with a size only; give allocatedStorage, at least that of the source`,
    );
  }
}
