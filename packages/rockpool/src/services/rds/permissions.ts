import type { Permission } from "../contract.js";
import { type RdsContext, lastPart } from "./context.js";

/** By the input member that names it: the resource type in the ARN that the IAM decision is about. */
const RESOURCES: ReadonlyArray<readonly [member: string, resourceType: string]> = [
  ["DBClusterSnapshotIdentifier", "cluster-snapshot"],
  ["DBSnapshotIdentifier", "snapshot"],
  ["DBInstanceIdentifier", "db"],
  ["DBClusterIdentifier", "cluster"],
  ["DBClusterParameterGroupName", "cluster-pg"],
  ["DBParameterGroupName", "pg"],
  ["DBSubnetGroupName", "subgrp"],
];

/** What an operation needs: its own action on each resource that the request names. */
export function permissions(
  context: RdsContext,
  operation: string,
  input: Readonly<Record<string, unknown>>,
): Permission[] {
  const action = `rds:${operation}`;
  const given = input["ResourceName"] ?? input["ResourceArn"];
  if (typeof given === "string") return [{ action, resource: given }];
  const resources = RESOURCES.flatMap(([member, type]) => {
    const value = input[member];
    return typeof value === "string"
      ? [{ action, resource: value.startsWith("arn:") ? value : context.arn(`${type}:${lastPart(value)}`) }]
      : [];
  });
  return resources.length === 0 ? [{ action, resource: "*" }] : resources;
}
