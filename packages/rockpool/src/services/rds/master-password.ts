import { randomHex, randomText } from "../../environment.js";
import type { CallContext } from "../contract.js";
import type { RdsContext } from "./context.js";
import { type EngineFacts, engineFacts } from "./catalog.js";
import type { ClusterRecord, InstanceRecord, ServerRecord } from "./records.js";
import { invalidCombination, masterPassword } from "./validation.js";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&*+-.:<=>?_~";
const GENERATED_LENGTH = 28;

export interface MasterPassword {
  readonly sealedPassword: string;
  readonly managedSecretArn?: string;
}

interface PasswordInput {
  readonly MasterUserPassword?: string | undefined;
  readonly ManageMasterUserPassword?: boolean | undefined;
  readonly MasterUserSecretKmsKeyId?: string | undefined;
}

/** The master password of a new database: the given one, or a generated one that RDS keeps in Secrets Manager. */
export async function newMasterPassword(
  context: RdsContext,
  call: CallContext,
  input: PasswordInput,
  database: { kind: "cluster" | "db"; arn: string; username: string; facts: EngineFacts },
): Promise<MasterPassword> {
  if (input.ManageMasterUserPassword !== true) {
    if (input.MasterUserSecretKmsKeyId !== undefined) {
      throw invalidCombination("MasterUserSecretKmsKeyId can only be specified when ManageMasterUserPassword is true.");
    }
    return { sealedPassword: context.seal(masterPassword(input.MasterUserPassword, database.facts)) };
  }
  if (input.MasterUserPassword !== undefined) {
    throw invalidCombination("You can't specify MasterUserPassword when ManageMasterUserPassword is true.");
  }
  return manageMasterPassword(context, call, database, input.MasterUserSecretKmsKeyId);
}

/** Writes a new database's record in one transaction; when that is refused, the secret that was made for it goes. */
export async function writeRecord(
  context: RdsContext,
  call: CallContext,
  { managedSecretArn }: Pick<MasterPassword, "managedSecretArn">,
  write: () => void,
): Promise<void> {
  try {
    context.environment.state.transaction(write);
  } catch (error) {
    if (managedSecretArn !== undefined) await context.secrets.delete(call, managedSecretArn);
    throw error;
  }
}

/** Generates a password and puts it into a secret that belongs to the database. */
export async function manageMasterPassword(
  context: RdsContext,
  call: CallContext,
  database: { kind: "cluster" | "db"; arn: string; username: string },
  kmsKeyId?: string,
): Promise<Required<MasterPassword>> {
  const { random } = context.environment;
  const password = generated(context);
  const uuid = [8, 4, 4, 4, 12].map((digits) => randomHex(random, digits)).join("-");
  const cluster = database.kind === "cluster";
  const { arn } = await context.secrets.create(call, {
    name: `rds!${database.kind}-${uuid}`,
    description: `The secret associated with the primary RDS DB ${cluster ? "cluster" : "instance"}: ${database.arn}`,
    value: JSON.stringify({ username: database.username, password }),
    ...(kmsKeyId === undefined ? {} : { kmsKeyId }),
    tags: {
      "aws:secretsmanager:owningService": "rds",
      [cluster ? "aws:rds:primaryDBClusterArn" : "aws:rds:primaryDBInstanceArn"]: database.arn,
    },
  });
  return { sealedPassword: context.seal(password), managedSecretArn: arn };
}

const generated = ({ environment }: RdsContext): string => randomText(environment.random, GENERATED_LENGTH, LETTERS);

/** What a Modify request changes of a database's master password: nothing, to a given one, to one that RDS keeps in Secrets Manager, or to a new one there. */
export async function changeMasterPassword(
  context: RdsContext,
  call: CallContext,
  kind: "cluster" | "db",
  database: ClusterRecord | InstanceRecord,
  input: PasswordInput & {
    readonly RotateMasterUserPassword?: boolean | undefined;
    readonly ApplyImmediately?: boolean | undefined;
  },
): Promise<{ sealedPassword: string; managedSecretArn: string | undefined; server?: ServerRecord } | undefined> {
  const { arn, managedSecretArn, masterUsername: username, server } = database;
  const withServer = (sealedPassword: string): { sealedPassword: string; server?: ServerRecord } => ({
    sealedPassword,
    ...(server === undefined
      ? {}
      : { server: { ...server, sealedPassword, passwordChanged: !context.servers.isRunning(server.id) } }),
  });
  if (input.RotateMasterUserPassword === true) {
    if (managedSecretArn === undefined || input.MasterUserPassword !== undefined)
      throw invalidCombination(
        "RotateMasterUserPassword can only be specified for a master user password that is managed with ManageMasterUserPassword.",
      );
    if (input.ApplyImmediately !== true)
      throw invalidCombination("You must apply the change immediately when rotating the master user password.");
    const password = generated(context);
    await context.secrets.put(call, managedSecretArn, JSON.stringify({ username, password }));
    return { managedSecretArn, ...withServer(context.seal(password)) };
  }
  if (input.MasterUserPassword === undefined) {
    if (input.ManageMasterUserPassword !== true || managedSecretArn !== undefined) return undefined;
    const managed = await manageMasterPassword(context, call, { kind, arn, username }, input.MasterUserSecretKmsKeyId);
    return { ...managed, ...withServer(managed.sealedPassword) };
  }
  if (input.ManageMasterUserPassword ?? managedSecretArn !== undefined) {
    throw invalidCombination(
      "You can't specify MasterUserPassword for an instance with ManageMasterUserPassword enabled.",
    );
  }
  const sealed = context.seal(masterPassword(input.MasterUserPassword, engineFacts(database.settings.Engine ?? "")));
  if (managedSecretArn !== undefined) await context.secrets.delete(call, managedSecretArn);
  return { managedSecretArn: undefined, ...withServer(sealed) };
}
