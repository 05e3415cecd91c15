import { aws_kms as kms, type Stack } from "aws-cdk-lib";
import type { Given, Rds } from "../../support/snippets/given.ts";

export default function (this: Stack, rds: Rds, { vpc }: Given) {
  const engine = rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_12_3 });
  const myKey = new kms.Key(this, "MyKey");

  new rds.DatabaseInstance(this, "InstanceWithCustomizedSecret", {
    engine,
    vpc,
    credentials: rds.Credentials.fromGeneratedSecret("postgres", {
      secretName: "my-cool-name",
      encryptionKey: myKey,
      excludeCharacters: "!&*^#@()",
      replicaRegions: [{ region: "eu-west-1" }, { region: "eu-west-2" }],
    }),
  });
}
