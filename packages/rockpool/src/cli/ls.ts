import type { DescribeStacksOutput } from "@aws-sdk/client-cloudformation";
import type { DescribeDBClustersCommandOutput, DescribeDBInstancesCommandOutput } from "@aws-sdk/client-rds";
import type { Command } from "commander";
import { client, type CommonOptions, print, verb } from "./command.js";
import { table } from "./render.js";

interface Row {
  readonly kind: "cluster" | "instance";
  readonly name: string;
  readonly engine: string;
  readonly status: string;
  readonly address: string;
}

export function lsCommand(): Command {
  return verb("ls", "list the stacks and the databases of the pool").action(async (options: CommonOptions) => {
    const pool = client(options);
    const [{ Stacks = [] }, { DBClusters = [] }, { DBInstances = [] }] = await Promise.all([
      pool.call<DescribeStacksOutput>("cloudformation", "DescribeStacks"),
      pool.call<Pick<DescribeDBClustersCommandOutput, "DBClusters">>("rds", "DescribeDBClusters"),
      pool.call<Pick<DescribeDBInstancesCommandOutput, "DBInstances">>("rds", "DescribeDBInstances"),
    ]);
    const databases: Row[] = [
      ...DBClusters.map((cluster): Row => ({
        kind: "cluster",
        name: cluster.DBClusterIdentifier ?? "",
        engine: `${cluster.Engine} ${cluster.EngineVersion ?? ""}`,
        status: cluster.Status ?? "",
        address: cluster.Endpoint === undefined ? "" : `${cluster.Endpoint}:${cluster.Port}`,
      })),
      ...DBInstances.map((instance): Row => ({
        kind: "instance",
        name: instance.DBInstanceIdentifier ?? "",
        engine: `${instance.Engine} ${instance.EngineVersion ?? ""}`,
        status: instance.DBInstanceStatus ?? "",
        address: instance.Endpoint === undefined ? "" : `${instance.Endpoint.Address}:${instance.Endpoint.Port}`,
      })),
    ];
    const stacks = Stacks.map((stack) => ({
      name: stack.StackName ?? "",
      status: stack.StackStatus ?? "",
      parent: stack.ParentId?.split("/")[1] ?? "",
    }));
    if (options.json) return print(JSON.stringify({ stacks, databases }));
    if (stacks.length === 0) print("No stacks. `rockpool deploy` makes one.");
    else
      print(
        table(
          ["STACK", "STATUS", "PART OF"],
          stacks.map((stack) => [stack.name, stack.status, stack.parent]),
        ),
      );
    if (databases.length > 0)
      print(
        `\n${table(
          ["DATABASE", "KIND", "ENGINE", "STATUS", "ADDRESS"],
          databases.map((row) => [row.name, row.kind, row.engine, row.status, row.address]),
        )}`,
      );
  });
}
