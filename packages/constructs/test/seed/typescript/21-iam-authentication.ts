import { aws_iam as iam, type Stack } from "aws-cdk-lib";
import type { Given, Rds } from "../../support/snippets/given.ts";

export default function (this: Stack, rds: Rds, { vpc }: Given) {
  const instance = new rds.DatabaseInstance(this, "Instance", {
    engine: rds.DatabaseInstanceEngine.mysql({ version: rds.MysqlEngineVersion.VER_8_0_19 }),
    vpc,
    iamAuthentication: true,
  });
  const role = new iam.Role(this, "DBRole", { assumedBy: new iam.AccountPrincipal(this.account) });
  instance.grantConnect(role);
}
