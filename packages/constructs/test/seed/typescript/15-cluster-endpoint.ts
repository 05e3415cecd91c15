import type { Stack } from "aws-cdk-lib";
import type { Given, Rds } from "../../support/snippets/given.ts";

export default function (this: Stack, _rds: Rds, { cluster }: Given) {
  const writeAddress = cluster.clusterEndpoint.socketAddress;
  return { writeAddress };
}
