import { Token } from "aws-cdk-lib/core";
import type * as rds from "aws-cdk-lib/aws-rds";
import type { IConstruct } from "constructs";
import { invalid } from "./invalid";

/** What a name must look like, in a form for the machine and in one for people. */
interface Shape {
  readonly pattern: RegExp;
  readonly words: string;
  /** Names that the engine keeps for itself. */
  readonly reserved?: readonly string[];
}

const IDENTIFIER: Shape = {
  pattern: /^(?!.*--)[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/,
  words: "1 to 63 letters, digits or hyphens, beginning with a letter, without a hyphen at the end or two in a row",
};

const PROXY_NAME: Shape = {
  pattern: /^(?!.*--)[A-Za-z](?:[A-Za-z0-9-]{0,62}[A-Za-z0-9])?$/,
  words: "1 to 64 letters, digits or hyphens, beginning with a letter, without a hyphen at the end or two in a row",
};

const GROUP_NAME: Shape = {
  pattern: /^(?!.*--)[A-Za-z](?:[A-Za-z0-9-]{0,253}[A-Za-z0-9])?$/,
  words: "1 to 255 letters, digits or hyphens, beginning with a letter, without a hyphen at the end or two in a row",
};

/** Master user names, by engine family. RDS refuses `admin` on PostgreSQL: it is a reserved word there. */
const MASTER_USER: Record<string, Shape> = {
  POSTGRESQL: {
    pattern: /^[A-Za-z]\w{0,62}$/,
    words: "1 to 63 letters, digits or underscores, beginning with a letter",
    reserved: ["admin", "rdsadmin"],
  },
  MYSQL: {
    pattern: /^[A-Za-z]\w{0,31}$/,
    words: "1 to 32 letters, digits or underscores, beginning with a letter",
    reserved: ["rdsadmin"],
  },
  ORACLE: {
    pattern: /^[A-Za-z]\w{0,29}$/,
    words: "1 to 30 letters, digits or underscores, beginning with a letter",
    reserved: ["rdsadmin", "sys", "system"],
  },
  SQLSERVER: {
    pattern: /^[A-Za-z]\w{0,127}$/,
    words: "1 to 128 letters, digits or underscores, beginning with a letter",
    reserved: ["rdsadmin", "sa"],
  },
};

/** Names of the default database, by engine family. SQL Server takes none. */
const DATABASE: Record<string, Shape> = {
  POSTGRESQL: {
    pattern: /^[A-Za-z_]\w{0,62}$/,
    words: "1 to 63 letters, digits or underscores, not beginning with a digit",
    reserved: ["rdsadmin"],
  },
  MYSQL: {
    pattern: /^[A-Za-z_]\w{0,63}$/,
    words: "1 to 64 letters, digits or underscores, not beginning with a digit",
  },
  ORACLE: { pattern: /^.{1,8}$/, words: "1 to 8 characters", reserved: ["null"] },
};

/** The family of an engine. Proxies know none for Oracle, but its names have rules of their own. */
export function engineFamilyOf(engine: rds.IEngine): string | undefined {
  return engine.engineFamily ?? (engine.engineType.startsWith("oracle-") ? "ORACLE" : undefined);
}

/** Checks the identifier of a cluster or an instance. */
export function checkIdentifier(scope: IConstruct, name: string, value: string | undefined): void {
  check(scope, name, value, IDENTIFIER);
}

/** Checks the name of a proxy or of an endpoint of it. */
export function checkProxyName(scope: IConstruct, name: string, value: string): void {
  check(scope, name, value, PROXY_NAME);
}

/** Checks the name of a new parameter group or option group. Those that RDS makes have other names. */
export function checkGroupName(scope: IConstruct, name: string, value: string | undefined): void {
  check(scope, name, value, GROUP_NAME);
}

/** Checks the name of the master user. */
export function checkMasterUsername(
  scope: IConstruct,
  engineFamily: string | undefined,
  value: string | undefined,
): void {
  check(scope, "the master user name", value, MASTER_USER[engineFamily ?? ""]);
}

/** Checks the name of the default database. */
export function checkDatabaseName(
  scope: IConstruct,
  engineFamily: string | undefined,
  value: string | undefined,
  name = "defaultDatabaseName",
): void {
  check(scope, name, value, DATABASE[engineFamily ?? ""]);
}

function check(scope: IConstruct, name: string, value: string | undefined, shape: Shape | undefined): void {
  // An empty text counts as none, as it does in CloudFormation.
  if (!value || shape === undefined || Token.isUnresolved(value)) return;
  if (!shape.pattern.test(value)) invalid(scope, `${name} is "${value}"; it must be ${shape.words}`);
  if (shape.reserved?.includes(value.toLowerCase())) {
    invalid(
      scope,
      `${name} is "${value}", a name that the engine keeps for itself; choose another one than ${shape.reserved.join(", ")}`,
    );
  }
}
