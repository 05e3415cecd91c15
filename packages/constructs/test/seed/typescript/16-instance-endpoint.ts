import type { Stack } from "aws-cdk-lib";
import type { Given, Rds } from "../../support/snippets/given.ts";

export default function (this: Stack, _rds: Rds, { instance }: Given) {
  const address = instance.instanceEndpoint.socketAddress;
  return { address };
}
