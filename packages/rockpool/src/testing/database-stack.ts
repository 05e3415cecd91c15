import type { Template } from "./test-pool.js";

/**
 * The code of a custom resource's function that runs the statements of its `Create`, `Update` or `Delete` property over
 * the Data API, and answers with the database's own words when one fails.
 */
const INITIALIZER = `
const { RDSDataClient, ExecuteStatementCommand } = require("@aws-sdk/client-rds-data");
exports.handler = async (event) => {
  const { StackId, RequestId, LogicalResourceId, ResponseURL, RequestType, ResourceProperties } = event;
  const answer = { StackId, RequestId, LogicalResourceId, PhysicalResourceId: "content", Status: "SUCCESS" };
  try {
    const client = new RDSDataClient({});
    for (const sql of ResourceProperties[RequestType] ?? [])
      await client.send(new ExecuteStatementCommand({
        resourceArn: process.env.CLUSTER_ARN, secretArn: process.env.SECRET_ARN, database: "testdb", sql }));
  } catch (error) {
    Object.assign(answer, { Status: "FAILED", Reason: error.name + ": " + error.message });
  }
  await fetch(ResponseURL, { method: "PUT", body: JSON.stringify(answer) });
};`;

export interface DatabaseStack {
  /** Statements that the stack's custom resource runs, by request type. Without any, there is no custom resource. */
  readonly sql?: Readonly<Partial<Record<"Create" | "Update" | "Delete", readonly string[]>>>;
  readonly engine?: "aurora-postgresql" | "aurora-mysql";
  /** What the function's role may do, beside writing its log. Default: the Data API of the cluster, its secret. */
  readonly statements?: readonly object[];
  readonly deletionPolicy?: "Delete" | "Retain" | "Snapshot";
  readonly resources?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

const VERSIONS = { "aurora-postgresql": "16.8", "aurora-mysql": "8.0.mysql_aurora.3.08.2" };

/** An Aurora Serverless v2 cluster with the Data API, and a custom resource that gives it its content. */
export function databaseStack(options: DatabaseStack = {}): Template {
  const { sql, engine = "aurora-postgresql", deletionPolicy = "Delete", resources = {}, outputs = {} } = options;
  const statements = options.statements ?? [
    { Effect: "Allow", Action: "rds-data:*", Resource: arn("Cluster.DBClusterArn") },
    { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: { Ref: "Secret" } },
  ];
  const login = (key: string) => ({ "Fn::Sub": `{{resolve:secretsmanager:\${Secret}:SecretString:${key}}}` });
  return {
    Resources: {
      Secret: {
        Type: "AWS::SecretsManager::Secret",
        Properties: {
          GenerateSecretString: {
            SecretStringTemplate: '{"username": "owner"}',
            GenerateStringKey: "password",
            ExcludePunctuation: true,
          },
        },
      },
      Cluster: {
        Type: "AWS::RDS::DBCluster",
        DeletionPolicy: deletionPolicy,
        Properties: {
          Engine: engine,
          EngineVersion: VERSIONS[engine],
          EngineMode: "provisioned",
          EnableHttpEndpoint: true,
          DatabaseName: "testdb",
          MasterUsername: login("username"),
          MasterUserPassword: login("password"),
          ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 1 },
        },
      },
      Instance: {
        Type: "AWS::RDS::DBInstance",
        DeletionPolicy: deletionPolicy === "Snapshot" ? "Delete" : deletionPolicy,
        Properties: { DBClusterIdentifier: { Ref: "Cluster" }, DBInstanceClass: "db.serverless", Engine: engine },
      },
      ...(sql === undefined ? {} : content(sql, statements)),
      ...resources,
    },
    Outputs: {
      ClusterArn: { Value: arn("Cluster.DBClusterArn") },
      SecretArn: { Value: { Ref: "Secret" } },
      ...outputs,
    },
  };
}

/** A role for functions: it writes logs, and does what the statements allow. */
export function functionRole(statements: readonly object[] = []): object {
  const document = { Version: "2012-10-17", Statement: statements };
  return {
    Type: "AWS::IAM::Role",
    Properties: {
      AssumeRolePolicyDocument: {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
      },
      ManagedPolicyArns: ["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"],
      ...(statements.length === 0 ? {} : { Policies: [{ PolicyName: "own", PolicyDocument: document }] }),
    },
  };
}

/** A Node.js function of one text, with the role `Role`. */
export function inlineFunction(code: string, properties: Readonly<Record<string, unknown>> = {}): object {
  return {
    Type: "AWS::Lambda::Function",
    Properties: {
      Runtime: "nodejs22.x",
      Handler: "index.handler",
      Role: arn("Role.Arn"),
      Timeout: 20,
      Code: { ZipFile: code },
      ...properties,
    },
  };
}

function content(sql: NonNullable<DatabaseStack["sql"]>, statements: readonly object[]): Record<string, unknown> {
  const Variables = { CLUSTER_ARN: arn("Cluster.DBClusterArn"), SECRET_ARN: { Ref: "Secret" } };
  return {
    Role: functionRole(statements),
    Initializer: inlineFunction(INITIALIZER, { Environment: { Variables } }),
    Content: {
      Type: "Custom::Content",
      DependsOn: ["Instance"],
      Properties: { ServiceToken: arn("Initializer.Arn"), ...sql },
    },
  };
}

function arn(attribute: string): object {
  return { "Fn::GetAtt": attribute.split(".") };
}
