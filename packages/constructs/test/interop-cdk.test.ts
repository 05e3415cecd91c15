import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  App,
  Aspects,
  aws_lambda as lambda,
  aws_rds as rds,
  CfnOutput,
  CfnResource,
  RemovalPolicies,
  Stack,
  Tags,
  Validations,
} from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { AwsSolutionsChecks } from "cdk-nag";
import type { IConstruct } from "constructs";
import { describe, expect, test } from "vitest";
import { networkIn } from "./differential/network.ts";
import { ours, type Rds, theirs } from "./support/libraries.ts";

// What the CDK itself, and tools on top of it, do with a tree of constructs, they do with ours.

function clusterIn(m: Rds, stack: Stack): rds.DatabaseCluster {
  return new m.DatabaseCluster(stack, "Db", {
    engine: m.DatabaseClusterEngine.auroraMysql({ version: m.AuroraMysqlEngineVersion.VER_3_08_0 }),
    writer: m.ClusterInstance.provisioned("Writer"),
    readers: [m.ClusterInstance.serverlessV2("Reader")],
    vpc: networkIn(stack),
  });
}

function instanceIn(m: Rds, stack: Stack): rds.DatabaseInstance {
  return new m.DatabaseInstance(stack, "Db", {
    engine: m.DatabaseInstanceEngine.postgres({ version: m.PostgresEngineVersion.VER_16_4 }),
    vpc: networkIn(stack),
  });
}

/** Builds with one module, and answers with what `result` makes of the app. */
function appWith<Result>(build: (app: App) => void, result: (app: App) => Result): Result {
  const outdir = mkdtempSync(join(tmpdir(), "constructs-"));
  try {
    const app = new App({ outdir, analyticsReporting: false, builtinCloudFormationValidation: false });
    build(app);
    return result(app);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

const templatesOf = (app: App) =>
  app.node.children.filter((child) => Stack.isStack(child)).map((stack) => Template.fromStack(stack).toJSON());

/** The resource that a construct stands for. */
function resourceOf(construct: IConstruct): CfnResource {
  const child = construct.node.defaultChild;
  if (!CfnResource.isCfnResource(child)) throw new Error(`${construct.node.path} has no resource`);
  return child;
}

interface Change {
  readonly name: string;
  readonly build: (m: Rds, stack: Stack, app: App) => void;
  /** A text that stands in the templates because of it. */
  readonly leaves: string;
}

const CHANGES: readonly Change[] = [
  {
    name: "aspects visit the resources behind our constructs",
    leaves: '"MonitoringInterval":15',
    build: (m, stack) => {
      clusterIn(m, stack);
      Aspects.of(stack).add({
        visit: (node) => {
          if (node instanceof rds.CfnDBCluster) node.deletionProtection = true;
          if (node instanceof rds.CfnDBInstance) node.monitoringInterval = 15;
        },
      });
    },
  },
  {
    name: "aspects know databases by their interfaces",
    leaves: "Db/Resource is a database",
    build: (m, stack) => {
      const instance = instanceIn(m, stack);
      Aspects.of(stack).add({
        visit: (node) => {
          if ("dbInstanceRef" in node && node === instance)
            resourceOf(instance).addMetadata(
              "note",
              `${resourceOf(instance).node.path.replace("Stack/", "")} is a database`,
            );
        },
      });
    },
  },
  {
    name: "tags reach every resource that takes them",
    leaves: '{"Key":"team","Value":"pets"}',
    build: (m, stack, app) => {
      Tags.of(clusterIn(m, stack)).add("part", "database");
      Tags.of(app).add("team", "pets");
      Tags.of(app).add("db-only", "yes", { includeResourceTypes: ["AWS::RDS::DBInstance"] });
    },
  },
  {
    name: "removal policies are set from above",
    leaves: '"DeletionPolicy":"RetainExceptOnCreate"',
    build: (m, stack) => {
      clusterIn(m, stack);
      RemovalPolicies.of(stack).retainOnUpdateOrDelete({ applyToResourceTypes: ["AWS::RDS::DBCluster"] });
      RemovalPolicies.of(stack).retain({ applyToResourceTypes: ["AWS::SecretsManager::Secret"] });
    },
  },
  {
    name: "the default children are the resources, which take overrides",
    leaves: '"Renamed"',
    build: (m, stack) => {
      const cluster = clusterIn(m, stack);
      const resource = resourceOf(cluster);
      resource.addPropertyOverride("EnableGlobalWriteForwarding", true);
      resource.addPropertyDeletionOverride("CopyTagsToSnapshot");
      resource.overrideLogicalId("Renamed");
      resourceOf(cluster.node.findChild("Writer")).addOverride("UpdateReplacePolicy", "Retain");
      resourceOf(cluster.node.findChild("Subnets")).addPropertyOverride("DBSubnetGroupName", "kept");
      resourceOf(cluster.node.findChild("SecurityGroup")).addPropertyOverride("GroupName", "kept");
      resourceOf(cluster.node.findChild("Secret")).overrideLogicalId("MasterSecret");
    },
  },
  {
    name: "an instance's parts are found by their ids",
    leaves: '"Monitored"',
    build: (m, stack) => {
      const instance = instanceIn(m, stack);
      resourceOf(instance).overrideLogicalId("Monitored");
      resourceOf(instance.node.findChild("SubnetGroup")).addPropertyOverride("DBSubnetGroupName", "kept");
      resourceOf(instance.node.findChild("Secret")).addPropertyOverride("Name", "kept");
    },
  },
  {
    name: "another stack refers to a cluster and is let in",
    leaves: '"Fn::ImportValue"',
    build: (m, stack, app) => {
      const cluster = clusterIn(m, stack);
      const other = new Stack(app, "Other");
      const reader = new lambda.Function(other, "Reader", {
        runtime: lambda.Runtime.NODEJS_22_X,
        handler: "index.handler",
        code: lambda.Code.fromInline("exports.handler = async () => {}"),
        environment: { HOST: cluster.clusterEndpoint.hostname, SECRET: cluster.secret?.secretArn ?? "" },
        vpc: cluster.vpc,
      });
      cluster.grantDataApiAccess(reader);
      reader.connections.allowToDefaultPort(cluster);
      new CfnOutput(other, "Reads", { value: cluster.clusterReadEndpoint.socketAddress });
    },
  },
];

test.each(CHANGES)("$name", ({ build, leaves }) => {
  const templates = (m: Rds) => appWith((app) => build(m, new Stack(app, "Stack"), app), templatesOf);
  const made = templates(ours);
  expect(made).toEqual(templates(theirs));
  expect(JSON.stringify(made)).toContain(leaves);
});

describe("cdk-nag", () => {
  const findings = (build: (app: App) => void) =>
    appWith(build, (app) => {
      const report = new AwsSolutionsChecks(app).validateScope(app);
      return report.violations
        .flatMap(({ ruleName, violatingResources }) =>
          violatingResources.map(({ resourceLogicalId }) => `${ruleName} ${resourceLogicalId}`),
        )
        .toSorted((a, b) => a.localeCompare(b));
    });

  test.each([
    ["a cluster", clusterIn],
    ["an instance", instanceIn],
  ] as const)("finds the same in %s of either library", (_what, build) => {
    const found = findings((app) => build(ours, new Stack(app, "Stack")));
    expect(found).toEqual(findings((app) => build(theirs, new Stack(app, "Stack"))));
    expect(found.some((finding) => finding.startsWith("AwsSolutions-RDS"))).toBe(true);
  });

  test("an acknowledgement on one of our constructs silences the findings below it", () => {
    const acknowledge = (rule: string) =>
      findings((app) => {
        const cluster = clusterIn(ours, new Stack(app, "Stack"));
        Validations.of(cluster).acknowledge({ id: rule, reason: "a test" });
      });
    const before = acknowledge("AwsSolutions-None");
    const after = acknowledge("AwsSolutions-RDS2");
    expect(before.filter((finding) => !after.includes(finding)).map((finding) => finding.split(" ")[0])).toEqual([
      "AwsSolutions-RDS2",
    ]);
  });
});
