import type { JsonObject, ResourceHandler } from "../../cloudformation/contract.js";
import type { Environment } from "../../environment.js";
import { ownerCall } from "../../services/contract.js";
import type { SecretsManagerService } from "../../services/secretsmanager/index.js";
import { text } from "../properties.js";
import { parseSecretObject } from "./secret-object.js";

/** What a database adds to the secret with its credentials. */
export interface DatabaseConnection {
  /** `postgres` or `mysql`, ... as in the secrets that AWS writes. */
  readonly engine: string;
  readonly host: string;
  readonly port: number;
  readonly dbname?: string;
  readonly dbClusterIdentifier?: string;
  readonly dbInstanceIdentifier?: string;
}

/**
 * Where a database is reached: `targetType` is `AWS::RDS::DBCluster` or `AWS::RDS::DBInstance`, `targetId` what `Ref`
 * gives for it. Throws when there is no such database or the type is not run.
 */
export type DatabaseLookup = (targetType: string, targetId: string) => DatabaseConnection | Promise<DatabaseConnection>;

const FIELDS = ["engine", "host", "port", "dbname", "dbClusterIdentifier", "dbInstanceIdentifier"];

/** AWS::SecretsManager::SecretTargetAttachment: completes a secret with where its database is. `Ref`: the secret's ARN. */
export function secretTargetAttachment(given: {
  secretsManager: SecretsManagerService;
  environment: Environment;
  databaseConnection: DatabaseLookup;
}): ResourceHandler {
  const { secretsManager, environment, databaseConnection } = given;
  const call = ownerCall(environment.account.accountId, environment.account.partition);
  const { operations } = secretsManager;

  /** Writes a new version of the secret with the connection in place of a former one; none if nothing changes. */
  function write(SecretId: string, connection: DatabaseConnection | undefined): string {
    const { ARN = "", SecretString = "" } = operations.GetSecretValue(call, { SecretId });
    const fields = parseSecretObject(SecretString, "SecretString");
    const others = Object.fromEntries(Object.entries(fields).filter(([name]) => !FIELDS.includes(name)));
    const next = JSON.stringify({ ...others, ...connection });
    if (next !== SecretString) operations.PutSecretValue(call, { SecretId, SecretString: next });
    return ARN;
  }

  async function attach(properties: JsonObject) {
    const connection = await databaseConnection(text(properties, "TargetType"), text(properties, "TargetId"));
    const { engine, host, port, dbname, dbClusterIdentifier, dbInstanceIdentifier } = connection;
    const own = { engine, host, port, dbname, dbClusterIdentifier, dbInstanceIdentifier };
    const physicalId = environment.state.transaction(() => write(text(properties, "SecretId"), own));
    return { physicalId, attributes: { Id: physicalId } };
  }

  return {
    create: (_context, properties) => attach(properties),
    update: (_context, _physicalId, _before, after) => attach(after),

    async delete(_context, physicalId) {
      // A secret that is gone, or waits for its deletion, needs no cleaning.
      const arn = secretsManager.secretArn(physicalId);
      if (arn === undefined || operations.DescribeSecret(call, { SecretId: arn }).DeletedDate !== undefined) return;
      environment.state.transaction(() => write(arn, undefined));
    },
  };
}
