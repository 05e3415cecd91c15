import { aws_ec2 as ec2, type Stack } from "aws-cdk-lib";
import type { Given, Rds } from "../../support/snippets/given.ts";

export default function (this: Stack, _rds: Rds, { cluster }: Given) {
  cluster.connections.allowFromAnyIpv4(ec2.Port.allTraffic(), "Open to the world");
}
