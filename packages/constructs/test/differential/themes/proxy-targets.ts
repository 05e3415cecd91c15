import {
  aws_ec2 as ec2,
  aws_rds as rds,
  aws_secretsmanager as secretsmanager,
  CfnOutput,
  type Stack,
} from "aws-cdk-lib";
import { Construct } from "constructs";
import { clusterOf, engineOf, type Rds, type Refusal, type Scenario } from "../kit.ts";

/** A proxy in front of what `target` makes. */
function inFrontOf(name: string, target: (m: Rds, stack: Stack, vpc: ec2.IVpc) => rds.ProxyTarget): Scenario {
  return {
    name,
    build: (m, stack, vpc) => {
      const secrets = [new secretsmanager.Secret(stack, "Login")];
      new m.DatabaseProxy(stack, "Proxy", { vpc, secrets, proxyTarget: target(m, stack, vpc) });
    },
  };
}

function importedInstance(stack: Stack, kind: "postgres" | "mysql" | "mariaDb" | "sqlServerSe" | "oracle" | "none") {
  const E = rds.DatabaseInstanceEngine;
  const engines = {
    postgres: E.POSTGRES,
    mysql: E.MYSQL,
    mariaDb: E.MARIADB,
    sqlServerSe: E.SQL_SERVER_SE,
    oracle: E.ORACLE_SE2,
    none: undefined,
  };
  return rds.DatabaseInstance.fromDatabaseInstanceAttributes(stack, "Instance", {
    instanceIdentifier: "theirs",
    instanceEndpointAddress: "host",
    port: 1433,
    securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, "Theirs", "sg-12345678")],
    engine: engines[kind],
  });
}

function importedCluster(m: Rds, stack: Stack, groups?: readonly string[]) {
  return m.DatabaseCluster.fromDatabaseClusterAttributes(stack, "Theirs", {
    clusterIdentifier: "theirs",
    engine: engineOf(m),
    port: 5432,
    securityGroups: groups?.map((id) => ec2.SecurityGroup.fromSecurityGroupId(stack, id, id)),
  });
}

export const scenarios: readonly Scenario[] = [
  inFrontOf("a proxy in front of a cluster with other things in it", (m, stack, vpc) => {
    const db = clusterOf(m, stack, vpc);
    new Construct(new Construct(db, "Other"), "Default");
    return m.ProxyTarget.fromCluster(db);
  }),
  inFrontOf("a proxy of an imported cluster", (m, stack) =>
    m.ProxyTarget.fromCluster(importedCluster(m, stack, ["sg-1", "sg-2"])),
  ),
  inFrontOf("a proxy of an imported cluster without security groups", (m, stack) =>
    m.ProxyTarget.fromCluster(importedCluster(m, stack)),
  ),
  inFrontOf("a proxy of a cluster of aws-cdk-lib", (m, stack, vpc) =>
    m.ProxyTarget.fromCluster(clusterOf(rds, stack, vpc)),
  ),
  ...(["postgres", "mysql", "mariaDb", "sqlServerSe"] as const).map((kind) =>
    inFrontOf(`a proxy of an imported instance of aws-cdk-lib: ${kind}`, (m, stack) =>
      m.ProxyTarget.fromInstance(importedInstance(stack, kind)),
    ),
  ),
  {
    name: "what a target tells a proxy",
    build: (m, stack, vpc) => {
      const db = clusterOf(m, stack, vpc);
      const proxyTarget = m.ProxyTarget.fromCluster(db);
      const proxy = new m.DatabaseProxy(stack, "Proxy", { vpc, secrets: [db.secret], proxyTarget });
      const told = [proxyTarget.bind(proxy), m.ProxyTarget.fromInstance(importedInstance(stack, "mysql")).bind(proxy)];
      const values = told.map(({ engineFamily, dbClusters, dbInstances }) => ({
        engineFamily,
        clusters: dbClusters?.map(({ clusterIdentifier }) => clusterIdentifier),
        instances: dbInstances?.map(({ instanceIdentifier }) => instanceIdentifier),
      }));
      new CfnOutput(stack, "Values", { value: stack.toJsonString(values) });
    },
  },
];

const refusedTarget = (name: string, words: RegExp, target: Parameters<typeof inFrontOf>[1]): Refusal => ({
  ...inFrontOf(name, target),
  words,
});

export const refusals: readonly Refusal[] = [
  refusedTarget("a cluster whose engine is not known", /the engine of Stack\/Theirs is not known/, (m, stack) =>
    m.ProxyTarget.fromCluster(
      m.DatabaseCluster.fromDatabaseClusterAttributes(stack, "Theirs", { clusterIdentifier: "theirs", port: 5432 }),
    ),
  ),
  refusedTarget("a cluster whose port is not known", /the port of Stack\/Theirs is not known/, (m, stack) =>
    m.ProxyTarget.fromCluster(
      m.DatabaseCluster.fromDatabaseClusterAttributes(stack, "Theirs", {
        clusterIdentifier: "theirs",
        engine: engineOf(m),
      }),
    ),
  ),
  refusedTarget("an instance whose engine is not known", /the engine of Stack\/Instance is not known/, (m, stack) =>
    m.ProxyTarget.fromInstance(importedInstance(stack, "none")),
  ),
  refusedTarget("an engine without proxies", /Stack\/Instance runs oracle-se2, for which RDS has no proxies/, (m, s) =>
    m.ProxyTarget.fromInstance(importedInstance(s, "oracle")),
  ),
];
