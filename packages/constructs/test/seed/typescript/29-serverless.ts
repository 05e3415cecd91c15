import { Duration, type Stack } from "aws-cdk-lib";
import type { Given, Rds } from "../../support/snippets/given.ts";

export default function (this: Stack, rds: Rds, { vpc }: Given) {
  const cluster = new rds.ServerlessCluster(this, "AnotherCluster", {
    engine: rds.DatabaseClusterEngine.AURORA_POSTGRESQL,
    parameterGroup: rds.ParameterGroup.fromParameterGroupName(this, "ParameterGroup", "default.aurora-postgresql10"),
    vpc,
    scaling: {
      autoPause: Duration.minutes(10), // default is to pause after 5 minutes of idle time
      minCapacity: rds.AuroraCapacityUnit.ACU_8, // default is 2 Aurora capacity units (ACUs)
      maxCapacity: rds.AuroraCapacityUnit.ACU_32,
    },
  });
  return { cluster };
}
