import { aws_ec2 as ec2 } from "aws-cdk-lib";
import type { aws_rds as rds, aws_secretsmanager as secretsmanager, Stack, StackProps } from "aws-cdk-lib";

/**
 * The module under test, seen through the types of `aws-cdk-lib/aws-rds`. Enums and classes with private members do not cross between
 * the two modules for the compiler, so the one is named by the other's type here; at run time every scenario runs with both.
 */
export type Rds = typeof rds;

/** An app that both modules must make the same template, warnings and errors of. */
export interface Scenario {
  readonly name: string;
  readonly build: (module: Rds, stack: Stack, vpc: ec2.IVpc) => void;
  readonly context?: Record<string, unknown>;
  /** Properties of the stack, such as its environment. */
  readonly stack?: StackProps;
}

/** An app that both modules refuse; ours in the words of `words`. */
export interface Refusal extends Scenario {
  readonly words: RegExp;
}

/** What a theme has to say: apps that both modules take, and apps that both refuse. */
export interface Theme {
  readonly scenarios: readonly Scenario[];
  readonly refusals?: readonly Refusal[];
  /** What `aws-cdk-lib` refuses, and RDS takes. `docs/differences.md` has it. */
  readonly takenByOursAlone?: readonly Scenario[];
  /** What `aws-cdk-lib` lets pass to the deployment, where RDS refuses it, and ours refuses at once. */
  readonly refusedByOursAlone?: readonly Refusal[];
}

type Props<T> = (m: Rds, stack: Stack, vpc: ec2.IVpc) => Partial<T>;

export const postgres = (m: Rds) =>
  m.DatabaseClusterEngine.auroraPostgres({ version: m.AuroraPostgresEngineVersion.VER_16_4 });
export const mysql = (m: Rds) =>
  m.DatabaseClusterEngine.auroraMysql({ version: m.AuroraMysqlEngineVersion.VER_3_08_0 });
export const mysql57 = (m: Rds) =>
  m.DatabaseClusterEngine.auroraMysql({ version: m.AuroraMysqlEngineVersion.VER_2_11_2 });
export const r6g = (size: ec2.InstanceSize) => ec2.InstanceType.of(ec2.InstanceClass.R6G, size);

export const postgresInstance = (m: Rds) =>
  m.DatabaseInstanceEngine.postgres({ version: m.PostgresEngineVersion.VER_16_4 });
export const mysqlInstance = (m: Rds) => m.DatabaseInstanceEngine.mysql({ version: m.MysqlEngineVersion.VER_8_0_39 });
export const oracle = (m: Rds) =>
  m.DatabaseInstanceEngine.oracleSe2({ version: m.OracleEngineVersion.VER_19_0_0_0_2020_04_R1 });
export const sqlServer = (m: Rds) =>
  m.DatabaseInstanceEngine.sqlServerEe({ version: m.SqlServerEngineVersion.VER_15_00_4043_16_V1 });

/** A property whose type is an enum, with another value: TypeScript asks for a member of the enum, JavaScript does not. */
export const of = (property: string, value: unknown): Record<string, unknown> => ({ [property]: value });

/** A scenario of one instance, by default PostgreSQL. */
export function instance(
  name: string,
  props: Props<rds.DatabaseInstanceProps>,
  use?: (db: rds.DatabaseInstance, stack: Stack, m: Rds) => void,
  context?: Record<string, unknown>,
): Scenario {
  return {
    name,
    context,
    build: (m, stack, vpc) => {
      const db = new m.DatabaseInstance(stack, "Db", { engine: postgresInstance(m), vpc, ...props(m, stack, vpc) });
      use?.(db, stack, m);
    },
  };
}

/** An instance that both modules refuse. */
export function refusedInstance(
  name: string,
  words: RegExp,
  props: Props<rds.DatabaseInstanceProps>,
  use?: (db: rds.DatabaseInstance, stack: Stack, m: Rds) => void,
): Refusal {
  return { ...instance(name, props, use), words };
}

/** A scenario of one cluster, by default PostgreSQL with a serverless writer. */
export function cluster(
  name: string,
  props: Props<rds.DatabaseClusterProps>,
  context?: Record<string, unknown>,
): Scenario {
  return {
    name,
    context,
    build: (m, stack, vpc) => {
      const given = props(m, stack, vpc);
      const described = given.instanceProps !== undefined || given.writer !== undefined || "writer" in given;
      new m.DatabaseCluster(stack, "Db", {
        engine: postgres(m),
        ...(given.instanceProps === undefined ? { vpc } : {}),
        ...(described ? {} : { writer: m.ClusterInstance.serverlessV2("Writer") }),
        ...given,
      });
    },
  };
}

/** A cluster that has the secret of its master user. */
export type Proxied = rds.DatabaseCluster & { readonly secret: secretsmanager.ISecret };

/** The engine of `clusterOf`. */
export const engineOf = (m: Rds, kind: "mysql" | "postgres" = "postgres") => ({ mysql, postgres })[kind](m);

/** A cluster with a serverless writer, for what is built on clusters. */
export function clusterOf(m: Rds, stack: Stack, vpc: ec2.IVpc, kind?: "mysql" | "postgres"): Proxied {
  const writer = m.ClusterInstance.serverlessV2("Writer");
  const cluster = new m.DatabaseCluster(stack, "Db", { engine: engineOf(m, kind), vpc, writer });
  if (!hasSecret(cluster)) throw new Error("the cluster has no secret");
  return cluster;
}

function hasSecret(cluster: rds.DatabaseCluster): cluster is Proxied {
  return cluster.secret !== undefined;
}

/** A scenario of one Serverless v1 cluster, by default MySQL. */
export function serverless(name: string, props: Props<rds.ServerlessClusterProps>): Scenario {
  return {
    name,
    build: (m, stack, vpc) => {
      new m.ServerlessCluster(stack, "Db", { engine: mysql57(m), vpc, ...props(m, stack, vpc) });
    },
  };
}

/** A cluster with a writer that both modules refuse. */
export function refusedCluster(name: string, words: RegExp, props: Props<rds.DatabaseClusterProps>): Refusal {
  return {
    name,
    words,
    build: (m, stack, vpc) =>
      new m.DatabaseCluster(stack, "Db", {
        engine: postgres(m),
        vpc,
        writer: m.ClusterInstance.serverlessV2("Writer"),
        ...props(m, stack, vpc),
      }),
  };
}

/** A Serverless v1 cluster that both modules refuse. */
export function refusedServerless(name: string, words: RegExp, props: Props<rds.ServerlessClusterProps>): Refusal {
  return {
    name,
    words,
    build: (m, stack, vpc) => new m.ServerlessCluster(stack, "Db", { engine: mysql(m), vpc, ...props(m, stack, vpc) }),
  };
}
