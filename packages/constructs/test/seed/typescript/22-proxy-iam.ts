import { aws_iam as iam, type Stack } from "aws-cdk-lib";
import type { Given, Rds } from "../../support/snippets/given.ts";

export default function (this: Stack, rds: Rds, { vpc }: Given) {
  const cluster = new rds.DatabaseCluster(this, "Database", {
    engine: rds.DatabaseClusterEngine.AURORA,
    instanceProps: { vpc },
  });

  const proxy = new rds.DatabaseProxy(this, "Proxy", {
    proxyTarget: rds.ProxyTarget.fromCluster(cluster),
    secrets: cluster.secret === undefined ? [] : [cluster.secret],
    vpc,
  });

  const role = new iam.Role(this, "DBProxyRole", { assumedBy: new iam.AccountPrincipal(this.account) });
  proxy.grantConnect(role, "admin");
}
