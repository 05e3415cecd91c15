import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createStackEngine, type StackEngine } from "../../cloudformation/engine/index.js";
import type { Environment } from "../../environment.js";
import { testEnvironment } from "../../testing/environment.js";
import { StackWorld, thingsTemplate } from "../../testing/stack-world.js";
import { ownerCall } from "../contract.js";
import { createIamService } from "../iam/index.js";
import { type CloudFormationService, createCloudFormationService } from "./index.js";

let environment: Environment & Disposable;
let world: StackWorld;
let engine: StackEngine;
let service: CloudFormationService;
const call = ownerCall("000000000000");

beforeEach(() => {
  environment = testEnvironment();
  world = new StackWorld();
  engine = createStackEngine({ environment, ...world.parts });
  service = createCloudFormationService({
    environment,
    engine,
    external: world.external,
    iam: createIamService({ environment }),
  });
});
afterEach(() => environment[Symbol.dispose]());

const secretive = thingsTemplate(
  { Db: { Value: { Ref: "Password" } } },
  {
    Description: "A stack with a secret",
    Parameters: { Password: { Type: "String", NoEcho: true }, Size: { Type: "Number", Default: 5 } },
    Outputs: { Size: { Value: { Ref: "Size" }, Description: "how large", Export: { Name: "size" } } },
  },
);
const secretParameters = [{ ParameterKey: "Password", ParameterValue: "hunter2-hunter2" }];

const create = async (StackName: string, TemplateBody: string, rest = {}) => {
  const { StackId } = await service.operations.CreateStack(call, { StackName, TemplateBody, ...rest });
  await engine.waitFor(StackId);
  return StackId;
};

describe("stacks", () => {
  it("describes what was deployed, and shows no NoEcho value anywhere", async () => {
    const StackId = await create("shop", secretive, {
      Parameters: secretParameters,
      Tags: [{ Key: "team", Value: "sea" }],
    });
    const { Stacks } = service.operations.DescribeStacks(call, { StackName: "shop" });
    expect(Stacks).toMatchObject([
      {
        StackId,
        StackStatus: "CREATE_COMPLETE",
        Description: "A stack with a secret",
        Parameters: [
          { ParameterKey: "Password", ParameterValue: "****" },
          { ParameterKey: "Size", ParameterValue: "5" },
        ],
        Outputs: [{ OutputKey: "Size", OutputValue: "5", Description: "how large", ExportName: "size" }],
        Tags: [{ Key: "team", Value: "sea" }],
        EnableTerminationProtection: false,
      },
    ]);
    const { StackEvents } = service.operations.DescribeStackEvents(call, { StackName: "shop" });
    expect(StackEvents?.[0]).toMatchObject({
      ResourceStatus: "CREATE_COMPLETE",
      PhysicalResourceId: StackId,
      ResourceType: "AWS::CloudFormation::Stack",
    });
    expect(StackEvents?.[1]?.ResourceProperties).toBe('{"Value":"****"}');
    expect([...world.things.values()]).toEqual([{ Value: "hunter2-hunter2" }]);
    const onDisk = environment.state
      .collection("cloudformation.stacks")
      .list()
      .concat(environment.state.collection("cloudformation.resources").list());
    expect(JSON.stringify(onDisk)).not.toContain("hunter2");
    expect(service.operations.ListExports(call, {}).Exports).toEqual([
      { Name: "size", Value: "5", ExportingStackId: StackId },
    ]);
  });

  it("says once that notifications are recorded and not sent", async () => {
    const notices: string[] = [];
    environment.events.subscribe((event) => {
      if (event.kind === "notice") notices.push(event.message);
    });
    const template = thingsTemplate({ A: {} });
    await create("quiet", template);
    expect(notices).toEqual([]);
    const NotificationARNs = ["arn:aws:sns:us-east-1:000000000000:topic"];
    for (const name of ["shop", "other"]) {
      await create(name, template, { NotificationARNs });
    }
    expect(notices).toEqual([
      "The NotificationARNs of stack shop are recorded, and nothing is sent to them: Rockpool does not run SNS.",
    ]);
    const { Stacks } = service.operations.DescribeStacks(call, { StackName: "other" });
    expect(Stacks?.[0]?.NotificationARNs).toEqual(NotificationARNs);
  });

  it("answers about resources one by one, as a list, and by physical id", async () => {
    const StackId = await create("shop", thingsTemplate({ A: { $Metadata: { note: "x" } }, B: {} }));
    const { StackResourceDetail } = service.operations.DescribeStackResource(call, {
      StackName: "shop",
      LogicalResourceId: "A",
    });
    expect(StackResourceDetail).toMatchObject({ ResourceStatus: "CREATE_COMPLETE", Metadata: '{"note":"x"}', StackId });
    const { StackResources } = service.operations.DescribeStackResources(call, {
      PhysicalResourceId: StackResourceDetail?.PhysicalResourceId,
    });
    expect(StackResources?.map(({ LogicalResourceId }) => LogicalResourceId)).toEqual(["A", "B"]);
    expect(service.operations.ListStackResources(call, { StackName: "shop" }).StackResourceSummaries).toHaveLength(2);
    expect(() => service.operations.DescribeStackResource(call, { StackName: "shop", LogicalResourceId: "C" })).toThrow(
      "Resource C does not exist for stack shop",
    );
  });

  it("lists in pages, newest first, deleted stacks included", async () => {
    for (let number = 0; number < 103; number++) {
      await create(`s${number}`, thingsTemplate({ A: {} }));
    }
    service.operations.DeleteStack(call, { StackName: "s0" });
    await engine.waitFor(engine.queries.stacks().find(({ record }) => record.stackName === "s0")?.record.stackId ?? "");
    const first = service.operations.ListStacks(call, {});
    const second = service.operations.ListStacks(call, { NextToken: first.NextToken });
    const names = [...(first.StackSummaries ?? []), ...(second.StackSummaries ?? [])].map(({ StackName }) => StackName);
    expect(new Set(names).size).toBe(103);
    expect(second.NextToken).toBeUndefined();
    expect(service.operations.ListStacks(call, { StackStatusFilter: ["DELETE_COMPLETE"] }).StackSummaries).toHaveLength(
      1,
    );
    expect(() => service.operations.ListStacks(call, { NextToken: "?" })).toThrow(
      "The specified NextToken is invalid.",
    );
  });

  it("refuses as CloudFormation does", async () => {
    const template = thingsTemplate({ A: {} });
    await create("shop", template, { EnableTerminationProtection: true });
    const { operations } = service;
    await expect(operations.CreateStack(call, { StackName: "shop", TemplateBody: template })).rejects.toMatchObject({
      code: "AlreadyExistsException",
      message: "Stack [shop] already exists",
    });
    await expect(operations.CreateStack(call, { StackName: "a_b", TemplateBody: template })).rejects.toThrow(
      /^1 validation error detected: Value 'a_b' at 'stackName'/u,
    );
    await expect(operations.CreateStack(call, { StackName: "x" })).rejects.toThrow(
      "Either Template URL or Template Body must be specified.",
    );
    await expect(operations.UpdateStack(call, { StackName: "nix", TemplateBody: template })).rejects.toThrow(
      "Stack [nix] does not exist",
    );
    await expect(operations.UpdateStack(call, { StackName: "shop", TemplateBody: template })).rejects.toThrow(
      "No updates are to be performed.",
    );
    expect(() => operations.DescribeStacks(call, { StackName: "nix" })).toThrow("Stack with id nix does not exist");
    expect(() => operations.DescribeStackEvents(call, { StackName: "nix" })).toThrow("Stack [nix] does not exist");
    expect(() => operations.DeleteStack(call, { StackName: "shop" })).toThrow(
      "Stack [shop] cannot be deleted while TerminationProtection is enabled",
    );
    operations.UpdateTerminationProtection(call, { StackName: "shop", EnableTerminationProtection: false });
    operations.DeleteStack(call, { StackName: "shop" });
    expect(await engine.waitFor(engine.queries.stacks()[0]?.record.stackId ?? "")).toBe("DELETE_COMPLETE");
    operations.DeleteStack(call, { StackName: "shop" });

    const iam = (properties: object) =>
      JSON.stringify({ Resources: { R: { Type: "AWS::IAM::Role", Properties: properties } } });
    await expect(operations.CreateStack(call, { StackName: "r", TemplateBody: iam({}) })).rejects.toMatchObject({
      code: "InsufficientCapabilitiesException",
      message: "Requires capabilities : [CAPABILITY_IAM]",
    });
    await expect(
      operations.CreateStack(call, {
        StackName: "r",
        TemplateBody: iam({ RoleName: "n" }),
        Capabilities: ["CAPABILITY_IAM"],
      }),
    ).rejects.toThrow("Requires capabilities : [CAPABILITY_NAMED_IAM]");
  });

  it("protects an export in use, and keeps its name unique", async () => {
    const exporting = (value: string) =>
      thingsTemplate({ A: {} }, { Outputs: { O: { Value: value, Export: { Name: "shared" } } } });
    await create("giver", exporting("1"));
    await create("taker", thingsTemplate({ A: { Value: { "Fn::ImportValue": "shared" } } }));
    expect(service.operations.ListImports(call, { ExportName: "shared" }).Imports).toEqual(["taker"]);
    expect(() => service.operations.DeleteStack(call, { StackName: "giver" })).toThrow(
      "Export shared cannot be deleted as it is in use by taker",
    );
    await service.operations.UpdateStack(call, { StackName: "giver", TemplateBody: exporting("2") });
    expect(await engine.waitFor("giver")).toBe("UPDATE_ROLLBACK_COMPLETE");
    await create("rival", exporting("3"));
    const { StackEvents = [] } = service.operations.DescribeStackEvents(call, { StackName: "rival" });
    expect(StackEvents.map((event) => event.ResourceStatusReason)).toContain(
      "Export with name shared is already exported by stack giver. Rollback requested by user.",
    );
    expect(() => service.operations.ListImports(call, { ExportName: "nothing" })).toThrow(
      "Export 'nothing' is not imported by any stack.",
    );
  });

  it("obeys a stack policy", async () => {
    const policy = {
      Statement: [
        { Effect: "Allow", Action: "Update:*", Principal: "*", Resource: "*" },
        { Effect: "Deny", Action: "Update:Replace", Principal: "*", Resource: "LogicalResourceId/D*" },
      ],
    };
    await create("shop", thingsTemplate({ Db: { Fixed: "1", Value: "1" } }), {
      StackPolicyBody: JSON.stringify(policy),
    });
    const update = (TemplateBody: string) => service.operations.UpdateStack(call, { StackName: "shop", TemplateBody });
    await expect(update(thingsTemplate({ Db: { Fixed: "2", Value: "1" } }))).rejects.toThrow(
      /Action denied by stack policy.*\[Db\]/u,
    );
    await update(thingsTemplate({ Db: { Fixed: "1", Value: "2" } }));
    expect(await engine.waitFor("shop")).toBe("UPDATE_COMPLETE");
  });
});

describe("templates", () => {
  it("gives back what it was given, and says what it takes", async () => {
    const yaml = "Resources:\n  A:\n    Type: Test::World::Thing\n    Properties: {Value: !Sub '${AWS::Region}'}\n";
    world.templates.set("https://b.s3.amazonaws.com/t.yaml", yaml);
    const { StackId } = await service.operations.CreateStack(call, {
      StackName: "shop",
      TemplateURL: "https://b.s3.amazonaws.com/t.yaml",
    });
    await engine.waitFor(StackId);
    expect(service.operations.GetTemplate(call, { StackName: "shop" })).toEqual({
      TemplateBody: yaml,
      StagesAvailable: ["Original", "Processed"],
    });
    const { TemplateBody } = service.operations.GetTemplate(call, { StackName: "shop", TemplateStage: "Processed" });
    expect(JSON.parse(TemplateBody ?? "")).toMatchObject({
      Resources: { A: { Properties: { Value: { "Fn::Sub": "${AWS::Region}" } } } },
    });
    expect(await service.operations.GetTemplateSummary(call, { TemplateBody: secretive })).toMatchObject({
      Parameters: [
        { ParameterKey: "Password", ParameterType: "String", NoEcho: true },
        { ParameterKey: "Size", DefaultValue: "5", NoEcho: false },
      ],
      ResourceTypes: ["Test::World::Thing"],
    });
    await expect(service.operations.ValidateTemplate(call, { TemplateBody: '{"Resources":{}}' })).rejects.toThrow(
      "At least one Resources member must be defined.",
    );
  });
});

describe("change sets", () => {
  it("creates a stack the way the CDK's command line does", async () => {
    const { operations } = service;
    const { Id, StackId } = await operations.CreateChangeSet(call, {
      StackName: "shop",
      ChangeSetName: "cdk-deploy",
      ChangeSetType: "CREATE",
      TemplateBody: secretive,
      Parameters: secretParameters,
      Capabilities: ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"],
    });
    expect(operations.DescribeStacks(call, { StackName: "shop" }).Stacks?.[0]?.StackStatus).toBe("REVIEW_IN_PROGRESS");
    expect(operations.GetTemplate(call, { StackName: "shop" }).TemplateBody).toBe("{}");
    const described = operations.DescribeChangeSet(call, {
      StackName: "shop",
      ChangeSetName: "cdk-deploy",
      IncludePropertyValues: true,
    });
    expect(described).toMatchObject({
      ChangeSetId: Id,
      Status: "CREATE_COMPLETE",
      ExecutionStatus: "AVAILABLE",
      Changes: [
        {
          Type: "Resource",
          ResourceChange: { Action: "Add", LogicalResourceId: "Db", AfterContext: '{"Properties":{"Value":"****"}}' },
        },
      ],
    });
    await operations.ExecuteChangeSet(call, {
      StackName: "shop",
      ChangeSetName: "cdk-deploy",
      ClientRequestToken: "exec1",
    });
    expect(await engine.waitFor(StackId ?? "")).toBe("CREATE_COMPLETE");
    const events = operations.DescribeStackEvents(call, { StackName: "shop" }).StackEvents ?? [];
    expect(events.map((event) => [event.ResourceStatus, event.ClientRequestToken])).toEqual([
      ["CREATE_COMPLETE", "exec1"],
      ["CREATE_COMPLETE", "exec1"],
      ["CREATE_IN_PROGRESS", "exec1"],
      ["CREATE_IN_PROGRESS", "exec1"],
      ["CREATE_IN_PROGRESS", "exec1"],
      ["REVIEW_IN_PROGRESS", undefined],
    ]);
    await expect(operations.ExecuteChangeSet(call, { ChangeSetName: Id })).rejects.toMatchObject({
      code: "InvalidChangeSetStatusException",
    });
    expect(
      environment.state
        .collection("cloudformation.changesets")
        .list()
        .map((set) => JSON.stringify(set))
        .join(),
    ).not.toContain("hunter2");
  });

  it("foresees what an update would do, and fails when it would do nothing", async () => {
    const { operations } = service;
    const things = (size: string, rest = {}) =>
      thingsTemplate(
        {
          A: { Fixed: { Ref: "Size" } },
          B: { Links: [{ Ref: "A" }], Value: "b" },
          C: { Value: { "Fn::GetAtt": ["A", "Arn"] } },
          ...rest,
        },
        { Parameters: { Size: { Type: "String", Default: size } } },
      );
    await create("shop", things("1", { Old: {} }));
    const plan = async (ChangeSetName: string, TemplateBody: string) => {
      await operations.CreateChangeSet(call, { StackName: "shop", ChangeSetName, TemplateBody });
      return operations.DescribeChangeSet(call, { StackName: "shop", ChangeSetName, IncludePropertyValues: true });
    };
    expect(await plan("none", things("1", { Old: {} }))).toMatchObject({
      Status: "FAILED",
      ExecutionStatus: "UNAVAILABLE",
      StatusReason:
        "The submitted information didn't contain changes. Submit different information to create a change set.",
    });
    const { Changes = [] } = await plan("some", things("2", { New: {} }));
    const changes = Object.fromEntries(
      Changes.map(({ ResourceChange }) => [ResourceChange?.LogicalResourceId, ResourceChange]),
    );
    expect(Object.keys(changes)).toEqual(["A", "B", "C", "New", "Old"]);
    expect(changes["A"]).toMatchObject({
      Replacement: "True",
      PolicyAction: "ReplaceAndDelete",
      Scope: ["Properties"],
      Details: [
        {
          Target: {
            Attribute: "Properties",
            Name: "Fixed",
            RequiresRecreation: "Always",
            BeforeValue: "1",
            AfterValue: "2",
          },
          Evaluation: "Static",
          ChangeSource: "ParameterReference",
          CausingEntity: "Size",
        },
      ],
    });
    expect(changes["B"]).toMatchObject({
      Replacement: "False",
      Details: [{ Evaluation: "Dynamic", ChangeSource: "ResourceReference", CausingEntity: "A" }],
      AfterContext: '{"Properties":{"Links":["{{changeSet:KNOWN_AFTER_APPLY}}"],"Value":"b"}}',
    });
    expect(changes["C"]).toMatchObject({ Details: [{ ChangeSource: "ResourceAttribute", CausingEntity: "A.Arn" }] });
    expect([changes["New"]?.Action, changes["Old"]?.Action, changes["Old"]?.PolicyAction]).toEqual([
      "Add",
      "Remove",
      "Delete",
    ]);

    await operations.UpdateStack(call, { StackName: "shop", TemplateBody: things("3") });
    await engine.waitFor("shop");
    expect(operations.DescribeChangeSet(call, { StackName: "shop", ChangeSetName: "some" }).ExecutionStatus).toBe(
      "OBSOLETE",
    );
    operations.DeleteChangeSet(call, { StackName: "shop", ChangeSetName: "some" });
    expect(operations.ListChangeSets(call, { StackName: "shop" }).Summaries?.map((set) => set.ChangeSetName)).toEqual([
      "none",
    ]);
    expect(() => operations.DescribeChangeSet(call, { StackName: "shop", ChangeSetName: "some" })).toThrow(
      "ChangeSet [some] does not exist",
    );
  });
});

describe("permissions", () => {
  it("are asked for on the stack's ARN, whether it exists or not", async () => {
    const StackId = await create("shop", thingsTemplate({ A: {} }));
    expect(service.permissions?.("DescribeStacks", { StackName: "shop" })).toEqual([
      { action: "cloudformation:DescribeStacks", resource: StackId },
    ]);
    expect(service.permissions?.("CreateStack", { StackName: "new" })).toEqual([
      { action: "cloudformation:CreateStack", resource: "arn:aws:cloudformation:us-east-1:000000000000:stack/new/*" },
    ]);
    expect(service.permissions?.("ListStacks", {})).toEqual([{ action: "cloudformation:ListStacks", resource: "*" }]);
  });
});
