import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { StackResult } from "../deploy/deploy.js";
import type { Pool } from "../pool/contract.js";
import { startPool } from "../pool/pool.js";
import { answers, type Ran, runClient } from "../testing/client.js";
import { deployClientStack } from "../testing/client-stack.js";

const installed = await answers("aws", "--version");

describe.skipIf(!installed)(`the aws command${installed ? "" : " (skipped: not on this machine)"}`, () => {
  const directory = mkdtempSync(join(tmpdir(), "rockpool-aws-"));
  let pool: Pool;
  let outputs: StackResult["outputs"];
  beforeAll(async () => {
    pool = await startPool();
    outputs = await deployClientStack(pool, "postgres");
  });
  afterAll(async () => {
    await pool.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  // Version 1 does not read the service's address from the environment; `rockpool exec` says it on the command line.
  const aws = (...words: string[]): Promise<Ran> =>
    runClient(pool, ["aws", "--endpoint-url", pool.endpoint, ...words], { directory });

  /** What a command prints as JSON; throws what it complains about. */
  async function json(...words: string[]): Promise<unknown> {
    const { code, stdout, text } = await aws(...words, "--output", "json");
    if (code !== 0) throw new Error(text);
    return JSON.parse(stdout);
  }

  it("deploys a template, sees that nothing has changed, updates and deletes it", async () => {
    const file = join(directory, "small.yaml");
    const write = (value: string) =>
      writeFileSync(
        file,
        `Parameters: { Value: { Type: String, Default: ${value} } }\nResources: { P: { Type: AWS::SSM::Parameter, Properties: { Name: /cli/p, Type: String, Value: !Ref Value } } }\nOutputs: { Name: { Value: !Ref P } }\n`,
      );
    const deploy = async (...more: string[]) => {
      await nextSecond();
      return aws("cloudformation", "deploy", "--stack-name", "small", "--template-file", file, ...more);
    };
    write("one");
    const first = await deploy();
    expect([first.text, first.code]).toEqual([expect.stringContaining("Successfully created/updated stack"), 0]);
    expect((await deploy()).text).toContain("No changes to deploy");
    const changed = await deploy("--parameter-overrides", "Value=two");
    expect([changed.text, changed.code]).toEqual([expect.stringContaining("Successfully created/updated stack"), 0]);
    expect(await json("ssm", "get-parameter", "--name", "/cli/p", "--query", "Parameter.Value")).toBe("two");
    expect((await aws("cloudformation", "delete-stack", "--stack-name", "small")).code).toBe(0);
    expect((await aws("cloudformation", "wait", "stack-delete-complete", "--stack-name", "small")).code).toBe(0);
    const gone = await aws("cloudformation", "describe-stacks", "--stack-name", "small");
    expect(gone.text).toContain(
      "(ValidationError) when calling the DescribeStacks operation: Stack with id small does not exist",
    );
    expect(gone.code).not.toBe(0);
  });

  it("describes clusters and instances, and runs statements", async () => {
    expect(await json("rds", "describe-db-clusters", "--query", "DBClusters[].[DBClusterIdentifier,Status]")).toEqual([
      [outputs["ClusterIdentifier"], "available"],
    ]);
    const engine = "DBInstances[].[Engine,DBInstanceClass]";
    expect(await json("rds", "describe-db-instances", "--query", engine)).toEqual([
      ["aurora-postgresql", "db.serverless"],
    ]);
    const statement = (sql: string, ...more: string[]) =>
      json(
        "rds-data",
        "execute-statement",
        `--resource-arn=${outputs["ClusterArn"]}`,
        `--secret-arn=${outputs["SecretArn"]}`,
        "--database=shop",
        `--sql=${sql}`,
        ...more,
      );
    await statement("create table fish (name text)");
    const parameters = JSON.stringify([{ name: "name", value: { stringValue: "Nemo" } }]);
    expect(await statement("insert into fish values (:name)", "--parameters", parameters)).toMatchObject({
      numberOfRecordsUpdated: 1,
    });
    expect(await statement("select * from fish", "--format-records-as", "JSON")).toMatchObject({
      formattedRecords: '[{"name":"Nemo"}]',
    });
    await expect(statement("select * from nothing")).rejects.toThrow('relation "nothing" does not exist');
  });

  it("copies 10 MB into a bucket and back, lists, synchronises and removes", async () => {
    const bucket = `s3://${outputs["BucketName"]}`;
    const content = randomBytes(10_000_000);
    writeFileSync(join(directory, "ten.bin"), content);
    expect((await aws("s3", "cp", "ten.bin", `${bucket}/large/`)).text).toContain("upload:");
    expect((await aws("s3", "cp", `${bucket}/large/ten.bin`, "back.bin")).code).toBe(0);
    expect(readFileSync(join(directory, "back.bin")).equals(content)).toBe(true);
    expect((await aws("s3", "ls", bucket, "--recursive")).text).toMatch(/10000000 large\/ten\.bin/);
    expect((await aws("s3", "sync", `${bucket}/large`, "synced")).text).toContain("download:");
    expect((await aws("s3", "sync", `${bucket}/large`, "synced")).text).toBe("");
    expect((await aws("s3", "rm", bucket, "--recursive")).text).toContain("delete:");
    expect((await aws("s3", "ls", `${bucket}/large/`)).code).toBe(1);
  });

  it("invokes a function and reads its log", async () => {
    const called = await aws(
      "lambda",
      "invoke",
      "--function-name",
      "greeter",
      "--payload",
      '{"name":"crab"}',
      "out.json",
    );
    expect([called.text, called.code]).toEqual([expect.stringContaining('"StatusCode": 200'), 0]);
    expect(JSON.parse(readFileSync(join(directory, "out.json"), "utf8"))).toEqual({ hello: "crab" });
    const messages = await json(
      "logs",
      "filter-log-events",
      "--log-group-name",
      "/aws/lambda/greeter",
      "--query",
      "events[].message",
    );
    expect(messages).toContainEqual(expect.stringContaining("called by crab"));
  });

  it("says who it is, and is refused with a wrong secret", async () => {
    expect(await json("sts", "get-caller-identity", "--query", "Account")).toBe(pool.accountId);
    const wrong = await runClient({ ...pool, credentials: { ...pool.credentials, secretAccessKey: "wrong" } }, [
      "aws",
      "--endpoint-url",
      pool.endpoint,
      "sts",
      "get-caller-identity",
    ]);
    expect(wrong.text).toContain("SignatureDoesNotMatch");
    expect(wrong.code).not.toBe(0);
  });
});

/** `deploy` names its change set by the second: two of one second would have the same name. */
function nextSecond(): Promise<void> {
  return delay(1000 - (Date.now() % 1000));
}
