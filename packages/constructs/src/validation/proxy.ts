import { Token } from "aws-cdk-lib/core";
import type { Duration } from "aws-cdk-lib/core";
import type { IConstruct } from "constructs";
import type { DatabaseProxyEndpointOptions } from "../proxy-endpoint-props";
import { ClientPasswordAuthType, DefaultAuthScheme, type DatabaseProxyOptions } from "../proxy-props";
import { invalid } from "./invalid";
import { checkRange, type Range } from "./ranges";

/** What CreateDBProxy and ModifyDBProxyTargetGroup take, by property. */
const LIMITS = {
  borrowTimeout: { min: 0, max: 3600, unit: "seconds" },
  idleClientTimeout: { min: 1, max: 28_800, unit: "seconds" },
  maxConnectionsPercent: { min: 1, max: 100 },
} satisfies Record<string, Range>;

/** The engine family that a type of password belongs to. */
const FAMILIES: Record<ClientPasswordAuthType, string> = {
  [ClientPasswordAuthType.MYSQL_NATIVE_PASSWORD]: "MYSQL",
  [ClientPasswordAuthType.MYSQL_CACHING_SHA2_PASSWORD]: "MYSQL",
  [ClientPasswordAuthType.POSTGRES_SCRAM_SHA_256]: "POSTGRESQL",
  [ClientPasswordAuthType.POSTGRES_MD5]: "POSTGRESQL",
  [ClientPasswordAuthType.SQL_SERVER_AUTHENTICATION]: "SQLSERVER",
};

/** Ends synthesis for values of a new proxy that RDS refuses for certain. */
export function checkProxyOptions(scope: IConstruct, options: DatabaseProxyOptions): void {
  const scheme = options.defaultAuthScheme ?? DefaultAuthScheme.NONE;
  if (scheme === DefaultAuthScheme.NONE && !options.secrets?.length) {
    invalid(
      scope,
      "the proxy has no secrets to log in to its database with; give secrets, or defaultAuthScheme: DefaultAuthScheme.IAM_AUTH",
    );
  }
  checkSeconds(scope, "borrowTimeout", options.borrowTimeout, LIMITS.borrowTimeout);
  checkSeconds(scope, "idleClientTimeout", options.idleClientTimeout, LIMITS.idleClientTimeout);
  checkRange(scope, "maxConnectionsPercent", options.maxConnectionsPercent, LIMITS.maxConnectionsPercent);
  const most = options.maxConnectionsPercent;
  const max = most === undefined || Token.isUnresolved(most) ? LIMITS.maxConnectionsPercent.max : most;
  checkRange(scope, "maxIdleConnectionsPercent", options.maxIdleConnectionsPercent, { min: 0, max });
}

/** Ends synthesis when clients are to prove their password in a way that the engine does not know. */
export function checkPasswordType(scope: IConstruct, type: ClientPasswordAuthType | undefined, family: string): void {
  if (type === undefined || FAMILIES[type] === family) return;
  const allowed = Object.values(ClientPasswordAuthType).filter((other) => FAMILIES[other] === family);
  invalid(scope, `clientPasswordAuthType is ${type}; a database of the ${family} family takes ${allowed.join(", ")}`);
}

/** Ends synthesis for values of a new endpoint that RDS refuses for certain. */
export function checkEndpointOptions(scope: IConstruct, options: DatabaseProxyEndpointOptions): void {
  if (options.securityGroups?.length === 0) {
    invalid(scope, "securityGroups is empty; give one or more, or leave it out for the VPC's default group");
  }
}

function checkSeconds(scope: IConstruct, name: string, value: Duration | undefined, range: Range): void {
  if (value && !value.isUnresolved()) checkRange(scope, name, value.toSeconds({ integral: false }), range);
}
