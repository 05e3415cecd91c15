import { aws_lambda as lambda, type Stack } from "aws-cdk-lib";
import type { Given, Rds } from "../../support/snippets/given.ts";

export default function (this: Stack, rds: Rds, { vpc, code }: Given) {
  const cluster = new rds.ServerlessCluster(this, "AnotherCluster", {
    engine: rds.DatabaseClusterEngine.AURORA_MYSQL,
    vpc,
    enableDataApi: true,
  });
  const fn = new lambda.Function(this, "MyFunction", {
    runtime: lambda.Runtime.NODEJS_12_X,
    handler: "index.handler",
    code,
    environment: {
      CLUSTER_ARN: cluster.clusterArn,
      SECRET_ARN: cluster.secret?.secretArn ?? "",
    },
  });
  cluster.grantDataApiAccess(fn);
}
