import { RDSData } from "@aws-sdk/client-rds-data";
import type { AwsCredentialIdentity } from "@smithy/types";
import { startTestPool, type Template, type TestPool } from "../../testing/test-pool.js";

/** The clusters that the clients are tried on: both engines, and of each the two generations of the Data API. */
const CLUSTERS = {
  postgres: { family: "postgres", Engine: "aurora-postgresql", EngineVersion: "16.8", EngineMode: "provisioned" },
  mysql: {
    family: "mysql",
    Engine: "aurora-mysql",
    EngineVersion: "8.0.mysql_aurora.3.08.2",
    EngineMode: "provisioned",
  },
  // A server of 5.7 behind the second generation: see where it is used.
  mysql57: {
    family: "mysql",
    Engine: "aurora-mysql",
    EngineVersion: "5.7.mysql_aurora.2.11.4",
    EngineMode: "provisioned",
  },
  postgresV1: { family: "postgres", Engine: "aurora-postgresql", EngineVersion: "13.12", EngineMode: "serverless" },
  mysqlV1: {
    family: "mysql",
    Engine: "aurora-mysql",
    EngineVersion: "5.7.mysql_aurora.2.11.4",
    EngineMode: "serverless",
  },
} as const;

export type ClusterKind = keyof typeof CLUSTERS;

/** What every call of a client names. */
export interface Database {
  readonly kind: ClusterKind;
  readonly family: "postgres" | "mysql";
  readonly resourceArn: string;
  readonly secretArn: string;
  readonly database: "shop";
}

export interface Databases extends AsyncDisposable {
  readonly pool: TestPool;
  of(kind: ClusterKind): Database;
  /** The JavaScript SDK's client with nothing set but the address, the credentials and the region. */
  client(credentials?: AwsCredentialIdentity): RDSData;
}

/** A pool of the test's own with a cluster of each kind, its Data API switched on and its login in a secret. */
export async function startDatabases(
  kinds: readonly ClusterKind[],
  more: { readonly Resources?: Template["Resources"] } = {},
): Promise<Databases> {
  const pool = await startTestPool();
  const clients: RDSData[] = [];
  try {
    const Resources = Object.assign({}, more.Resources, ...kinds.map(resources));
    const Outputs = Object.assign({}, ...kinds.map(outputs));
    const { stacks } = await pool.deployTemplate("clients", { Resources, Outputs });
    const found = stacks[0]?.outputs ?? {};
    return {
      pool,
      of: (kind) => ({
        kind,
        family: CLUSTERS[kind].family,
        resourceArn: found[`${kind}ClusterArn`] ?? "",
        secretArn: found[`${kind}SecretArn`] ?? "",
        database: "shop",
      }),
      client(credentials = pool.credentials) {
        const { endpoint, region } = pool;
        const client = new RDSData({ endpoint, region, credentials });
        clients.push(client);
        return client;
      },
      async [Symbol.asyncDispose]() {
        for (const client of clients) client.destroy();
        await pool[Symbol.asyncDispose]();
      },
    };
  } catch (error) {
    await pool[Symbol.asyncDispose]();
    throw error;
  }
}

function resources(kind: ClusterKind): Template["Resources"] {
  const { family: _family, ...engine } = CLUSTERS[kind];
  const secret = `${kind}Secret`;
  const login = (key: string) => ({ "Fn::Sub": `{{resolve:secretsmanager:\${${secret}}:SecretString:${key}}}` });
  return {
    [secret]: {
      Type: "AWS::SecretsManager::Secret",
      Properties: {
        GenerateSecretString: {
          SecretStringTemplate: '{"username":"keeper"}',
          GenerateStringKey: "password",
          ExcludePunctuation: true,
        },
      },
    },
    [kind]: {
      Type: "AWS::RDS::DBCluster",
      DeletionPolicy: "Delete",
      Properties: {
        ...engine,
        DatabaseName: "shop",
        EnableHttpEndpoint: true,
        MasterUsername: login("username"),
        MasterUserPassword: login("password"),
      },
    },
    ...(engine.EngineMode === "serverless"
      ? {}
      : {
          [`${kind}Writer`]: {
            Type: "AWS::RDS::DBInstance",
            Properties: {
              DBClusterIdentifier: { Ref: kind },
              DBInstanceClass: "db.r6g.large",
              Engine: engine.Engine,
            },
          },
        }),
  };
}

function outputs(kind: ClusterKind): Record<string, unknown> {
  return {
    [`${kind}ClusterArn`]: { Value: { "Fn::GetAtt": [kind, "DBClusterArn"] } },
    [`${kind}SecretArn`]: { Value: { Ref: `${kind}Secret` } },
  };
}
