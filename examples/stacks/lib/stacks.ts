import type { Construct } from "constructs";
import type { Stack } from "aws-cdk-lib";
import { ApplicationUser } from "./application-user.ts";
import { ClusterFromSnapshot } from "./cluster-from-snapshot.ts";
import { Oracle, SqlServer } from "./commercial-engines.ts";
import { GivenCredentials } from "./given-credentials.ts";
import { InstanceFromSnapshot } from "./instance-from-snapshot.ts";
import { ENGINES, SingleInstance } from "./instances.ts";
import { ManagedPassword } from "./managed-password.ts";
import { MysqlInstanceProps } from "./mysql-instance-props.ts";
import { ParameterGroups } from "./parameter-groups.ts";
import { ProvisionedPostgres } from "./provisioned-postgres.ts";
import { ProxyAndRotation } from "./proxy-and-rotation.ts";
import { ReadReplica } from "./read-replica.ts";
import { ServerlessV1 } from "./serverless-v1.ts";
import { ServerlessV2 } from "./serverless-v2.ts";

type Make = (scope: Construct, id: string) => Stack;

/** Every stack, by the name that `cdk deploy` takes. Snapshots are named with `-c snapshot=`. */
export const STACKS = {
  ProvisionedPostgres: (scope, id) => new ProvisionedPostgres(scope, id),
  MysqlInstanceProps: (scope, id) => new MysqlInstanceProps(scope, id),
  ServerlessV1: (scope, id) => new ServerlessV1(scope, id),
  ServerlessV2: (scope, id) => new ServerlessV2(scope, id),
  ClusterFromSnapshot: (scope, id) => new ClusterFromSnapshot(scope, id, snapshot(scope)),
  PostgresInstance: (scope, id) => new SingleInstance(scope, id, ENGINES.postgres),
  MysqlInstance: (scope, id) => new SingleInstance(scope, id, ENGINES.mysql),
  MariadbInstance: (scope, id) => new SingleInstance(scope, id, ENGINES.mariadb),
  ReadReplica: (scope, id) => new ReadReplica(scope, id),
  InstanceFromSnapshot: (scope, id) => new InstanceFromSnapshot(scope, id, snapshot(scope)),
  ParameterGroups: (scope, id) => new ParameterGroups(scope, id),
  GivenCredentials: (scope, id) => new GivenCredentials(scope, id),
  ApplicationUser: (scope, id) => new ApplicationUser(scope, id),
  ManagedPassword: (scope, id) => new ManagedPassword(scope, id),
  ProxyAndRotation: (scope, id) => new ProxyAndRotation(scope, id),
  Oracle: (scope, id) => new Oracle(scope, id),
  SqlServer: (scope, id) => new SqlServer(scope, id),
} satisfies Record<string, Make>;

export type StackName = keyof typeof STACKS;

function snapshot(scope: Construct): { readonly snapshotIdentifier: string } {
  return { snapshotIdentifier: scope.node.tryGetContext("snapshot") ?? "my-snapshot" };
}
