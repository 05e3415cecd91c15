import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { StackResult } from "../deploy/deploy.js";
import type { Pool } from "../pool/contract.js";

const FUNCTION = `
exports.handler = async (event) => {
  console.log("called by", event.name);
  if (event.fail) throw new Error("as asked");
  return { hello: event.name };
};
`;

const logins = {
  postgres: { Engine: "aurora-postgresql", EngineVersion: "16.8" },
  mysql: { Engine: "aurora-mysql", EngineVersion: "8.0.mysql_aurora.3.08.2" },
};

/** A database with the Data API, its secret, and one resource of each kind that clients look at beside it. */
function template(engine: keyof typeof logins): string {
  const reference = (key: string) => `{{resolve:secretsmanager:\${Secret}:SecretString:${key}}}`;
  return JSON.stringify({
    Parameters: { Greeting: { Type: "String", Default: "hello" } },
    Resources: {
      Secret: {
        Type: "AWS::SecretsManager::Secret",
        Properties: {
          GenerateSecretString: {
            SecretStringTemplate: '{"username":"keeper"}',
            GenerateStringKey: "password",
            ExcludeCharacters: '"@/\\',
          },
        },
      },
      Attachment: {
        Type: "AWS::SecretsManager::SecretTargetAttachment",
        Properties: { SecretId: { Ref: "Secret" }, TargetId: { Ref: "Cluster" }, TargetType: "AWS::RDS::DBCluster" },
      },
      Cluster: {
        Type: "AWS::RDS::DBCluster",
        DeletionPolicy: "Delete",
        Properties: {
          ...logins[engine],
          DatabaseName: "shop",
          EnableHttpEndpoint: true,
          MasterUsername: { "Fn::Sub": reference("username") },
          MasterUserPassword: { "Fn::Sub": reference("password") },
          ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 1 },
        },
      },
      Writer: {
        Type: "AWS::RDS::DBInstance",
        Properties: {
          DBClusterIdentifier: { Ref: "Cluster" },
          DBInstanceClass: "db.serverless",
          Engine: logins[engine].Engine,
        },
      },
      Bucket: { Type: "AWS::S3::Bucket" },
      Parameter: {
        Type: "AWS::SSM::Parameter",
        Properties: { Name: "/clients/greeting", Type: "String", Value: { Ref: "Greeting" } },
      },
      Role: {
        Type: "AWS::IAM::Role",
        Properties: {
          AssumeRolePolicyDocument: {
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } }],
          },
          ManagedPolicyArns: ["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"],
        },
      },
      Function: {
        Type: "AWS::Lambda::Function",
        Properties: {
          FunctionName: "greeter",
          Runtime: "nodejs22.x",
          Handler: "index.handler",
          Role: { "Fn::GetAtt": ["Role", "Arn"] },
          Code: { ZipFile: FUNCTION },
        },
      },
    },
    Outputs: {
      SecretArn: { Value: { Ref: "Attachment" } },
      ClusterArn: { Value: { "Fn::GetAtt": ["Cluster", "DBClusterArn"] } },
      ClusterIdentifier: { Value: { Ref: "Cluster" } },
      InstanceIdentifier: { Value: { Ref: "Writer" } },
      Endpoint: { Value: { "Fn::GetAtt": ["Cluster", "Endpoint.Address"] } },
      Port: { Value: { "Fn::GetAtt": ["Cluster", "Endpoint.Port"] } },
      BucketName: { Value: { Ref: "Bucket" } },
      RoleName: { Value: { Ref: "Role" } },
    },
  });
}

/** Deploys the stack `clients` for the tests of a client program. */
export async function deployClientStack(pool: Pool, engine: keyof typeof logins): Promise<StackResult["outputs"]> {
  const directory = mkdtempSync(join(tmpdir(), "rockpool-clients-"));
  try {
    const file = join(directory, "clients.json");
    writeFileSync(file, template(engine));
    const { stacks } = await pool.deploy(file, { stackName: "clients" });
    return stacks[0]?.outputs ?? {};
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
