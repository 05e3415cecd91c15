import type { Stack } from "aws-cdk-lib";
import type { Given, Rds } from "../../support/snippets/given.ts";

export default function (this: Stack, rds: Rds, { vpc, securityGroup }: Given) {
  new rds.OptionGroup(this, "Options", {
    engine: rds.DatabaseInstanceEngine.oracleSe2({
      version: rds.OracleEngineVersion.VER_19,
    }),
    configurations: [
      {
        name: "OEM",
        port: 5500,
        vpc,
        securityGroups: [securityGroup],
      },
    ],
  });
}
