import { readdirSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CliHome, cliHome, runCli } from "../testing/cli.js";
import { EXIT } from "./command.js";

const parameter = (value: string) => `{Type: AWS::SSM::Parameter, Properties: {Type: String, Value: ${value}}}`;

describe("what cannot be deployed is refused, says why and what to do, and leaves nothing", () => {
  let home: CliHome;
  beforeAll(async () => {
    home = cliHome({
      "good.yaml": `Resources:\n  A: ${parameter("a")}\n`,
      "indented.yaml": "Resources:\n  A:\n    Type: AWS::S3::Bucket\n   Properties: {}\n",
      "comma.json": '{\n  "Resources": {\n    "A": {"Type": "AWS::S3::Bucket",}\n  }\n}\n',
      "reference.yaml": `Resources:\n  A: ${parameter("!Ref Nowhere")}\n`,
      "attribute.yaml": `Resources:\n  A: ${parameter("!GetAtt B.Value")}\n`,
      "circle.yaml": `Resources:\n  A: ${parameter("!Ref B")}\n  B: ${parameter("!Ref A")}\n`,
      "invented.yaml": "Resources:\n  A: {Type: AWS::Tide::Pool}\n",
      "text.yaml": "to be or not to be",
      "empty.yaml": "",
      "nothing.yaml": "Resources: {}\n",
      "several/a.yaml": `Resources:\n  A: ${parameter("a")}\n`,
      "several/b.yaml": `Resources:\n  B: ${parameter("b")}\n`,
      "bare/readme.md": "no template",
      "broken-app/cdk.json": '{"app": ',
      "silent-app/cdk.json": "{}",
      "failing-app/cdk.json": '{"app": "echo no such construct >&2; exit 3"}',
      "assembly/manifest.json": "{",
    });
    await home.startPool();
  });
  afterAll(() => home[Symbol.asyncDispose]());

  const refused: ReadonlyArray<[string, string[], string | RegExp]> = [
    ["malformed YAML", ["indented.yaml"], /YAML not well-formed. \(line 4, column \d+\)[^]*indented.yaml/],
    ["malformed JSON", ["comma.json"], /JSON not well-formed. \(line 3, column 37\)[^]*comma.json/],
    ["a reference to nothing", ["reference.yaml"], "Unresolved resource dependencies [Nowhere] in the Resources block"],
    ["an attribute of nothing", ["attribute.yaml"], /\[?B\]?/],
    ["a circle", ["circle.yaml"], "Circular dependency between resources: [A, B]"],
    ["a type that AWS does not have", ["invented.yaml"], "Unrecognized resource types: [AWS::Tide::Pool]"],
    ["a text", ["text.yaml"], "Template format error: unsupported structure."],
    ["an empty file", ["empty.yaml"], "Template format error: unsupported structure."],
    ["no resources", ["nothing.yaml"], "At least one Resources member must be defined."],
    ["no such file", ["nowhere.yaml"], /nowhere.yaml does not exist[^]*CDK app folder/],
    ["a folder with several templates", ["several"], /holds 2 templates \(a.yaml, b.yaml\)[^]*Name the one to deploy/],
    ["a folder without any", ["bare"], /holds no cdk.json, no manifest.json and no template/],
    ["an app whose configuration is no JSON", ["broken-app"], /broken-app\/cdk.json: .*JSON[^]*`app` command/],
    ["an app without a command", ["silent-app"], /silent-app\/cdk.json has no `app`/],
    ["an app that fails", ["failing-app"], /ended with exit code 3\s+no such construct[^]*Mend the app/],
    ["an assembly that is none", ["assembly"], /is not a cloud assembly that can be read[^]*cdk synth/],
    ["a parameter that is not declared", ["good.yaml", "--parameters", "Size=1"], /Parameters: \[Size\] do not exist/],
    ["half a parameter", ["good.yaml", "--parameters", "Size"], /argument 'Size' is invalid.*NAME=VALUE/],
    ["a stack name that is none", ["good.yaml", "--stack-name", "1 2"], /'1 2' at 'stackName'/],
    ["a bucket without its folder", ["good.yaml", "--template-bucket", "b=gone"], /gone, .* bucket b, is no folder/],
    ["an option that there is not", ["good.yaml", "--quickly"], /unknown option '--quickly'[^]*--help/],
    ["a port that is none", ["good.yaml", "--port", "many"], /argument 'many' is invalid.*0 to 65535/],
  ];

  test.each(refused)("%s", async (_name, words, message) => {
    const { code, stdout, stderr } = await home.run("deploy", ...words);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^ +at /m);
    expect({ code, stdout }).toEqual({ code: EXIT.refused, stdout: "" });
  });

  test("afterwards the pool has no stack, and nothing was written beside the sources", async () => {
    const { stdout } = await home.run("ls", "--json");
    expect(JSON.parse(stdout)).toEqual({ stacks: [], databases: [] });
    expect(
      readdirSync(home.directory)
        .filter((name) => !/\.(yaml|json)$/.test(name))
        .toSorted(),
    ).toEqual(["assembly", "bare", "broken-app", "failing-app", "several", "silent-app", "state"].toSorted());
  });

  test("commands about a stack that there is not name those that there are", async () => {
    expect((await home.run("deploy", "good.yaml")).code).toBe(EXIT.ok);
    for (const verb of ["destroy", "outputs", "events"]) {
      const { code, stderr } = await home.run(verb, "goood");
      expect(stderr).toMatch(/has no stack goood\n {2}It has good\./);
      expect(code).toBe(EXIT.refused);
    }
    expect((await home.run("outputs", "good", "Url")).stderr).toMatch(/stack good has no output Url/);
    expect((await home.run("destroy")).code).toBe(EXIT.ok);
    const { code, stderr } = await home.run("destroy");
    expect(stderr).toMatch(/has no stacks/);
    expect(code).toBe(EXIT.refused);
  });

  test("for machines the error is one JSON value on standard output", async () => {
    const { code, stdout, stderr } = await home.run("deploy", "circle.yaml", "--json");
    expect(JSON.parse(stdout)).toMatchObject({
      kind: "error",
      code: "ValidationError",
      message: "Circular dependency between resources: [A, B]",
    });
    expect({ code, stderr }).toEqual({ code: EXIT.refused, stderr: "" });
  });

  test("a command under `exec` that there is not is refused; one that fails passes its exit code on", async () => {
    const missing = await home.run("exec", "--", "no-such-program");
    expect(missing.stderr).toMatch(/no-such-program cannot be run[^]*PATH/);
    expect(missing.code).toBe(EXIT.refused);
    const failing = await home.run("exec", "--", "sh", "-c", 'test "$AWS_ENDPOINT_URL" && exit 7');
    expect(failing.code).toBe(7);
  });
});

describe("a type that AWS has and Rockpool does not run", () => {
  const files = { "queue.yaml": `Resources:\n  Queue: {Type: AWS::SQS::Queue}\n  A: ${parameter("a")}\n` };

  test("is deployed with a notice that names it", async () => {
    await using home = cliHome(files);
    await home.startPool();
    const { code, stdout, stderr } = await home.run("deploy", "queue.yaml");
    expect(stderr).toContain("AWS::SQS::Queue in stack queue is modelled, not run");
    expect(stdout).toContain("queue  CREATE_COMPLETE");
    expect(code).toBe(EXIT.ok);
  });

  test("is refused by a pool that is strict, before anything is made", async () => {
    await using home = cliHome(files);
    await home.startPool("--strict");
    const { code, stderr } = await home.run("deploy", "queue.yaml");
    expect(stderr).toMatch(/AWS::SQS::Queue/);
    expect(code).toBe(EXIT.refused);
    expect(JSON.parse((await home.run("ls", "--json")).stdout)).toEqual({ stacks: [], databases: [] });
  });
});

describe("a pool that cannot start", () => {
  const options: ReadonlyArray<[string[], RegExp]> = [
    [["--port", "99999"], /argument '99999' is invalid.*0 to 65535/],
    [["--account", "12"], /account 12 is not twelve digits\n {2}Use --account/],
    [["--region", "moon"], /region moon does not look like one\n {2}Use/],
  ];
  test.each(options)("is refused: %s", async (words, message) => {
    await using home = cliHome();
    const { code, stderr } = await home.run("start", ...words);
    expect(stderr).toMatch(message);
    expect(code).toBe(EXIT.refused);
  });

  test("because its state directory cannot be one is refused", async () => {
    await using home = cliHome({ file: "" });
    for (const words of [[], ["--foreground"]]) {
      const { code, stderr } = await runCli(["start", "--state", join(home.directory, "file/state"), ...words]);
      expect(stderr).toMatch(
        /file\/state cannot be a state directory: ENOTDIR[^]*\n {2}Choose a directory of your own/,
      );
      expect(stderr).not.toMatch(/^ +at /m);
      expect(code).toBe(EXIT.refused);
    }
  });

  test("because its port is in use says which and what to do, also when `deploy` starts it", async () => {
    await using home = cliHome({ "good.yaml": `Resources:\n  A: ${parameter("a")}\n` });
    const server = createServer();
    const port = await new Promise<number>((resolve) =>
      server.listen(0, "127.0.0.1", () => {
        const address = server.address();
        resolve(typeof address === "object" && address !== null ? address.port : 0);
      }),
    );
    try {
      for (const words of [["start"], ["start", "--foreground"], ["deploy", "good.yaml"]]) {
        const { code, stderr } = await home.run(...words, "--port", String(port));
        expect(stderr).toMatch(new RegExp(`port ${port} on 127.0.0.1 is in use\\n {2}Choose another port with --port`));
        expect(code).toBe(EXIT.refused);
      }
    } finally {
      server.close();
    }
    const { code, stdout } = await home.run("deploy", "good.yaml", "--port", "0");
    expect(stdout).toContain("good  CREATE_COMPLETE");
    expect(code).toBe(EXIT.ok);
  });

  test("because another runs on its state directory is refused, and that one goes on", async () => {
    await using home = cliHome();
    const { endpoint, pid } = await home.startPool();
    for (const words of [[], ["--foreground"]]) {
      const { code, stderr } = await home.run("start", "--port", "0", ...words);
      expect(stderr).toMatch(new RegExp(`pool \\(process ${pid}\\) runs on ${home.state}`));
      expect(stderr).toMatch(/rockpool stop/);
      expect(code).toBe(EXIT.refused);
    }
    expect((await home.run("env")).stdout).toContain(endpoint);
    expect((await home.run("ls")).code).toBe(EXIT.ok);
  });

  test("leaves commands without a pool, which say so", async () => {
    await using home = cliHome();
    for (const words of [["ls"], ["outputs"], ["events"], ["destroy", "x"], ["env"], ["exec", "--", "true"]]) {
      const { code, stderr } = await home.run(...words);
      expect(stderr).toMatch(/no pool runs on [^]*rockpool start/);
      expect(code).toBe(EXIT.refused);
    }
  });
});

test("a command that there is not is refused, and help is no error", async () => {
  const unknown = await runCli(["depoly"]);
  expect(unknown.stderr).toMatch(/✖ unknown command 'depoly'[^]*deploy[^]*--help/);
  expect(unknown.code).toBe(EXIT.refused);
  expect((await runCli(["deploy", "--help"])).code).toBe(EXIT.ok);
  expect((await runCli(["--version"])).code).toBe(EXIT.ok);
});
