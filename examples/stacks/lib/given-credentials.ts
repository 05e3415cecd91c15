import { CfnParameter, RemovalPolicy, SecretValue, Stack, Validations } from "aws-cdk-lib";
import { InstanceClass, InstanceSize, InstanceType } from "aws-cdk-lib/aws-ec2";
import { Credentials, DatabaseInstance, DatabaseSecret } from "cdk-rockpool";
import type { Construct } from "constructs";
import { ENGINES } from "./instances.ts";
import { databaseVpc, vpcSubnets } from "./network.ts";
import { outputs } from "./outputs.ts";

/** Master users whose credentials exist before their databases: in a secret, or as a parameter of the deployment. */
export class GivenCredentials extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const secret = new DatabaseSecret(this, "Login", { username: "keeper", excludeCharacters: "\"@/\\ '" });
    const password = new CfnParameter(this, "Password", { noEcho: true, minLength: 8 });
    const common = {
      engine: ENGINES.postgres,
      instanceType: InstanceType.of(InstanceClass.T4G, InstanceSize.MICRO),
      vpc: databaseVpc(this),
      vpcSubnets,
      databaseName: "shop",
      storageEncrypted: true,
      removalPolicy: RemovalPolicy.DESTROY,
    };
    const bySecret = new DatabaseInstance(this, "BySecret", { ...common, credentials: Credentials.fromSecret(secret) });
    const byPassword = new DatabaseInstance(this, "ByPassword", {
      ...common,
      credentials: Credentials.fromPassword("keeper", SecretValue.cfnParameter(password)),
    });
    Validations.of(byPassword).acknowledge({
      id: "CloudFormation-Validate::W1011",
      reason: "the password comes from whoever deploys, and is not shown",
    });
    outputs(this, {
      SecretArn: secret.secretArn,
      Host: bySecret.instanceEndpoint.hostname,
      Port: String(bySecret.instanceEndpoint.port),
      PasswordHost: byPassword.instanceEndpoint.hostname,
      PasswordPort: String(byPassword.instanceEndpoint.port),
    });
  }
}
