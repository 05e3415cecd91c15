import type { Stack } from "aws-cdk-lib";
import type { Rds } from "../../support/snippets/given.ts";

export default function (this: Stack, rds: Rds) {
  const customEngineVersion = rds.OracleEngineVersion.of("19.0.0.0.ru-2020-04.rur-2020-04.r1", "19");
  return { customEngineVersion };
}
