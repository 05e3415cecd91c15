import {
  aws_iam as iam,
  aws_rds as rds,
  aws_secretsmanager as secretsmanager,
  aws_sqs as sqs,
  type Stack,
} from "aws-cdk-lib";
import {
  ClusterInstance,
  DatabaseCluster,
  DatabaseConnection,
  DatabaseInitializer,
  ServerlessCluster,
  SqlScript,
} from "cdk-rockpool";
import { describe, expect, test } from "vitest";
import { clusterIn, MYSQL, POSTGRES, vpcIn } from "./support/cluster.ts";
import { initialize, refusal } from "./support/initialize.ts";
import { type CfnResourceJson, synth } from "./support/synth.ts";

function only(resources: Record<string, CfnResourceJson>, type: string): [string, CfnResourceJson] {
  const found = Object.entries(resources).filter(([, resource]) => resource.Type === type);
  expect(found).toHaveLength(1);
  return found[0];
}

describe("the template", () => {
  test("holds no SQL: it travels as an asset", () => {
    const { template } = synth((stack) => initialize(stack, { databaseName: "testdb" }));
    expect(JSON.stringify(template)).not.toMatch(/insert into|Pets/);
    const [, resource] = only(template.Resources, "Custom::DatabaseInitializer");
    expect(resource.Properties).toMatchObject({
      DatabaseName: "testdb",
      ScriptHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      ScriptKey: expect.stringMatching(/^[0-9a-f]{64}\.json$/),
      ServiceTimeout: "960",
      StatementCount: 2,
    });
  });

  test("waits for the cluster, its writer, the attached secret and the rights of the handler", () => {
    const { template } = synth((stack) => initialize(stack));
    const [, resource] = only(template.Resources, "Custom::DatabaseInitializer");
    for (const type of [
      "AWS::RDS::DBCluster",
      "AWS::RDS::DBInstance",
      "AWS::SecretsManager::SecretTargetAttachment",
      "AWS::IAM::Policy",
    ]) {
      expect(resource.DependsOn).toContain(only(template.Resources, type)[0]);
    }
  });

  test("switches the Data API on", () => {
    const { template } = synth((stack) => initialize(stack));
    expect(only(template.Resources, "AWS::RDS::DBCluster")[1].Properties).toMatchObject({ EnableHttpEndpoint: true });
  });

  test("lets the handler use this cluster, this secret and this asset, and nothing else", () => {
    const { template } = synth((stack) => initialize(stack));
    const [, policy] = only(template.Resources, "AWS::IAM::Policy");
    expect(policy.Properties?.PolicyDocument).toMatchInlineSnapshot(`
      {
        "Statement": [
          {
            "Action": [
              "rds-data:BeginTransaction",
              "rds-data:CommitTransaction",
              "rds-data:ExecuteStatement",
              "rds-data:RollbackTransaction",
            ],
            "Effect": "Allow",
            "Resource": {
              "Fn::Join": [
                "",
                [
                  "arn:",
                  {
                    "Ref": "AWS::Partition",
                  },
                  ":rds:",
                  {
                    "Ref": "AWS::Region",
                  },
                  ":",
                  {
                    "Ref": "AWS::AccountId",
                  },
                  ":cluster:",
                  {
                    "Ref": "Db5D02A0A9",
                  },
                ],
              ],
            },
          },
          {
            "Action": [
              "secretsmanager:GetSecretValue",
              "secretsmanager:DescribeSecret",
            ],
            "Effect": "Allow",
            "Resource": {
              "Ref": "DbSecretAttachment7AED447C",
            },
          },
          {
            "Action": "s3:GetObject",
            "Effect": "Allow",
            "Resource": {
              "Fn::Join": [
                "",
                [
                  "arn:",
                  {
                    "Ref": "AWS::Partition",
                  },
                  ":s3:::",
                  {
                    "Fn::Sub": "cdk-hnb659fds-assets-\${AWS::AccountId}-\${AWS::Region}",
                  },
                  "/1292b3fa47db8f5d11d9dbfd2617b159353dcc442739f1d70af26ce134bf9f9b.json",
                ],
              ],
            },
          },
        ],
        "Version": "2012-10-17",
      }
    `);
  });

  test("has the script's hash in it, and the same one for the same script", () => {
    const hash = (script: SqlScript) =>
      only(synth((stack) => initialize(stack, { script })).template.Resources, "Custom::DatabaseInitializer")[1]
        .Properties?.ScriptHash;
    expect(hash(SqlScript.inline("select 1"))).toBe(hash(SqlScript.inline("select 1")));
    expect(hash(SqlScript.inline("select 1"))).not.toBe(hash(SqlScript.inline("select 2")));
  });

  test("executeBefore() has other constructs wait", () => {
    const { template } = synth((stack) => initialize(stack).executeBefore(new sqs.Queue(stack, "Queue")));
    expect(only(template.Resources, "AWS::SQS::Queue")[1].DependsOn).toContain(
      only(template.Resources, "Custom::DatabaseInitializer")[0],
    );
  });

  test("two initializers of one cluster get along", () => {
    const { template } = synth((stack) => {
      const connection = DatabaseConnection.dataApi(clusterIn(stack));
      const first = initialize(stack, { connection });
      const second = new DatabaseInitializer(stack, "Second", { connection, script: SqlScript.inline("select 1") });
      first.executeBefore(second);
    });
    expect(Object.values(template.Resources).filter(({ Type }) => Type === "Custom::DatabaseInitializer")).toHaveLength(
      2,
    );
  });
});

describe("the connection", () => {
  test.each<[string, (stack: Stack) => void]>([
    [
      "a Serverless v1 cluster",
      (stack) =>
        initialize(stack, {
          connection: DatabaseConnection.dataApi(new ServerlessCluster(stack, "Db", { engine: MYSQL })),
        }),
    ],
    [
      "a cluster of aws-cdk-lib",
      (stack) => {
        const cluster = new rds.DatabaseCluster(stack, "Db", {
          engine: POSTGRES,
          vpc: vpcIn(stack),
          vpcSubnets: { subnetType: undefined, subnetGroupName: "Isolated" },
          writer: rds.ClusterInstance.serverlessV2("Writer"),
        });
        initialize(stack, { connection: DatabaseConnection.dataApi(cluster) });
      },
    ],
    [
      "a Serverless v1 cluster of aws-cdk-lib, with its engine",
      (stack) =>
        initialize(stack, {
          connection: DatabaseConnection.dataApi(new rds.ServerlessCluster(stack, "Db", { engine: MYSQL }), {
            engine: MYSQL,
          }),
        }),
    ],
  ])("%s is switched on and granted", (_name, build) => {
    const { template } = synth(build);
    expect(only(template.Resources, "AWS::RDS::DBCluster")[1].Properties).toMatchObject({ EnableHttpEndpoint: true });
    expect(JSON.stringify(only(template.Resources, "AWS::IAM::Policy")[1])).toContain("rds-data:ExecuteStatement");
  });

  test("an imported cluster takes a secret", () => {
    const { template } = synth((stack) => {
      const cluster = DatabaseCluster.fromDatabaseClusterAttributes(stack, "Db", {
        clusterIdentifier: "theirs",
        engine: POSTGRES,
      });
      const secret = secretsmanager.Secret.fromSecretNameV2(stack, "Secret", "login");
      initialize(stack, { connection: DatabaseConnection.dataApi(cluster, { secret }) });
    });
    expect(JSON.stringify(only(template.Resources, "Custom::DatabaseInitializer")[1].Properties)).toContain(
      ":secret:login",
    );
  });

  test("a user other than the master takes a secret too, and only that one is granted", () => {
    const { template } = synth((stack) => {
      const secret = new secretsmanager.Secret(stack, "App");
      initialize(stack, { connection: DatabaseConnection.dataApi(clusterIn(stack), { secret }) });
    });
    expect(JSON.stringify(only(template.Resources, "AWS::IAM::Policy")[1].Properties)).toContain('{"Ref":"App');
    expect(JSON.stringify(only(template.Resources, "AWS::IAM::Policy")[1].Properties)).not.toContain(
      "SecretAttachment",
    );
  });

  test.each<[string, (stack: Stack) => void, RegExp]>([
    [
      "an imported cluster without a secret",
      (stack) =>
        DatabaseConnection.dataApi(
          DatabaseCluster.fromDatabaseClusterAttributes(stack, "Db", { clusterIdentifier: "theirs", engine: POSTGRES }),
        ),
      /^Stack\/Db: the secret of this cluster is not known.*\{ secret \}/,
    ],
    [
      "an imported cluster without an engine",
      (stack) =>
        DatabaseConnection.dataApi(
          DatabaseCluster.fromDatabaseClusterAttributes(stack, "Db", { clusterIdentifier: "theirs" }),
          { secret: new secretsmanager.Secret(stack, "S") },
        ),
      /the engine of this cluster is not known.*\{ engine \}/,
    ],
    [
      "a cluster whose Data API is off",
      (stack) =>
        initialize(stack, { connection: DatabaseConnection.dataApi(clusterIn(stack, { enableDataApi: false })) }),
      /^Stack\/Db: the Data API of this cluster is off; set enableDataApi: true/,
    ],
    [
      "an imported cluster whose Data API is off",
      (stack) => {
        const attributes = { clusterIdentifier: "theirs", engine: POSTGRES, dataApiEnabled: false };
        const cluster = DatabaseCluster.fromDatabaseClusterAttributes(stack, "Db", attributes);
        const secret = new secretsmanager.Secret(stack, "S");
        initialize(stack, { connection: DatabaseConnection.dataApi(cluster, { secret }) });
      },
      /^Stack\/Db: the Data API of this cluster is off;.*import the cluster with dataApiEnabled: true/,
    ],
    [
      "a Serverless v1 cluster whose Data API is off",
      (stack) => {
        const cluster = new ServerlessCluster(stack, "Db", { engine: MYSQL, enableDataApi: false });
        initialize(stack, { connection: DatabaseConnection.dataApi(cluster) });
      },
      /^Stack\/Db: the Data API of this cluster is off; set enableDataApi: true/,
    ],
  ])("%s is refused", (_name, build, words) => {
    expect(refusal(build)).toThrow(words);
  });
});

test("the words of the article: cluster, initializer and grant in one stack", () => {
  const { template, errors } = synth((stack) => {
    const cluster = clusterIn(stack, {
      defaultDatabaseName: "testdb",
      readers: [ClusterInstance.serverlessV2("Reader", { scaleWithWriter: true })],
    });
    initialize(stack, { connection: DatabaseConnection.dataApi(cluster), databaseName: "testdb" });
    cluster.grantDataApiAccess(new iam.User(stack, "User"));
  });
  expect(errors).toBe(0);
  expect(Object.values(template.Resources).filter(({ Type }) => Type === "AWS::Lambda::Function")).toHaveLength(1);
});
