import type { RdsContext } from "./context.js";
import { clusterParameters } from "./parameters.js";

/** Whether the cluster computes without instances: Serverless v1, and the Multi-AZ clusters of plain MySQL and PostgreSQL. */
export function runsWithoutInstances(cluster: {
  engineMode: string;
  settings: { Engine?: string | undefined };
}): boolean {
  return cluster.engineMode === "serverless" || !(cluster.settings.Engine ?? "").startsWith("aurora");
}

/** Makes the cluster's server when there is none yet, and starts it. */
export async function startClusterServer(context: RdsContext, identifier: string): Promise<void> {
  const cluster = context.cluster(identifier);
  const server =
    cluster.server ??
    context.newServer({
      engine: cluster.settings.Engine ?? "",
      engineVersion: cluster.engineVersion,
      endpoint: cluster.endpoint,
      ...(cluster.settings.DatabaseName === undefined ? {} : { databaseName: cluster.settings.DatabaseName }),
      masterUsername: cluster.masterUsername,
      sealedPassword: cluster.sealedPassword,
      origin: cluster.origin,
    });
  if (cluster.server === undefined) context.changeCluster(identifier, { server });
  await context.servers.up(server, clusterParameters(context, cluster));
  if (cluster.paused === true) context.changeCluster(identifier, { paused: undefined });
  if (!server.made || server.passwordChanged === true) {
    context.changeCluster(identifier, { server: { ...server, made: true, passwordChanged: false } });
  }
}
