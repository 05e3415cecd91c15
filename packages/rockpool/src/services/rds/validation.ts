import { AwsError } from "../../errors.js";
import type { EngineFacts } from "./catalog.js";

/** RDS answers most bad requests with one of these two codes, which its model does not declare. */
export const invalidValue = (message: string): AwsError => new AwsError("InvalidParameterValue", message);
export const invalidCombination = (message: string): AwsError => new AwsError("InvalidParameterCombination", message);

const IDENTIFIER = /^[a-z](?!.*--)[a-z0-9-]*$/;

/** The identifier in the lower case that RDS keeps it in, or AWS's error. `maximum` in characters. */
export function identifier(value: string | undefined, parameter: string, maximum = 63): string {
  if (value === undefined || value === "")
    throw invalidValue(`The parameter ${parameter} must be provided and must not be blank.`);
  const lower = value.toLowerCase();
  if (!IDENTIFIER.test(lower) || lower.endsWith("-")) {
    throw invalidValue(
      `The parameter ${parameter} is not a valid identifier. Identifiers must begin with a letter; must contain only ASCII letters, digits, and hyphens; and must not end with a hyphen or contain two consecutive hyphens.`,
    );
  }
  if (lower.length > maximum) {
    throw invalidValue(
      `The parameter ${parameter} is not a valid identifier because it is longer than ${maximum} characters.`,
    );
  }
  return lower;
}

/** Checks a master user name against its engine's rules. */
export function masterUsername(value: string | undefined, facts: EngineFacts): string {
  if (value === undefined || value === "")
    throw invalidValue("The parameter MasterUsername must be provided and must not be blank.");
  if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(value)) {
    throw invalidValue(
      `MasterUsername ${value} must begin with a letter and contain only alphanumeric characters or underscores.`,
    );
  }
  if (value.length > facts.maximumUsernameLength) {
    throw invalidValue(
      `MasterUsername ${value} is longer than the ${facts.maximumUsernameLength} characters that ${facts.engine} allows.`,
    );
  }
  if (facts.reservedUsernames.includes(value.toLowerCase())) {
    throw invalidValue(`MasterUsername ${value} cannot be used as it is a reserved word used by the engine`);
  }
  return value;
}

/** Checks a master password; the error never shows it. */
export function masterPassword(value: string | undefined, facts: EngineFacts): string {
  if (value === undefined || value === "")
    throw invalidValue("The parameter MasterUserPassword must be provided and must not be blank.");
  if (value.length < 8) {
    throw invalidValue(
      "The parameter MasterUserPassword is not a valid password because it is shorter than 8 characters.",
    );
  }
  if (value.length > facts.maximumPasswordLength) {
    throw invalidValue(
      `The parameter MasterUserPassword is not a valid password because it is longer than ${facts.maximumPasswordLength} characters.`,
    );
  }
  if (!/^[!-~ ]*$/.test(value) || /[/@" ]/.test(value)) {
    throw invalidValue(
      "The parameter MasterUserPassword is not a valid password. Only printable ASCII characters besides '/', '@', '\"', ' ' may be used.",
    );
  }
  return value;
}

/** Checks the name of the first database. */
export function databaseName(value: string | undefined, parameter: string, facts: EngineFacts): string | undefined {
  if (value === undefined || value === "") return undefined;
  const pattern = facts.family === "postgres" ? /^[A-Za-z_][A-Za-z0-9_]{0,62}$/ : /^[A-Za-z][A-Za-z0-9_]{0,63}$/;
  if (!pattern.test(value)) {
    throw invalidValue(`${parameter} must begin with a letter and contain only alphanumeric characters.`);
  }
  return value;
}

/** Ports below 1150 and above 65535 are refused. */
export function port(value: number | undefined, facts: EngineFacts): number {
  if (value === undefined) return facts.defaultPort;
  if (!Number.isInteger(value) || value < 1150 || value > 65535) {
    throw invalidValue(`Invalid port number ${value}: valid values are 1150 to 65535.`);
  }
  return value;
}

/** `BackupRetentionPeriod`, in days. A cluster keeps at least one day. */
export function backupRetention(value: number | undefined, minimum: number): void {
  if (value !== undefined && (value < minimum || value > 35)) {
    throw invalidValue(`Invalid backup retention period: ${value}. Valid values are ${minimum} to 35.`);
  }
}

/** The rules of a final snapshot, common to clusters and instances. */
export function finalSnapshot(input: {
  SkipFinalSnapshot?: boolean | undefined;
  FinalDBSnapshotIdentifier?: string | undefined;
}): string | undefined {
  const skip = input.SkipFinalSnapshot ?? false;
  if (skip && input.FinalDBSnapshotIdentifier !== undefined) {
    throw invalidCombination("FinalDBSnapshotIdentifier can not be specified when deleting with SkipFinalSnapshot.");
  }
  if (!skip && input.FinalDBSnapshotIdentifier === undefined) {
    throw invalidCombination("FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.");
  }
  return input.FinalDBSnapshotIdentifier === undefined
    ? undefined
    : identifier(input.FinalDBSnapshotIdentifier, "FinalDBSnapshotIdentifier", 255);
}

/** Page sizes of the Describe calls. */
export function maximumRecords(value: number | undefined): number {
  if (value === undefined) return 100;
  if (value < 20 || value > 100) {
    throw invalidValue(`Invalid value ${value} for MaxRecords. Must be between 20 and 100`);
  }
  return value;
}
