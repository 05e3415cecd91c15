import type { Stack } from "aws-cdk-lib";
import type { Given, Rds } from "../../support/snippets/given.ts";

export default function (this: Stack, rds: Rds, { instance }: Given) {
  const myUserSecret = new rds.DatabaseSecret(this, "MyUserSecret", {
    username: "myuser",
    secretName: "my-user-secret", // optional, defaults to a CloudFormation-generated name
    masterSecret: instance.secret,
    excludeCharacters: "{}[]()'\"/\\",
  });
  const myUserSecretAttached = myUserSecret.attach(instance); // Adds DB connections information in the secret

  instance.addRotationMultiUser("MyUser", {
    // Add rotation using the multi user scheme
    secret: myUserSecretAttached,
  });
}
