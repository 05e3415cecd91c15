import {
  aws_ec2 as ec2,
  aws_iam as iam,
  aws_kms as kms,
  aws_lambda as lambda,
  aws_secretsmanager as secretsmanager,
  CfnOutput,
  Duration,
  SecretValue,
} from "aws-cdk-lib";
import type { aws_rds as rds, Stack } from "aws-cdk-lib";
import { instance, mysqlInstance, oracle, refusedInstance, type Refusal, type Scenario, sqlServer } from "../kit.ts";

const user = (stack: Stack) => new iam.User(stack, "User");
const aSecret = (stack: Stack) => new secretsmanager.Secret(stack, "Login");
const text = (value: string) => SecretValue.unsafePlainText(value);

function tellSecret(db: rds.DatabaseInstance, stack: Stack): void {
  new CfnOutput(stack, "Secret", { value: db.secret?.secretArn ?? "none" });
  db.secret?.grantRead(user(stack));
}

export const scenarios: readonly Scenario[] = [
  instance(
    "what is made under the secret of a password that RDS manages",
    () => ({ manageMasterUserPassword: true }),
    (db, stack) => {
      const arn = "arn:aws:lambda:eu-west-1:123456789012:function:rotate";
      const rotationLambda = lambda.Function.fromFunctionArn(stack, "Function", arn);
      db.secret?.addRotationSchedule("Schedule", { rotationLambda, automaticallyAfter: Duration.days(3) });
    },
  ),
  instance("a generated password", () => ({}), tellSecret),
  instance("a generated secret", (m) => ({ credentials: m.Credentials.fromGeneratedSecret("boss") }), tellSecret),
  instance("a generated secret with everything", (m, stack) => ({
    credentials: m.Credentials.fromGeneratedSecret("boss", {
      secretName: "login",
      excludeCharacters: "xyz",
      encryptionKey: new kms.Key(stack, "Key"),
      replicaRegions: [{ region: "eu-central-1" }],
    }),
  })),
  instance("a user", (m) => ({ credentials: m.Credentials.fromUsername("boss") }), tellSecret),
  instance("a user and characters to leave out", (m) => ({
    credentials: m.Credentials.fromUsername("boss", { excludeCharacters: "xyz", secretName: "login" }),
  })),
  instance("a user and a password", (m) => ({
    credentials: m.Credentials.fromUsername("boss", { password: text("secret") }),
  })),
  instance("a password", (m) => ({ credentials: m.Credentials.fromPassword("boss", text("secret")) }), tellSecret),
  instance(
    "a secret of the app",
    (m, stack) => ({ credentials: m.Credentials.fromSecret(aSecret(stack)) }),
    tellSecret,
  ),
  instance("a secret of the app and a name", (m, stack) => ({
    credentials: m.Credentials.fromSecret(aSecret(stack), "boss"),
  })),
  instance("an imported secret", (m, stack) => ({
    credentials: m.Credentials.fromSecret(secretsmanager.Secret.fromSecretNameV2(stack, "Login", "theirs")),
  })),
  instance("a managed password", () => ({ manageMasterUserPassword: true }), tellSecret),
  instance("no managed password", () => ({ manageMasterUserPassword: false })),
  instance(
    "a managed password of a user, with a key",
    (m, stack) => ({
      manageMasterUserPassword: true,
      credentials: m.Credentials.fromUsername("boss", { encryptionKey: new kms.Key(stack, "Key") }),
    }),
    tellSecret,
  ),
  instance("a managed password on MySQL", (m) => ({ engine: mysqlInstance(m), manageMasterUserPassword: true })),
  instance("IAM authentication", () => ({ iamAuthentication: true })),
  instance("IAM authentication off", () => ({ iamAuthentication: false })),
  instance(
    "a login of the master user",
    () => ({}),
    (db, stack) => db.grantConnect(user(stack)),
  ),
  instance(
    "a login of another user",
    () => ({}),
    (db, stack) => db.grantConnect(user(stack), "bob"),
  ),
  instance(
    "logins where IAM authentication is on anyway",
    () => ({ iamAuthentication: true }),
    (db, stack) => {
      const grantee = user(stack);
      db.grantConnect(grantee);
      db.grantConnect(grantee, "bob");
    },
  ),
  instance(
    "a login of the user of a generated secret",
    (m) => ({ credentials: m.Credentials.fromGeneratedSecret("boss") }),
    (db, stack) => db.grantConnect(user(stack)),
  ),
  instance(
    "a login of a user with a managed password",
    () => ({ manageMasterUserPassword: true }),
    (db, stack) => db.grantConnect(user(stack)),
  ),
  instance(
    "a login beside a password",
    (m) => ({ credentials: m.Credentials.fromPassword("boss", text("secret")) }),
    (db, stack) => db.grantConnect(user(stack), "boss"),
  ),
  instance(
    "rotation of the master user",
    () => ({}),
    (db) => db.addRotationSingleUser(),
  ),
  instance(
    "rotation of the master user, with options",
    () => ({}),
    (db, stack) => {
      db.addRotationSingleUser({
        automaticallyAfter: Duration.days(7),
        excludeCharacters: "!@#",
        vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
        rotateImmediatelyOnUpdate: false,
        securityGroup: new ec2.SecurityGroup(stack, "Rotator", { vpc: db.vpc }),
        endpoint: new ec2.InterfaceVpcEndpoint(stack, "Endpoint", {
          vpc: db.vpc,
          service: ec2.InterfaceVpcEndpointAwsService.SECRETS_MANAGER,
        }),
      });
    },
  ),
  instance(
    "rotation in the subnets of the instance",
    () => ({
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    }),
    (db) => db.addRotationSingleUser(),
  ),
  ...(
    [
      ["MySQL", mysqlInstance],
      ["MariaDB", (m) => m.DatabaseInstanceEngine.MARIADB],
      ["Oracle", oracle],
      ["SQL Server", sqlServer],
    ] satisfies [string, (m: typeof rds) => rds.IInstanceEngine][]
  ).map(([name, engine]) =>
    instance(
      `rotation of two users on ${name}`,
      (m) => ({ engine: engine(m) }),
      (db, stack, m) => {
        db.addRotationSingleUser();
        const secret = new m.DatabaseSecret(stack, "App", { username: "app", masterSecret: db.secret, dbname: "app" });
        db.addRotationMultiUser("AppRotation", { secret: secret.attach(db), automaticallyAfter: Duration.days(10) });
      },
    ),
  ),
];

export const refusals: readonly Refusal[] = [
  refusedInstance(
    "a managed password and a generated secret",
    /takes credentials with username and encryptionKey only/,
    (m) => ({
      manageMasterUserPassword: true,
      credentials: m.Credentials.fromGeneratedSecret("boss"),
    }),
  ),
  refusedInstance(
    "a managed password and another one",
    /but password, usernameAsString is given|only, but .*password/,
    (m) => ({
      manageMasterUserPassword: true,
      credentials: m.Credentials.fromPassword("boss", text("secret")),
    }),
  ),
  refusedInstance(
    "a managed password and a secret",
    /takes credentials with username and encryptionKey only/,
    (m, stack) => ({
      manageMasterUserPassword: true,
      credentials: m.Credentials.fromSecret(aSecret(stack)),
    }),
  ),
  refusedInstance("a managed password and characters to leave out", /but excludeCharacters is given/, (m) => ({
    manageMasterUserPassword: true,
    credentials: m.Credentials.fromUsername("boss", { excludeCharacters: "x" }),
  })),
  refusedInstance(
    "rotation of a managed password",
    /RDS rotates the master user's password itself/,
    () => ({ manageMasterUserPassword: true }),
    (db) => db.addRotationSingleUser(),
  ),
  refusedInstance(
    "rotation of another user beside a managed password",
    /RDS rotates the master user's password itself/,
    () => ({ manageMasterUserPassword: true }),
    (db, stack) => db.addRotationMultiUser("Rotation", { secret: aSecret(stack) }),
  ),
  refusedInstance(
    "rotation without a secret",
    /a single user rotation needs the master user's secret/,
    (m) => ({ credentials: m.Credentials.fromPassword("boss", text("secret")) }),
    (db) => db.addRotationSingleUser(),
  ),
  refusedInstance(
    "rotation of another user without a master secret",
    /a multi user rotation needs the master user's secret/,
    (m) => ({ credentials: m.Credentials.fromPassword("boss", text("secret")) }),
    (db, stack) => db.addRotationMultiUser("Rotation", { secret: aSecret(stack) }),
  ),
  refusedInstance(
    "the same rotation twice",
    /the single user rotation is there already/,
    () => ({}),
    (db) => {
      db.addRotationSingleUser();
      db.addRotationSingleUser();
    },
  ),
  refusedInstance(
    "a login where IAM authentication is off",
    /IAM authentication is off, so no login with it can be granted/,
    () => ({ iamAuthentication: false }),
    (db, stack) => db.grantConnect(user(stack)),
  ),
  refusedInstance(
    "a login of a master user who is not known",
    /the master user of this instance is not known/,
    (m) => ({ credentials: m.Credentials.fromPassword("boss", text("secret")) }),
    (db, stack) => db.grantConnect(user(stack)),
  ),
];

const login = (m: typeof rds, username: string) => ({ credentials: m.Credentials.fromGeneratedSecret(username) });

export const refusedByOursAlone: readonly Refusal[] = [
  refusedInstance(
    "a user that PostgreSQL keeps for itself",
    /the master user name is "admin", a name that the engine keeps for itself/,
    (m) => login(m, "admin"),
  ),
  refusedInstance("a user that Oracle keeps for itself", /the master user name is "System"/, (m) => ({
    engine: oracle(m),
    ...login(m, "System"),
  })),
  refusedInstance("a user that SQL Server keeps for itself", /the master user name is "sa"/, (m) => ({
    engine: sqlServer(m),
    ...login(m, "sa"),
  })),
  refusedInstance("a user with a hyphen", /it must be 1 to 32 letters, digits or underscores/, (m) => ({
    engine: mysqlInstance(m),
    ...login(m, "the-boss"),
  })),
];
