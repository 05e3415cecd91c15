import { describe, expect, test } from "vitest";
import { coerceProperties } from "../cloudformation/template/coerce.js";
import { resourceSchemas } from "./schemas.js";
import types from "./types.json" with { type: "json" };

const schemas = resourceSchemas();

test("every type that Rockpool runs has a schema, and AWS's other types are known by name", () => {
  for (const type of Object.keys(types)) expect(schemas.schema(type)).toMatchObject({ type });
  expect(["AWS::EC2::Instance", "AWS::CDK::Metadata"].map((type) => schemas.exists(type))).toEqual([true, true]);
  expect(["AWS::EC2::Nope", "constructor", "Custom::X"].map((type) => schemas.exists(type))).toEqual([
    false,
    false,
    false,
  ]);
  expect(schemas.schema("AWS::EC2::Instance")).toBeUndefined();
});

describe("the schemas say what templates with databases rely on", () => {
  test.each([
    ["AWS::RDS::DBCluster", "Endpoint.Port"],
    ["AWS::RDS::DBCluster", "ReadEndpoint.Address"],
    ["AWS::RDS::DBCluster", "DBClusterResourceId"],
    ["AWS::RDS::DBInstance", "DbiResourceId"],
    ["AWS::EC2::SecurityGroup", "GroupId"],
    ["AWS::EC2::EIP", "AllocationId"],
    ["AWS::EC2::VPC", "DefaultSecurityGroup"],
    ["AWS::EC2::VPC", "Ipv6CidrBlocks"],
    ["AWS::Lambda::Function", "Arn"],
    ["AWS::IAM::Role", "Arn"],
    ["AWS::IAM::InstanceProfile", "Arn"],
    ["AWS::S3::Bucket", "WebsiteURL"],
    ["AWS::KMS::Key", "Arn"],
    ["AWS::Logs::LogGroup", "Arn"],
    ["AWS::Lambda::Url", "FunctionUrl"],
  ])("%s has the attribute %s", (type, attribute) => {
    expect(schemas.schema(type)?.attributes).toContain(attribute);
  });

  test("what a change replaces, what names a resource, what Ref stands for", () => {
    const cluster = schemas.schema("AWS::RDS::DBCluster");
    expect(cluster?.properties).toMatchObject({
      StorageEncrypted: { type: { kind: "boolean" }, replacement: "yes" },
      MasterUsername: { replacement: "maybe" },
      Tags: { type: { kind: "list", of: { kind: "tag" } } },
    });
    expect(cluster?.properties["MasterUserPassword"]?.replacement).toBeUndefined();
    expect(cluster).toMatchObject({ nameProperty: "DBClusterIdentifier", identifier: ["DBClusterIdentifier"] });
    expect(schemas.schema("AWS::EC2::EIP")?.identifier).toEqual(["PublicIp"]);
    expect(schemas.schema("AWS::SecretsManager::SecretTargetAttachment")?.identifier).toEqual(["SecretId"]);
  });
});

test("a cluster's properties are converted and checked by its schema", () => {
  const schema = schemas.schema("AWS::RDS::DBCluster");
  if (schema === undefined) throw new Error("no schema");
  const given = {
    Engine: "aurora-postgresql",
    Port: "5432",
    StorageEncrypted: "true",
    ServerlessV2ScalingConfiguration: { MinCapacity: "0.5", MaxCapacity: 1 },
  };
  expect(coerceProperties(given, schema)).toEqual({
    Engine: "aurora-postgresql",
    Port: 5432,
    StorageEncrypted: true,
    ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 1 },
  });
  expect(() => coerceProperties({ Engin: "x", ServerlessV2ScalingConfiguration: { Min: 1 } }, schema)).toThrow(
    "Property validation failure: [Encountered unsupported properties in {/}: [Engin], Encountered unsupported properties in {/ServerlessV2ScalingConfiguration}: [Min]]",
  );
});
