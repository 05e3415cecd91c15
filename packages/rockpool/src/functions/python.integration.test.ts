import { execFileSync } from "node:child_process";
import { existsSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import type { PoolEvent } from "../events.js";
import { createFunctionRunner } from "./runner.js";
import { startFarSide, startFunctionBench, writeFiles } from "../testing/functions.js";

const runtime = "python3.13";

describe("a Python function", () => {
  test("gets its event, its context and Lambda's environment, and nothing of ours", async () => {
    await using bench = startFunctionBench();
    const events: PoolEvent[] = [];
    bench.environment.events.subscribe((event) => events.push(event));
    const source = `
import os, sys
def handler(event, context):
    return {
        "event": event, "name": context.function_name, "stream": context.log_stream_name, "left": context.get_remaining_time_in_millis(),
        "id": context.aws_request_id, "key": os.environ["AWS_ACCESS_KEY_ID"], "cwd": os.getcwd(), "ours": [n for n in os.environ if n.startswith(("npm_", "VITEST", "PYENV"))],
    }`;
    const spec = bench.specOf({ "app/index.py": source }, { runtime, handler: "app/index.handler" });
    const { value, logStreamName } = await bench.invoke(spec, { a: "ü" });
    expect(value).toMatchObject({
      event: { a: "ü" },
      name: "under-test",
      stream: logStreamName,
      key: "ASIAFUNCTION",
      cwd: spec.codeDirectory,
      ours: [],
    });
    expect((value as { left: number }).left).toBeGreaterThan(9000);
    // The notices come only where another version stands in, and where boto3 had to be fetched first.
    const unexpected = events
      .filter((event) => event.kind === "notice")
      .filter(({ code }) => code !== "python.standin" && code !== "python.boto3");
    expect(unexpected).toEqual([]);
  });

  test("stays warm, and writes prints and log records to its log", async () => {
    await using bench = startFunctionBench();
    const source = `
import logging
count = 0
def handler(event, context):
    global count
    count += 1
    logging.getLogger().warning("first\\nsecond")
    print("printed")
    return count`;
    const spec = bench.specOf({ "index.py": source }, { runtime });
    await bench.invoke(spec);
    const { value, log } = await bench.invoke(spec);
    expect(value).toBe(2);
    expect(log).toMatch(
      /^START RequestId: (\S+) Version: \$LATEST\n\[WARNING\]\t[\d:T.-]+Z\t\1\tfirst\nsecond\nprinted\nEND RequestId: \1\nREPORT RequestId: \1\tDuration/,
    );
  });

  const failures: Array<[title: string, source: string, expected: Record<string, unknown>]> = [
    [
      "raises",
      "def handler(event, context):\n    raise ValueError('boom')",
      {
        errorMessage: "boom",
        errorType: "ValueError",
        requestId: expect.any(String),
        stackTrace: [expect.stringMatching(/File ".*index.py", line 2, in handler\n    raise ValueError\('boom'\)\n$/)],
      },
    ],
    [
      "exits",
      "import sys\ndef handler(event, context):\n    sys.exit(1)",
      {
        errorType: "Runtime.ExitError",
        errorMessage: expect.stringMatching(/Error: Runtime exited with error: exit status 1$/),
      },
    ],
    [
      "exits without an error",
      "import os\ndef handler(event, context):\n    os._exit(0)",
      {
        errorType: "Runtime.ExitError",
        errorMessage: expect.stringMatching(/Error: Runtime exited without providing a reason$/),
      },
    ],
    [
      "takes too long",
      "import time\ndef handler(event, context):\n    time.sleep(9)",
      { errorType: "Sandbox.Timedout", errorMessage: expect.stringMatching(/Task timed out after 1.00 seconds$/) },
    ],
    [
      "returns what JSON cannot say",
      "import datetime\ndef handler(event, context):\n    return datetime.datetime.now()",
      {
        errorType: "Runtime.MarshalError",
        errorMessage: "Unable to marshal response: Object of type datetime is not JSON serializable",
      },
    ],
    [
      "imports what is not there",
      "import nowhere",
      {
        errorType: "Runtime.ImportModuleError",
        errorMessage: "Unable to import module 'index': No module named 'nowhere'",
      },
    ],
    [
      "imports a package of this machine",
      "import pip",
      {
        errorType: "Runtime.ImportModuleError",
        errorMessage: "Unable to import module 'index': No module named 'pip'",
      },
    ],
    [
      "has no such function",
      "x = 1",
      { errorType: "Runtime.HandlerNotFound", errorMessage: "Handler 'handler' missing on module 'index'" },
    ],
    [
      "is no Python",
      "def handler(:",
      {
        errorType: "Runtime.UserCodeSyntaxError",
        errorMessage: expect.stringMatching(/^Syntax error in module 'index': invalid syntax \(index.py, line 1\)$/),
      },
    ],
  ];

  test.for(failures)("that %s is reported as Lambda does", async ([, source, expected]) => {
    await using bench = startFunctionBench();
    const { value, functionError } = await bench.invoke(
      bench.specOf({ "index.py": source }, { runtime, timeoutSeconds: 1 }),
    );
    expect(value).toMatchObject(expected);
    expect(functionError).toBe("Unhandled");
  });

  test("has boto3, which talks to the gateway, also where the code names an AWS endpoint", async () => {
    await using farSide = await startFarSide({ body: "{}", contentType: "application/x-amz-json-1.1" });
    await using bench = startFunctionBench({ endpoint: farSide.endpoint });
    const source = `
import boto3, urllib.request, urllib3
def handler(event, context):
    boto3.client("ssm").get_parameter(Name="n")
    boto3.client("secretsmanager", endpoint_url="https://secretsmanager.us-east-1.amazonaws.com").list_secrets()
    urllib.request.urlopen("https://bucket.s3.amazonaws.com/key").read()
    return urllib3.PoolManager().request("PUT", "https://sts.amazonaws.com/x", body="b").status`;
    const { value } = await bench.invoke(bench.specOf({ "index.py": source }, { runtime }));
    expect(value).toBe(200);
    expect(
      farSide.requests.map(
        ({ method, url, headers }) => `${method} ${headers.host} ${url} ${String(headers["x-amz-target"])}`,
      ),
    ).toEqual([
      `POST ${new URL(farSide.endpoint).host} / AmazonSSM.GetParameter`,
      "POST secretsmanager.us-east-1.amazonaws.com / secretsmanager.ListSecrets",
      "GET bucket.s3.amazonaws.com /key undefined",
      "PUT sts.amazonaws.com /x undefined",
    ]);
  });

  test("answers a custom resource with cfnresponse, which inline code alone has", async () => {
    await using farSide = await startFarSide();
    await using bench = startFunctionBench();
    const spec = bench.specOf(
      {
        "index.py":
          "import cfnresponse\ndef handler(event, context):\n    cfnresponse.send(event, context, cfnresponse.FAILED, {'a': 'b'}, reason='why')",
      },
      { runtime, inline: true },
    );
    const event = {
      ResponseURL: `${farSide.endpoint}/answer?signature=1`,
      StackId: "s",
      RequestId: "r",
      LogicalResourceId: "l",
    };
    const { logStreamName, log } = await bench.invoke(spec, event);
    expect(log).toContain("Status code: 200");
    const [request] = farSide.requests;
    expect(request).toMatchObject({ method: "PUT", url: "/answer?signature=1", headers: { "content-type": "" } });
    const common = { StackId: "s", RequestId: "r", LogicalResourceId: "l", NoEcho: false };
    expect(JSON.parse(request?.body ?? "")).toEqual({
      ...common,
      Status: "FAILED",
      Reason: "why",
      PhysicalResourceId: logStreamName,
      Data: { a: "b" },
    });
    expect((await bench.invoke({ ...spec, inline: false }, event)).value).toMatchObject({
      errorType: "Runtime.ImportModuleError",
    });
  });

  test("finds the packages of its layers behind its own", async () => {
    await using bench = startFunctionBench();
    const layer = writeFiles(join(bench.environment.state.directory, "layer"), {
      "python/both.py": "where = 'layer'",
      "python/lib/python3.13/site-packages/only.py": "where = 'layer'",
    });
    const spec = bench.specOf(
      {
        "index.py": "import both, only\ndef handler(event, context):\n    return [both.where, only.where]",
        "both.py": "where = 'function'",
      },
      { runtime, layers: [layer] },
    );
    expect((await bench.invoke(spec)).value).toEqual(["function", "layer"]);
  });

  test("that this machine cannot run is told why", async () => {
    await using bench = startFunctionBench();
    const path = process.env["PATH"];
    onTestFinished(() => {
      process.env["PATH"] = path;
    });
    const directory = bench.environment.state.subdirectory("pythons");
    const { executable } = JSON.parse(
      execFileSync("python3", ["-c", "import json, sys; print(json.dumps({'executable': sys.executable}))"]).toString(),
    ) as { executable: string };
    execFileSync(executable, ["-m", "venv", "--without-pip", directory]);
    // Programs may be started through it.
    const setpriv = path?.split(delimiter).find((place) => existsSync(join(place, "setpriv")));
    if (setpriv !== undefined) symlinkSync(join(setpriv, "setpriv"), join(directory, "bin", "setpriv"));
    const check = () =>
      createFunctionRunner({
        environment: bench.environment,
        logs: () => {},
        cacheDirectory: join(directory, "cache"),
      }).check(runtime, { fetch: false });

    process.env["PATH"] = join(directory, "bin");
    expect(await check()).toEqual({
      ok: false,
      code: "NoBoto3",
      reason: expect.stringMatching(
        /bin\/python3? has no boto3; it is fetched from PyPI with the first Python function\.$/,
      ),
    });
    process.env["PATH"] = directory;
    expect(await check()).toEqual({
      ok: false,
      code: "NoPython",
      reason: expect.stringMatching(
        /^functions of the runtime python3.13 need Python 3.8 or newer, which was not found .* Install Python 3/,
      ),
    });
  });
});
