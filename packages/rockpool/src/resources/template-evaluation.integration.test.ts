import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, CfnOutput, Duration, Stack } from "aws-cdk-lib";
import { InstanceType, Vpc } from "aws-cdk-lib/aws-ec2";
import { Code, Function, Runtime } from "aws-cdk-lib/aws-lambda";
import {
  AuroraPostgresEngineVersion,
  ClusterInstance,
  Credentials,
  DatabaseCluster,
  DatabaseClusterEngine,
} from "aws-cdk-lib/aws-rds";
import { expect, test } from "vitest";
import type { Json, JsonObject, ResourceRegistry } from "../cloudformation/contract.js";
import { coerceProperties } from "../cloudformation/template/coerce.js";
import { findDynamicReferences } from "../cloudformation/template/dynamic-references.js";
import { evaluate, evaluateObject } from "../cloudformation/template/intrinsics/evaluate.js";
import { containsUnknown, UNKNOWN } from "../cloudformation/template/model.js";
import { parseTemplate } from "../cloudformation/template/parse.js";
import { prepareTemplate } from "../cloudformation/template/prepare.js";
import { testExternal, testPseudo, testScope } from "../testing/template.js";
import { resourceSchemas } from "./schemas.js";

const schemas = resourceSchemas();
const notRun = (): Promise<never> => Promise.reject(new Error("this test creates no resource"));
const registry: Pick<ResourceRegistry, "schema" | "exists" | "handler"> = {
  ...schemas,
  handler: (type) =>
    type === "AWS::CloudFormation::Stack" ? { open: true, create: notRun, delete: notRun } : undefined,
};
const external = testExternal({ ssm: { "/cdk-bootstrap/hnb659fds/version": "32" } });

/** The template of a stack as the CDK writes it. */
function synthesize(build: (stack: Stack) => void): string {
  const outdir = mkdtempSync(join(tmpdir(), "rockpool-synth-"));
  try {
    const app = new App({ outdir });
    build(new Stack(app, "Shop"));
    app.synth();
    return readFileSync(join(outdir, "Shop.template.json"), "utf8");
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

const shop = synthesize((stack) => {
  const vpc = new Vpc(stack, "Vpc", { maxAzs: 2 });
  const cluster = new DatabaseCluster(stack, "Database", {
    vpc,
    engine: DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_16_4 }),
    writer: ClusterInstance.serverlessV2("writer"),
    readers: [ClusterInstance.provisioned("reader", { instanceType: new InstanceType("t3.medium") })],
    credentials: Credentials.fromGeneratedSecret("clerk"),
    enableDataApi: true,
    backup: { retention: Duration.days(7) },
  });
  const handler = new Function(stack, "Reader", {
    runtime: Runtime.NODEJS_22_X,
    handler: "index.handler",
    code: Code.fromInline("exports.handler = async () => 1"),
    vpc,
    environment: {
      HOST: cluster.clusterEndpoint.hostname,
      PORT: cluster.clusterEndpoint.port.toString(),
    },
  });
  cluster.grantDataApiAccess(handler);
  cluster.connections.allowDefaultPortFrom(handler);
  new CfnOutput(stack, "Endpoint", { value: cluster.clusterEndpoint.socketAddress, exportName: "endpoint" });
});

test("a stack with an Aurora cluster, synthesized by the CDK, evaluates to what its schemas accept, in the order of its graph", async () => {
  const { template, graph, conditions, parameters } = await prepareTemplate(shop, {
    registry,
    external,
    pseudo: testPseudo,
  });
  const scope = testScope({ parameters, conditions, mappings: template.mappings });
  const created = new Set<string>();
  const evaluated: Record<string, JsonObject> = {};
  for (const id of graph.order) {
    const resource = template.resources[id];
    if (resource === undefined) throw new Error(`${id} is no resource`);
    const seen = (logicalId: string): string => {
      expect(created, `${id} refers to ${logicalId}`).toContain(logicalId);
      return `${logicalId}-id`;
    };
    const properties = evaluateObject(resource.properties, {
      ...scope,
      ref: seen,
      getAtt: (logicalId, name) => attribute(seen(logicalId), name),
    });
    const schema = schemas.schema(resource.type);
    evaluated[id] = schema === undefined ? properties : coerceProperties(properties, schema);
    created.add(id);
  }
  expect(created.size).toBe(Object.keys(template.resources).length);

  const ofType = (type: string): JsonObject[] =>
    Object.entries(evaluated).flatMap(([id, properties]) =>
      template.resources[id]?.type === type ? [properties] : [],
    );
  const [cluster] = ofType("AWS::RDS::DBCluster");
  expect(cluster).toMatchObject({
    Engine: "aurora-postgresql",
    BackupRetentionPeriod: 7,
    EnableHttpEndpoint: true,
    Port: 5432,
  });
  // The master password is a reference to the generated secret by its ARN, which the engine resolves when it creates the cluster.
  expect([...findDynamicReferences(cluster?.["MasterUserPassword"] ?? null).values()]).toEqual([
    { service: "secretsmanager", secretId: expect.stringMatching(/DatabaseSecret.*-id$/), jsonKey: "password" },
  ]);
  expect(ofType("AWS::EC2::Subnet").map((subnet) => subnet["AvailabilityZone"])).toEqual([
    "us-east-1a",
    "us-east-1b",
    "us-east-1a",
    "us-east-1b",
  ]);
  expect(evaluate(template.outputs["Endpoint"]?.value ?? null, scope)).toMatch(
    /^Database.*\.Endpoint\.Address:Database.*\.Endpoint\.Port$/,
  );

  // Before anything exists, what comes from other resources is unknown and the rest is there.
  const before = { ...scope, ref: () => UNKNOWN, getAtt: () => UNKNOWN };
  const [id] = Object.entries(template.resources).find(([, { type }]) => type === "AWS::RDS::DBCluster") ?? [""];
  const planned = evaluateObject(template.resources[id]?.properties ?? {}, before);
  expect(planned).toMatchObject({
    Engine: "aurora-postgresql",
    MasterUserPassword: UNKNOWN,
    VpcSecurityGroupIds: [UNKNOWN],
  });
  expect(
    containsUnknown({
      ...planned,
      MasterUserPassword: 1,
      MasterUsername: 1,
      VpcSecurityGroupIds: 1,
      DBSubnetGroupName: 1,
    }),
  ).toBe(false);
});

/** A value of the kind that the attribute has. */
function attribute(id: string, name: string): Json {
  if (name === "Endpoint.Port") return "5432";
  return name === "Ipv6CidrBlocks" ? ["2001:db8::/56"] : `${id}.${name}`;
}

test("the CDK's bootstrap rule refuses an environment that is too old, and says what to do", async () => {
  const old = testExternal({ ssm: { "/cdk-bootstrap/hnb659fds/version": "5" } });
  await expect(prepareTemplate(shop, { registry, external: old, pseudo: testPseudo })).rejects.toThrow(
    /CDK bootstrap stack version 6 required.*cdk bootstrap/,
  );
});

const article = new URL("../../../../examples/article-yaml/", import.meta.url);
const templates = readdirSync(article).filter((name) => name.endsWith(".yaml"));

test.each(templates)("the article's %s is read with all of its resource types and without a warning", async (name) => {
  const text = readFileSync(new URL(name, article), "utf8");
  const { warnings, body } = parseTemplate(text);
  const declared = Object.entries(body["Parameters"] ?? {}).filter(
    ([, declaration]) => !Object.hasOwn(declaration, "Default"),
  );
  const parameters = declared.map(([key, declaration]) => ({
    key,
    value: declaration["Type"] === "Number" ? "1" : "value-1",
  }));
  const { template, graph } = await prepareTemplate(text, { registry, external, pseudo: testPseudo, parameters });
  expect(warnings).toEqual([]);
  expect(graph.order).toHaveLength(Object.keys(template.resources).length);
});
