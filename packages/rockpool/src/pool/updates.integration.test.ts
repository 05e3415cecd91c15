import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databaseStack, functionRole, inlineFunction } from "../testing/database-stack.js";
import { startTestPool, type Template, type TestPool } from "../testing/test-pool.js";

type Outputs = Readonly<Record<string, string>>;

const query = async (pool: TestPool, outputs: Outputs, sql: string): Promise<unknown> => {
  const { formattedRecords = "[]" } = await pool.call<{ formattedRecords?: string }>("rds-data", "ExecuteStatement", {
    resourceArn: outputs["ClusterArn"],
    secretArn: outputs["SecretArn"],
    database: "testdb",
    sql,
    formatRecordsAs: "JSON",
  });
  return JSON.parse(formattedRecords);
};

const answer = async (outputs: Outputs): Promise<unknown> => (await fetch(outputs["Url"] ?? "")).json();

const permission = (properties: object) => ({
  Type: "AWS::Lambda::Permission",
  Properties: { FunctionName: { Ref: "Reader" }, Principal: "*", ...properties },
});

/** A database, a function with a URL, and what a version of the template adds to them. */
const version = (text: string, more: Record<string, unknown> = {}): Template =>
  databaseStack({
    resources: {
      Role: functionRole(),
      Reader: inlineFunction(`exports.handler = async () => ${JSON.stringify(text)};`),
      Url: { Type: "AWS::Lambda::Url", Properties: { TargetFunctionArn: { Ref: "Reader" }, AuthType: "NONE" } },
      UrlPermission: permission({ Action: "lambda:InvokeFunctionUrl", FunctionUrlAuthType: "NONE" }),
      FunctionPermission: permission({ Action: "lambda:InvokeFunction", InvokedViaFunctionUrl: true }),
      ...more,
    },
    outputs: { Url: { Value: { "Fn::GetAtt": ["Url", "FunctionUrl"] } }, Version: { Value: text } },
  });

const note = (Value: string) => ({ Type: "AWS::SSM::Parameter", Properties: { Name: "/note", Type: "String", Value } });

describe("a stack that is deployed again and again", () => {
  let pool: TestPool;
  let outputs: Outputs = {};
  beforeAll(async () => {
    pool = await startTestPool();
    const { stacks } = await pool.deployTemplate("tide", version("low"));
    outputs = stacks[0]?.outputs ?? {};
    await query(pool, outputs, "create table Pets as select 'Rex' as name");
  });
  afterAll(() => pool[Symbol.asyncDispose]());

  /** The resources that an action touched, the stack itself apart. */
  const touched = async (action: () => Promise<unknown>): Promise<string[]> => {
    const before = pool.stackEvents.length;
    await action();
    const ended = pool.stackEvents.slice(before).filter((event) => !event.resourceStatus.endsWith("IN_PROGRESS"));
    return ended
      .filter((event) => event.physicalResourceId !== event.stackId)
      .map((event) => `${event.resourceStatus} ${event.logicalResourceId}`)
      .toSorted();
  };

  test("is left alone when nothing has changed, and says so", async () => {
    const events = await touched(async () => {
      const { stacks } = await pool.deployTemplate("tide", version("low"));
      expect(stacks[0]).toMatchObject({ status: "CREATE_COMPLETE", changed: false, outputs });
    });
    expect(events).toEqual([]);
    expect(await answer(outputs)).toBe("low");
  });

  test("takes a new resource, new code and a new output in place", async () => {
    const events = await touched(async () => {
      const { stacks } = await pool.deployTemplate("tide", version("high", { Note: note("spring tide") }));
      expect(stacks[0]).toMatchObject({ status: "UPDATE_COMPLETE", changed: true });
      expect(stacks[0]?.outputs).toEqual({ ...outputs, Version: "high" });
    });
    expect(events).toEqual(["CREATE_COMPLETE Note", "UPDATE_COMPLETE Reader"]);
    expect(await answer(outputs)).toBe("high");
    expect(await pool.call("ssm", "GetParameter", { Name: "/note" })).toMatchObject({
      Parameter: { Value: "spring tide" },
    });
    expect(await query(pool, outputs, "select * from Pets")).toEqual([{ name: "Rex" }]);
  });

  test("goes back to what it was when an update fails, and takes the mended one", async () => {
    const flood = (succeeds: boolean): Template =>
      version("flood", {
        Note: note("storm tide"),
        // Last of all: everything else has been changed when it fails.
        Wall: {
          Type: "AWS::SSM::Parameter",
          DependsOn: ["Reader", "Note"],
          Properties: { Name: succeeds ? "/wall" : "wall//", Type: "String", Value: "1" },
        },
      });
    await expect(pool.deployTemplate("tide", flood(false))).rejects.toMatchObject({
      code: "DeployFailed",
      message: expect.stringMatching(/^stack tide ended in UPDATE_ROLLBACK_COMPLETE: Wall \(AWS::SSM::Parameter\): /),
    });
    expect(await answer(outputs)).toBe("high");
    expect(await pool.call("ssm", "GetParameter", { Name: "/note" })).toMatchObject({
      Parameter: { Value: "spring tide" },
    });
    const { Stacks } = await pool.call<{ Stacks: { Outputs: { OutputKey: string; OutputValue: string }[] }[] }>(
      "cloudformation",
      "DescribeStacks",
      { StackName: "tide" },
    );
    expect(Stacks[0]?.Outputs.find(({ OutputKey }) => OutputKey === "Version")?.OutputValue).toBe("high");

    const { stacks } = await pool.deployTemplate("tide", flood(true));
    expect(stacks[0]).toMatchObject({ status: "UPDATE_COMPLETE", outputs: { Version: "flood" } });
    expect(await answer(outputs)).toBe("flood");
    expect(await query(pool, outputs, "select * from Pets")).toEqual([{ name: "Rex" }]);
  });

  test("loses what its template no longer has, and everything when it is destroyed", async () => {
    const events = await touched(() => pool.deployTemplate("tide", version("flood")));
    expect(events).toEqual(["DELETE_COMPLETE Note", "DELETE_COMPLETE Wall"]);
    await pool.destroy("tide");
    for (const [service, operation, list] of [
      ["rds", "DescribeDBClusters", "DBClusters"],
      ["rds", "DescribeDBInstances", "DBInstances"],
      ["rds", "DescribeDBClusterSnapshots", "DBClusterSnapshots"],
      ["secretsmanager", "ListSecrets", "SecretList"],
      ["lambda", "ListFunctions", "Functions"],
      ["cloudformation", "DescribeStacks", "Stacks"],
    ] as const) {
      expect(await pool.call(service, operation)).toMatchObject({ [list]: [] });
    }
    await pool.destroy("tide");
  });
});

test("an update whose rollback fails too says what to do; once it can succeed, the next deployment goes on", async () => {
  await using pool = await startTestPool();
  const code = `
    exports.handler = async ({ StackId, RequestId, LogicalResourceId, RequestType, ResponseURL }) => {
      const fails = RequestType === "Update" && !process.env.MENDED;
      await fetch(ResponseURL, { method: "PUT", body: JSON.stringify({ StackId, RequestId, LogicalResourceId,
        PhysicalResourceId: "thing", Status: fails ? "FAILED" : "SUCCESS", Reason: "no tide" }) });
    };`;
  const thing = (Size: string): Template => ({
    Resources: {
      Role: functionRole(),
      Worker: inlineFunction(code),
      Thing: { Type: "Custom::Thing", Properties: { ServiceToken: { "Fn::GetAtt": ["Worker", "Arn"] }, Size } },
    },
  });
  await pool.deployTemplate("thing", thing("small"));
  for (let attempt = 0; attempt < 2; attempt += 1) {
    await expect(pool.deployTemplate("thing", thing("large"))).rejects.toMatchObject({
      message: expect.stringMatching(/ended in UPDATE_ROLLBACK_FAILED: Thing \(Custom::Thing\): .* no tide/),
      hint: expect.stringMatching(/rollback failed.*deploy again.*rockpool destroy thing/),
    });
  }
  const { Functions } = await pool.call<{ Functions: { FunctionName: string }[] }>("lambda", "ListFunctions");
  await pool.call("lambda", "UpdateFunctionConfiguration", {
    FunctionName: Functions[0]?.FunctionName,
    Environment: { Variables: { MENDED: "yes" } },
  });
  const { stacks } = await pool.deployTemplate("thing", thing("large"));
  expect(stacks[0]).toMatchObject({ status: "UPDATE_COMPLETE", changed: true });
});

describe("deletion policies", () => {
  test("Snapshot keeps a snapshot that a new cluster can be restored from", async () => {
    await using pool = await startTestPool();
    const { stacks } = await pool.deployTemplate("kept", databaseStack({ deletionPolicy: "Snapshot" }));
    await query(pool, stacks[0]?.outputs ?? {}, "create table Pets as select 'Rex' as name");
    await pool.destroy("kept");
    expect(await pool.call("rds", "DescribeDBClusters")).toMatchObject({ DBClusters: [] });
    const { DBClusterSnapshots } = await pool.call<{ DBClusterSnapshots: { DBClusterSnapshotIdentifier: string }[] }>(
      "rds",
      "DescribeDBClusterSnapshots",
    );
    expect(DBClusterSnapshots).toMatchObject([{ Status: "available", Engine: "aurora-postgresql" }]);

    const template = databaseStack();
    const { Cluster } = template.Resources as { Cluster: { Properties: Record<string, unknown> } };
    const { MasterUsername: _username, DatabaseName: _database, ...properties } = Cluster.Properties;
    const restored = await pool.deployTemplate("restored", {
      ...template,
      Resources: {
        ...template.Resources,
        Cluster: {
          ...Cluster,
          Properties: { ...properties, SnapshotIdentifier: DBClusterSnapshots[0]?.DBClusterSnapshotIdentifier },
        },
      },
    });
    expect(await query(pool, restored.stacks[0]?.outputs ?? {}, "select * from Pets")).toEqual([{ name: "Rex" }]);
  });

  test("Retain keeps the cluster and its instance running, outside of any stack", async () => {
    await using pool = await startTestPool();
    const template = databaseStack({ deletionPolicy: "Retain" });
    const { stacks } = await pool.deployTemplate("kept", {
      ...template,
      Resources: {
        ...template.Resources,
        Secret: { ...(template.Resources["Secret"] as object), DeletionPolicy: "Retain" },
      },
    });
    await pool.destroy("kept");
    const skipped = pool.stackEvents.filter(({ resourceStatus }) => resourceStatus === "DELETE_SKIPPED");
    expect(skipped.map(({ logicalResourceId }) => logicalResourceId).toSorted()).toEqual([
      "Cluster",
      "Instance",
      "Secret",
    ]);
    expect(await query(pool, stacks[0]?.outputs ?? {}, "select 1 as one")).toEqual([{ one: 1 }]);
    expect(await pool.call("cloudformation", "DescribeStacks")).toMatchObject({ Stacks: [] });
  });
});
