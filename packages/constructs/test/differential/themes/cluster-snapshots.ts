import {
  aws_iam as iam,
  aws_kms as kms,
  type aws_rds as rds,
  CfnOutput,
  Duration,
  RemovalPolicy,
  SecretValue,
  type Stack,
} from "aws-cdk-lib";
import type { aws_ec2 as ec2 } from "aws-cdk-lib";
import { engineOf, mysql57, type Rds, type Refusal, type Scenario } from "../kit.ts";

const WITHOUT_CREDENTIALS = "@aws-cdk/aws-rds:preventRenderingDeprecatedCredentials";

type Props<T> = (m: Rds, stack: Stack, vpc: ec2.IVpc) => Partial<T>;

/** A restored cluster, whose secret is told. */
function restored(
  name: string,
  props: Props<rds.DatabaseClusterFromSnapshotProps>,
  use: (db: rds.DatabaseClusterFromSnapshot, stack: Stack, m: Rds) => void = () => {},
): Scenario {
  return {
    name,
    build: (m, stack, vpc) => {
      const given = props(m, stack, vpc);
      const db = new m.DatabaseClusterFromSnapshot(stack, "Db", {
        engine: engineOf(m),
        snapshotIdentifier: "snapshot",
        ...(given.instanceProps ? {} : { vpc, writer: m.ClusterInstance.serverlessV2("Writer") }),
        ...given,
      });
      new CfnOutput(stack, "Secret", { value: db.secret?.secretArn ?? "none" });
      use(db, stack, m);
    },
  };
}

/** A restored Serverless v1 cluster. */
function restoredServerless(name: string, props: Props<rds.ServerlessClusterFromSnapshotProps>): Scenario {
  return {
    name: `Serverless v1: ${name}`,
    build: (m, stack, vpc) => {
      const db = new m.ServerlessClusterFromSnapshot(stack, "Db", {
        engine: mysql57(m),
        snapshotIdentifier: "snapshot",
        vpc,
        ...props(m, stack, vpc),
      });
      db.grantDataApiAccess(new iam.User(stack, "User"));
      db.connections.allowDefaultPortFromAnyIpv4();
      new CfnOutput(stack, "Values", {
        value: [
          db.secret?.secretArn ?? "none",
          db.clusterArn,
          db.clusterEndpoint.socketAddress,
          db.clusterReadEndpoint.socketAddress,
        ].join(),
      });
    },
  };
}

const PLAIN = SecretValue.ssmSecure("/password", "1");
const login = (m: Rds, stack: Stack) => new m.DatabaseSecret(stack, "Login", { username: "boss" });
const generated = (m: Rds, stack: Stack) =>
  m.SnapshotCredentials.fromGeneratedSecret("boss", {
    excludeCharacters: "!&*",
    encryptionKey: new kms.Key(stack, "Key"),
    replicaRegions: [{ region: "eu-west-1" }],
  });

/** Every way to give credentials, for both values of the feature flag. */
const credentials: readonly Scenario[] = [
  restored("no credentials", () => ({})),
  restored("credentials with a name", (m) => ({ credentials: m.Credentials.fromUsername("boss") })),
  restored("credentials with the name that PostgreSQL reserves", (m) => ({
    credentials: m.Credentials.fromUsername("admin"),
  })),
  restored("credentials with a password", (m) => ({ credentials: m.Credentials.fromPassword("boss", PLAIN) })),
  restored("credentials with a name and a password", (m) => ({
    credentials: m.Credentials.fromUsername("boss", { password: PLAIN }),
  })),
  restored("credentials to generate", (m, stack) => ({
    credentials: m.Credentials.fromGeneratedSecret("boss", { encryptionKey: new kms.Key(stack, "Key") }),
  })),
  restored("credentials from a secret", (m, stack) => ({ credentials: m.Credentials.fromSecret(login(m, stack)) })),
  restored("a generated secret for the snapshot's user", (m, stack) => ({ snapshotCredentials: generated(m, stack) })),
  restored("a generated password for the snapshot's user", (m) => ({
    snapshotCredentials: m.SnapshotCredentials.fromGeneratedPassword("boss"),
  })),
  restored("a password for the snapshot's user", (m) => ({
    snapshotCredentials: m.SnapshotCredentials.fromPassword(PLAIN),
  })),
  restored("a secret for the snapshot's user", (m, stack) => ({
    snapshotCredentials: m.SnapshotCredentials.fromSecret(login(m, stack)),
  })),
  restored("both kinds of credentials", (m, stack) => ({
    credentials: m.Credentials.fromUsername("boss"),
    snapshotCredentials: generated(m, stack),
  })),
  restored("a managed password", () => ({ manageMasterUserPassword: true })),
  restored("a managed password, and credentials that nothing uses", (m, stack) => ({
    manageMasterUserPassword: true,
    credentials: m.Credentials.fromUsername("boss", { encryptionKey: new kms.Key(stack, "Key") }),
  })),
  restored("a managed password that is not", () => ({ manageMasterUserPassword: false })),
  restored("a managed password with a key", (_m, stack) => ({
    manageMasterUserPassword: true,
    snapshotCredentials: { username: "boss", generatePassword: false, encryptionKey: new kms.Key(stack, "Key") },
  })),
].flatMap((scenario) =>
  [true, false].map((value) => ({
    ...scenario,
    name: `${scenario.name}, with the flag for credentials ${value ? "on" : "off"}`,
    context: { [WITHOUT_CREDENTIALS]: value },
  })),
);

export const scenarios: readonly Scenario[] = [
  ...credentials,
  restored("an instance's snapshot, with instanceProps", (_m, _stack, vpc) => ({
    snapshotIdentifier: "arn:aws:rds:eu-west-1:123456789012:snapshot:instance",
    instances: 1,
    instanceProps: { vpc },
  })),
  restored("properties of the cluster", (m, stack) => ({
    clusterIdentifier: "Restored",
    defaultDatabaseName: "app",
    port: 5555,
    storageEncryptionKey: new kms.Key(stack, "Key"),
    removalPolicy: RemovalPolicy.RETAIN,
    backup: { retention: Duration.days(14) },
    enableDataApi: true,
    parameters: { a: "1" },
    readers: [m.ClusterInstance.serverlessV2("Reader", { scaleWithWriter: true })],
  })),
  restored(
    "rotation with a secret that the database knows",
    (m, stack) => ({ snapshotCredentials: generated(m, stack) }),
    (db) => db.addRotationSingleUser({ automaticallyAfter: Duration.days(7) }),
  ),
  restored(
    "rotation of another user, and the metrics of capacity",
    (m, stack) => ({ snapshotCredentials: generated(m, stack) }),
    (db, stack, m) => {
      const secret = new m.DatabaseSecret(stack, "App", { username: "app", masterSecret: db.secret });
      db.addRotationMultiUser("Rotation", { secret: secret.attach(db) });
      const metrics = [db.metricACUUtilization(), db.metricServerlessDatabaseCapacity({ statistic: "Maximum" })];
      new CfnOutput(stack, "Metrics", {
        value: stack.toJsonString(metrics.map((metric) => metric.toMetricConfig().metricStat)),
      });
    },
  ),
  restored(
    "rotation with a secret that it does not know",
    () => ({}),
    (db) => db.addRotationSingleUser(),
  ),
  restored(
    "grants",
    (m, stack) => ({ snapshotCredentials: generated(m, stack) }),
    (db, stack) => {
      const user = new iam.User(stack, "User");
      db.grantDataApiAccess(user);
      db.grantConnect(user, "boss");
    },
  ),
  restored(
    "a proxy of a restored cluster",
    (m, stack) => ({ snapshotCredentials: generated(m, stack) }),
    (db) => db.addProxy("Proxy", { vpc: db.vpc, secrets: db.secret && [db.secret] }),
  ),
  restoredServerless("no credentials", () => ({})),
  restoredServerless("a generated secret", (m, stack) => ({ credentials: generated(m, stack) })),
  restoredServerless("a generated password", (m) => ({
    credentials: m.SnapshotCredentials.fromGeneratedPassword("boss"),
  })),
  restoredServerless("a password", (m) => ({ credentials: m.SnapshotCredentials.fromPassword(PLAIN) })),
  restoredServerless("a secret", (m, stack) => ({ credentials: m.SnapshotCredentials.fromSecret(login(m, stack)) })),
  restoredServerless("a name alone", () => ({ credentials: { username: "boss", generatePassword: false } })),
  restoredServerless("no VPC", () => ({ vpc: undefined })),
  restoredServerless("every property", (m, stack, vpc) => ({
    clusterIdentifier: "Restored",
    defaultDatabaseName: "app",
    backupRetention: Duration.days(5),
    copyTagsToSnapshot: false,
    deletionProtection: false,
    removalPolicy: RemovalPolicy.DESTROY,
    enableDataApi: true,
    parameterGroup: m.ParameterGroup.fromParameterGroupName(stack, "Group", "mine"),
    subnetGroup: new m.SubnetGroup(stack, "Subnets", { vpc, description: "mine" }),
    securityGroups: [],
    scaling: { minCapacity: m.AuroraCapacityUnit.ACU_2, autoPause: Duration.hours(1) },
  })),
];

const refused = (name: string, words: RegExp, ...rest: [Props<rds.DatabaseClusterFromSnapshotProps>, UseOf?]) => ({
  ...restored(name, ...rest),
  words,
});
type UseOf = Parameters<typeof restored>[2];

export const refusals: readonly Refusal[] = [
  ...(
    [
      [
        "a generated secret",
        /but generatePassword, replaceOnPasswordCriteriaChanges, excludeCharacters, replicaRegions is given/,
        generated,
      ],
      [
        "a password",
        /password is given; leave them out, and RDS takes the user of the snapshot/,
        (m: Rds) => m.SnapshotCredentials.fromPassword(PLAIN),
      ],
      [
        "a secret",
        /password, secret is given/,
        (m: Rds, stack: Stack) => m.SnapshotCredentials.fromSecret(login(m, stack)),
      ],
    ] as const
  ).map(([name, words, snapshotCredentials]) =>
    refused(`a managed password with ${name}`, words, (m, stack) => ({
      manageMasterUserPassword: true,
      snapshotCredentials: snapshotCredentials(m, stack),
    })),
  ),
  refused("a password for nobody", /a password is to be generated for a user without a name/, () => ({
    snapshotCredentials: { generatePassword: true },
  })),
  {
    ...restoredServerless("a password for nobody", () => ({ credentials: { generatePassword: true } })),
    words: /a password is to be generated for a user without a name/,
  },
  refused(
    "rotation of a managed password",
    /RDS rotates the master user's password itself/,
    () => ({ manageMasterUserPassword: true }),
    (db) => db.addRotationSingleUser(),
  ),
  {
    ...refused(
      "rotation without a secret, with the flag for credentials on",
      /needs the master user's secret/,
      () => ({}),
      (db) => db.addRotationSingleUser(),
    ),
    context: { [WITHOUT_CREDENTIALS]: true },
  },
  refused("a restored cluster without a writer", /the cluster has no writer/, () => ({ writer: undefined })),
];
