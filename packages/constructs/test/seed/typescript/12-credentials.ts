import { aws_secretsmanager as secretsmanager, SecretValue, type Stack } from "aws-cdk-lib";
import type { Given, Rds } from "../../support/snippets/given.ts";

export default function (this: Stack, rds: Rds, { vpc }: Given) {
  const engine = rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_12_3 });
  new rds.DatabaseInstance(this, "InstanceWithUsername", {
    engine,
    vpc,
    credentials: rds.Credentials.fromGeneratedSecret("postgres"),
  });

  new rds.DatabaseInstance(this, "InstanceWithUsernameAndPassword", {
    engine,
    vpc,
    credentials: rds.Credentials.fromPassword("postgres", SecretValue.ssmSecure("/dbPassword", "1")),
  });

  const mySecret = secretsmanager.Secret.fromSecretNameV2(this, "DBSecret", "myDBLoginInfo");
  new rds.DatabaseInstance(this, "InstanceWithSecretLogin", {
    engine,
    vpc,
    credentials: rds.Credentials.fromSecret(mySecret),
  });
}
