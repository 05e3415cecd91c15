import { aws_kms as kms, aws_lambda as lambda, Duration, SecretValue } from "aws-cdk-lib";
import type { aws_rds as rds, aws_secretsmanager as secretsmanager } from "aws-cdk-lib";
import { cluster, mysql, postgres, type Rds, refusedCluster, type Refusal, type Scenario } from "../kit.ts";

/** Credentials of a user's own class: a secret, and no password out of it. */
const withSecretAlone = (m: Rds, secret: secretsmanager.ISecret): rds.Credentials => {
  class Own extends m.Credentials {
    public readonly username = "boss";
    public readonly secret = secret;
    public readonly secretName = undefined;
    public readonly usernameAsString = undefined;
    public readonly password = undefined;
    public readonly encryptionKey = undefined;
    public readonly excludeCharacters = undefined;
    public readonly replicaRegions = undefined;
  }
  return new Own();
};

export const scenarios: readonly Scenario[] = [
  cluster("credentials of a class of one's own", (m, stack) => ({
    credentials: withSecretAlone(m, new m.DatabaseSecret(stack, "Login", { username: "boss" })),
  })),
  {
    name: "a restored cluster with credentials of a class of one's own",
    build: (m, stack, vpc) =>
      new m.DatabaseClusterFromSnapshot(stack, "Db", {
        engine: postgres(m),
        vpc,
        snapshotIdentifier: "snapshot",
        writer: m.ClusterInstance.serverlessV2("Writer"),
        credentials: withSecretAlone(m, new m.DatabaseSecret(stack, "Login", { username: "boss" })),
      }),
  },
  cluster("generated credentials", () => ({})),
  cluster("a generated secret with options", (m, stack) => ({
    credentials: m.Credentials.fromGeneratedSecret("boss", {
      secretName: "my-secret",
      encryptionKey: new kms.Key(stack, "Key"),
      excludeCharacters: "!&*^#@()",
      replicaRegions: [{ region: "eu-west-1" }],
    }),
  })),
  cluster("credentials from a user name", (m) => ({ credentials: m.Credentials.fromUsername("boss") })),
  cluster("credentials from a user name and a password", (m) => ({
    credentials: m.Credentials.fromUsername("boss", { password: SecretValue.ssmSecure("/password", "1") }),
  })),
  cluster("credentials from a password", (m) => ({
    credentials: m.Credentials.fromPassword("boss", SecretValue.ssmSecure("/password", "1")),
  })),
  cluster("credentials from a secret", (m, stack) => ({
    credentials: m.Credentials.fromSecret(new m.DatabaseSecret(stack, "Login", { username: "boss" })),
  })),
  cluster("credentials from a secret, with the name as text", (m, stack) => ({
    credentials: m.Credentials.fromSecret(
      new m.DatabaseSecret(stack, "Login", { username: "boss", dbname: "app" }),
      "boss",
    ),
  })),
  cluster("a password that RDS manages", (m, stack) => ({
    manageMasterUserPassword: true,
    credentials: m.Credentials.fromUsername("boss", { encryptionKey: new kms.Key(stack, "Key") }),
  })),
  {
    name: "what is made under the secret of a password that RDS manages",
    build: (m, stack, vpc) => {
      const db = new m.DatabaseCluster(stack, "Db", {
        engine: postgres(m),
        vpc,
        writer: m.ClusterInstance.serverlessV2("Writer"),
        manageMasterUserPassword: true,
      });
      const rotationLambda = lambda.Function.fromFunctionArn(
        stack,
        "Function",
        "arn:aws:lambda:eu-west-1:123456789012:function:rotate",
      );
      db.secret?.addRotationSchedule("Schedule", { rotationLambda, automaticallyAfter: Duration.days(3) });
    },
  },
  cluster("a managed password of the default user", () => ({ manageMasterUserPassword: true })),
  cluster("a managed password that is not", () => ({ manageMasterUserPassword: false })),
  cluster("a managed password on MySQL", (m) => ({
    engine: mysql(m),
    manageMasterUserPassword: true,
    credentials: m.Credentials.fromUsername("boss"),
  })),
  cluster("every option of credentials from a user name", (m, stack) => ({
    credentials: m.Credentials.fromUsername("boss", {
      secretName: "my-secret",
      encryptionKey: new kms.Key(stack, "Key"),
      excludeCharacters: "!&*",
      replicaRegions: [{ region: "eu-west-1" }],
    }),
  })),
  cluster("a replica", () => ({ replicationSourceIdentifier: "arn:aws:rds:eu-west-1:123456789012:cluster:source" })),
  {
    name: "secrets",
    build: (m, stack) => {
      const masterSecret = new m.DatabaseSecret(stack, "Master", { username: "boss" });
      new m.DatabaseSecret(stack, "App", {
        username: "app",
        dbname: "shop",
        masterSecret,
        secretName: "s",
        excludeCharacters: 'x"',
        replaceOnPasswordCriteriaChanges: true,
        encryptionKey: new kms.Key(stack, "Key"),
        replicaRegions: [{ region: "eu-west-1" }, { region: "eu-west-2", encryptionKey: new kms.Key(stack, "Far") }],
      });
    },
  },
];

export const refusals: readonly Refusal[] = [
  refusedCluster(
    "a managed password with another one",
    /manageMasterUserPassword takes credentials with username and encryptionKey only, but \w+, \w+ is given/,
    (m) => ({
      manageMasterUserPassword: true,
      credentials: m.Credentials.fromPassword("boss", SecretValue.unsafePlainText("x")),
    }),
  ),
  refusedCluster("a replica with credentials", /credentials are given for a replica/, (m) => ({
    replicationSourceIdentifier: "source",
    credentials: m.Credentials.fromUsername("boss"),
  })),
  refusedCluster(
    "a replica with a managed password",
    /manageMasterUserPassword is given for a replica; it takes over the users of its source/,
    () => ({ replicationSourceIdentifier: "source", manageMasterUserPassword: true }),
  ),
];
