import {
  aws_ec2 as ec2,
  aws_iam as iam,
  aws_kms as kms,
  aws_secretsmanager as secretsmanager,
  CfnOutput,
  Duration,
  RemovalPolicy,
  SecretValue,
} from "aws-cdk-lib";
import type { aws_rds as rds, Stack } from "aws-cdk-lib";
import { mysqlInstance, oracle, postgresInstance, type Rds, type Refusal, type Scenario } from "../kit.ts";
import { tellAll } from "./instances.ts";

type Restored = rds.DatabaseInstanceFromSnapshot;
type Props = (m: Rds, stack: Stack, vpc: ec2.IVpc) => Partial<rds.DatabaseInstanceFromSnapshotProps>;
type Use = (db: Restored, stack: Stack, m: Rds) => void;

const restored = (name: string, props: Props, use?: Use): Scenario => ({
  name,
  build: (m, stack, vpc) => {
    const db = new m.DatabaseInstanceFromSnapshot(stack, "Db", {
      engine: postgresInstance(m),
      vpc,
      snapshotIdentifier: "snap",
      ...props(m, stack, vpc),
    });
    use?.(db, stack, m);
  },
});
const refused = (name: string, words: RegExp, props: Props, use?: Use): Refusal => ({
  ...restored(name, props, use),
  words,
});

/** What a new instance is refused, and one that comes from another is not. */
export const insightsOfOthers: readonly [string, (m: Rds, stack: Stack) => Partial<rds.DatabaseInstanceNewProps>][] = [
  ["advanced Database Insights alone", (m) => ({ databaseInsightsMode: m.DatabaseInsightsMode.ADVANCED })],
  [
    "advanced Database Insights without Performance Insights",
    (m) => ({ databaseInsightsMode: m.DatabaseInsightsMode.ADVANCED, enablePerformanceInsights: false }),
  ],
  [
    "a retention without Performance Insights",
    () => ({ performanceInsightRetention: 7, enablePerformanceInsights: false }),
  ],
  [
    "a key without Performance Insights",
    (_m, stack) => ({ performanceInsightEncryptionKey: new kms.Key(stack, "Key"), enablePerformanceInsights: false }),
  ],
  [
    "advanced Database Insights with a week of data",
    (m) => ({ databaseInsightsMode: m.DatabaseInsightsMode.ADVANCED, performanceInsightRetention: 7 }),
  ],
];

function tellSecret(db: Restored, stack: Stack): void {
  new CfnOutput(stack, "Secret", { value: db.secret?.secretArn ?? "none" });
}

export const scenarios: readonly Scenario[] = [
  restored(
    "restored",
    () => ({}),
    (db, stack) => {
      tellAll(db, stack);
      tellSecret(db, stack);
    },
  ),
  restored("restored from the snapshot of a cluster", (m) => ({
    engine: mysqlInstance(m),
    snapshotIdentifier: undefined,
    clusterSnapshotIdentifier: "arn:aws:rds:us-east-1:123456789012:cluster-snapshot:snap",
  })),
  restored(
    "a generated secret",
    (m) => ({ credentials: m.SnapshotCredentials.fromGeneratedSecret("boss") }),
    tellSecret,
  ),
  restored("a generated secret with everything", (m, stack) => ({
    credentials: m.SnapshotCredentials.fromGeneratedSecret("boss", {
      excludeCharacters: "xyz",
      encryptionKey: new kms.Key(stack, "Key"),
      replicaRegions: [{ region: "eu-central-1" }],
    }),
  })),
  restored(
    "a generated password",
    (m) => ({ credentials: m.SnapshotCredentials.fromGeneratedPassword("boss") }),
    tellSecret,
  ),
  restored("a generated password with everything", (m, stack) => ({
    credentials: m.SnapshotCredentials.fromGeneratedPassword("boss", {
      excludeCharacters: "xyz",
      encryptionKey: new kms.Key(stack, "Key"),
      replicaRegions: [{ region: "eu-central-1" }],
    }),
  })),
  restored(
    "a password",
    (m) => ({
      credentials: m.SnapshotCredentials.fromPassword(SecretValue.unsafePlainText("secret")),
    }),
    tellSecret,
  ),
  restored(
    "a secret",
    (m, stack) => ({
      credentials: m.SnapshotCredentials.fromSecret(new secretsmanager.Secret(stack, "Login")),
    }),
    tellSecret,
  ),
  restored("everything that an instance has", (m, stack) => ({
    engine: oracle(m),
    instanceIdentifier: "Restored",
    instanceType: ec2.InstanceType.of(ec2.InstanceClass.R5, ec2.InstanceSize.LARGE),
    allocatedStorage: 500,
    maxAllocatedStorage: 900,
    storageType: m.StorageType.IO1,
    iops: 5000,
    multiAz: true,
    port: 1600,
    databaseName: "ORCL",
    licenseModel: m.LicenseModel.BRING_YOUR_OWN_LICENSE,
    allowMajorVersionUpgrade: true,
    backupRetention: Duration.days(3),
    cloudwatchLogsExports: ["alert"],
    cloudwatchLogsRetention: 30,
    monitoringInterval: Duration.seconds(5),
    enablePerformanceInsights: true,
    domain: "d-1",
    removalPolicy: RemovalPolicy.RETAIN,
    parameters: { a: "b" },
    optionGroup: new m.OptionGroup(stack, "Options", { engine: oracle(m), configurations: [{ name: "XMLDB" }] }),
    s3ImportRole: new iam.Role(stack, "Role", { assumedBy: new iam.ServicePrincipal("rds.amazonaws.com") }),
    processorFeatures: { coreCount: 2 },
  })),
  ...insightsOfOthers.map(([name, props]) => restored(name, props)),
  restored(
    "rotations and a login",
    (m) => ({ credentials: m.SnapshotCredentials.fromGeneratedSecret("boss") }),
    (db, stack, m) => {
      db.addRotationSingleUser();
      const secret = new m.DatabaseSecret(stack, "App", { username: "app", masterSecret: db.secret });
      db.addRotationMultiUser("AppRotation", { secret: secret.attach(db) });
      db.grantConnect(new iam.User(stack, "User"));
    },
  ),
  {
    name: "what snapshot credentials tell",
    build: (m, stack) => {
      const secret = new secretsmanager.Secret(stack, "Login", { encryptionKey: new kms.Key(stack, "Key") });
      const all = [
        m.SnapshotCredentials.fromGeneratedSecret("a", { excludeCharacters: "x" }),
        m.SnapshotCredentials.fromGeneratedPassword("b"),
        m.SnapshotCredentials.fromPassword(SecretValue.unsafePlainText("c")),
        m.SnapshotCredentials.fromSecret(secret),
      ].map((it) => [
        it.username ?? "",
        it.generatePassword,
        it.replaceOnPasswordCriteriaChanges ?? "",
        it.password?.unsafeUnwrap() ?? "",
        it.encryptionKey?.keyArn ?? "",
        it.secret?.secretArn ?? "",
        it.excludeCharacters ?? "",
      ]);
      new CfnOutput(stack, "All", { value: stack.toJsonString(all) });
    },
  },
];

export const refusals: readonly Refusal[] = [
  refused("no snapshot", /there is no snapshot to restore/, () => ({ snapshotIdentifier: undefined })),
  refused("two snapshots", /snapshotIdentifier and clusterSnapshotIdentifier are both given/, () => ({
    clusterSnapshotIdentifier: "other",
  })),
  refused("a generated password for nobody", /generated for a user without a name/, (m) => {
    const { generatePassword } = m.SnapshotCredentials.fromGeneratedPassword("boss");
    return { credentials: { generatePassword } };
  }),
  refused(
    "rotation without a secret",
    /a single user rotation needs the master user's secret/,
    () => ({}),
    (db) => db.addRotationSingleUser(),
  ),
  refused(
    "a login without a user",
    /the master user of this instance is not known/,
    () => ({}),
    (db, stack) => db.grantConnect(new iam.User(stack, "User")),
  ),
  refused("a time zone on PostgreSQL", /timezone is given, but postgres/, () => ({ timezone: "UTC" })),
];
