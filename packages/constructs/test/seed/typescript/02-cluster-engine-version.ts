import type { Stack } from "aws-cdk-lib";
import type { Rds } from "../../support/snippets/given.ts";

export default function (this: Stack, rds: Rds) {
  const customEngineVersion = rds.AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.08.1");
  return { customEngineVersion };
}
