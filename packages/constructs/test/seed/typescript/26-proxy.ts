import { Duration, type Stack } from "aws-cdk-lib";
import type { Given, Rds } from "../../support/snippets/given.ts";

export default function (this: Stack, _rds: Rds, { vpc, secrets, dbInstance }: Given) {
  const proxy = dbInstance.addProxy("proxy", {
    borrowTimeout: Duration.seconds(30),
    maxConnectionsPercent: 50,
    secrets,
    vpc,
  });
  return { proxy };
}
