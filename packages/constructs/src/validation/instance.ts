import { Token } from "aws-cdk-lib/core";
import type * as rds from "aws-cdk-lib/aws-rds";
import type { IConstruct } from "constructs";
import type { DatabaseInstanceNewProps, DatabaseInstanceSourceProps } from "../database-instance-props";
import { invalid } from "./invalid";
import { checkDatabaseName, checkIdentifier, engineFamilyOf } from "./names";
import { checkRange, checkRetention } from "./ranges";
import { checkWindows } from "./windows";

/** Ends synthesis for values of a new instance that RDS refuses for certain, whatever its engine. */
export function checkInstanceProps(scope: IConstruct, props: DatabaseInstanceNewProps): void {
  checkIdentifier(scope, "instanceIdentifier", props.instanceIdentifier);
  checkRange(scope, "port", props.port, { min: 1150, max: 65_535 });
  checkRetention(scope, "backupRetention", props.backupRetention, 0);
  checkWindows(scope, props.preferredMaintenanceWindow, props.preferredBackupWindow, "preferredBackupWindow");
  if (props.multiAz && props.availabilityZone !== undefined) {
    invalid(
      scope,
      `availabilityZone is ${props.availabilityZone} on an instance with multiAz, which is in two; leave one of them out`,
    );
  }
}

/** Engines whose major versions have extended support. */
const WITH_EXTENDED_SUPPORT = ["mysql", "postgres"];

/** Ends synthesis for a lifecycle on an engine that has none to choose. */
export function checkLifecycle(
  scope: IConstruct,
  engine: rds.IEngine | undefined,
  { engineLifecycleSupport }: Pick<DatabaseInstanceNewProps, "engineLifecycleSupport">,
): void {
  if (engineLifecycleSupport === undefined || !engine || WITH_EXTENDED_SUPPORT.includes(engine.engineType)) return;
  invalid(
    scope,
    `engineLifecycleSupport is given for ${engine.engineType}; only ${WITH_EXTENDED_SUPPORT.join(" and ")} have extended support, so leave it out`,
  );
}

/** Ends synthesis for a database that cannot be created with the instance. */
export function checkInstanceDatabase(
  scope: IConstruct,
  { engine, databaseName }: Pick<DatabaseInstanceSourceProps, "engine" | "databaseName">,
): void {
  if (databaseName === undefined || Token.isUnresolved(databaseName)) return;
  if (engine.engineFamily === "SQLSERVER") {
    invalid(
      scope,
      `databaseName is "${databaseName}", but ${engine.engineType} creates no database with the instance; leave it out and create the database with SQL`,
    );
  }
  checkDatabaseName(scope, engineFamilyOf(engine), databaseName, "databaseName");
}
