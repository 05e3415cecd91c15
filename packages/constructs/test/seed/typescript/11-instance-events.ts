import { aws_events_targets as targets, type Stack } from "aws-cdk-lib";
import type { Given, Rds } from "../../support/snippets/given.ts";

export default function (this: Stack, _rds: Rds, { instance, fn }: Given) {
  const rule = instance.onEvent("InstanceEvent", { target: new targets.LambdaFunction(fn) });
  return { rule };
}
