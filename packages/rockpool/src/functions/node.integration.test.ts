import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { startFunctionBench } from "../testing/functions.js";

describe("a Node.js function", () => {
  test("gets its event, its context and Lambda's environment, and nothing of ours", async () => {
    await using bench = startFunctionBench();
    const spec = bench.specOf(
      {
        "index.js": `exports.handler = async (event, context) => {
          const { getRemainingTimeInMillis, ...plain } = context;
          return { event, context: plain, remaining: getRemainingTimeInMillis(), names: Object.keys(process.env).sort(), key: process.env.AWS_ACCESS_KEY_ID, mine: process.env.MINE, cwd: process.cwd() };
        };`,
      },
      { environment: { MINE: "yes" } },
    );
    const { value, logStreamName } = await bench.invoke(spec, { a: 1 });
    expect(value).toMatchObject({
      event: { a: 1 },
      context: {
        functionName: "under-test",
        functionVersion: "$LATEST",
        memoryLimitInMB: "128",
        logGroupName: "/aws/lambda/under-test",
        logStreamName,
      },
      key: "ASIAFUNCTION",
      mine: "yes",
      cwd: spec.codeDirectory,
    });
    const { names, remaining } = value as { names: string[]; remaining: number };
    expect(remaining).toBeGreaterThan(9000);
    expect(names.join(" ")).toMatchInlineSnapshot(
      `"AWS_ACCESS_KEY_ID AWS_DEFAULT_REGION AWS_ENDPOINT_URL AWS_EXECUTION_ENV AWS_LAMBDA_FUNCTION_MEMORY_SIZE AWS_LAMBDA_FUNCTION_NAME AWS_LAMBDA_FUNCTION_VERSION AWS_LAMBDA_INITIALIZATION_TYPE AWS_LAMBDA_LOG_GROUP_NAME AWS_LAMBDA_LOG_STREAM_NAME AWS_REGION AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN HOME LAMBDA_RUNTIME_DIR LAMBDA_TASK_ROOT LANG LD_LIBRARY_PATH MINE NODE_PATH PATH PWD TMPDIR TZ _HANDLER _X_AMZN_TRACE_ID"`,
    );
  });

  test("has a home outside the state directory, which is gone with the pool", async () => {
    await using bench = startFunctionBench();
    const source =
      "exports.handler = async () => { require('fs').writeFileSync(process.env.HOME + '/x', ''); return [process.env.HOME, process.env.TMPDIR]; };";
    const { value } = await bench.invoke(bench.specOf({ "index.js": source }));
    const [home = "", temporary] = value as string[];
    expect(temporary).toBe(home);
    expect(existsSync(join(home, "x"))).toBe(true);
    expect(relative(bench.environment.state.directory, home)).toMatch(/^\.\./);
    await bench.runner.close();
    expect(existsSync(dirname(home))).toBe(false);
  });

  test("keeps its modules between invocations, and gets more processes for invocations at the same time", async () => {
    await using bench = startFunctionBench();
    const spec = bench.specOf({
      "index.js":
        "let count = 0; exports.handler = async ({ wait }) => { count += 1; await new Promise((r) => setTimeout(r, wait)); return { count, pid: process.pid }; };",
    });
    const first = await bench.invoke(spec, { wait: 0 });
    const second = await bench.invoke(spec, { wait: 0 });
    expect(second.value).toMatchObject({ count: 2 });
    expect(first.log).toContain("INIT_START");
    expect(second.log).not.toContain("INIT_START");
    const parallel = await Promise.all([bench.invoke(spec, { wait: 300 }), bench.invoke(spec, { wait: 300 })]);
    expect(new Set(parallel.map(({ value }) => (value as { pid: number }).pid)).size).toBe(2);
  });

  test("waits, at the bound of its concurrency, for a process to become free", async () => {
    await using bench = startFunctionBench({ concurrency: 1 });
    const spec = bench.specOf({
      "index.js": "let count = 0; exports.handler = async () => ({ count: (count += 1) });",
    });
    const results = await Promise.all([1, 2, 3].map(() => bench.invoke(spec)));
    expect(results.map(({ value }) => (value as { count: number }).count).toSorted((a, b) => a - b)).toEqual([1, 2, 3]);
  });

  test("starts anew when its code or settings change", async () => {
    await using bench = startFunctionBench();
    const spec = bench.specOf(
      { "index.js": "exports.handler = async () => process.env.WHICH;" },
      { environment: { WHICH: "old" } },
    );
    expect((await bench.invoke(spec)).value).toBe("old");
    expect((await bench.invoke({ ...spec, environment: { WHICH: "new" } })).value).toBe("new");
  });

  test("answers through a callback once its event loop is empty, and through context.done at once", async () => {
    await using bench = startFunctionBench();
    const source = `
      exports.callback = (event, context, callback) => { callback(null, 'called'); setTimeout(() => console.log('afterwards'), 50); };
      exports.done = (event, context) => { setInterval(() => {}, 1000); context.done(null, 'done'); };
      exports.silent = () => 'ignored by runtimes with callbacks';
    `;
    const spec = bench.specOf({ "index.js": source }, { handler: "index.callback" });
    const called = await bench.invoke(spec);
    expect(called).toMatchObject({ value: "called", log: expect.stringContaining("afterwards") });
    expect((await bench.invoke({ ...spec, handler: "index.done" })).value).toBe("done");
    expect((await bench.invoke({ ...spec, handler: "index.silent" })).value).toBeNull();
    expect((await bench.invoke({ ...spec, runtime: "nodejs24.x", handler: "index.silent" })).value).toBe(
      "ignored by runtimes with callbacks",
    );
    expect((await bench.invoke({ ...spec, runtime: "nodejs24.x" })).value).toMatchObject({
      errorType: "Runtime.CallbackHandlerDeprecated",
    });
  });

  test("writes console messages, plain output and the lines round them to its log", async () => {
    await using bench = startFunctionBench();
    const spec = bench.specOf({
      "index.js":
        "exports.handler = async () => { console.warn('two\\nlines'); process.stdout.write('no line break'); };",
    });
    const { log } = await bench.invoke(spec);
    const anonymous = log
      .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "<id>")
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "<time>")
      .replaceAll(/[\d.]+ (ms|MB)/g, "<n> $1")
      .replace(process.versions.node, "<version>");
    expect(anonymous).toMatchInlineSnapshot(`
      "INIT_START Runtime Version: nodejs22.x (Node.js <version>)
      START RequestId: <id> Version: $LATEST
      <time>	<id>	WARN	two
      lines
      no line break
      END RequestId: <id>
      REPORT RequestId: <id>	Duration: <n> ms	Billed Duration: <n> ms	Memory Size: <n> MB	Max Memory Used: <n> MB	Init Duration: <n> ms	
      "
    `);
  });

  test("answers with the end of a long log, of which every line is written, also what comes after the answer", async () => {
    const lines: string[] = [];
    await using bench = startFunctionBench({ logs: ({ message }) => lines.push(message) });
    const spec = bench.specOf({
      "index.js":
        "exports.handler = async () => { for (let n = 0; n < 5000; n += 1) console.log('line', n, 'ü'); setTimeout(() => console.log('late'), 50); };",
    });
    const { log } = await bench.invoke(spec);
    expect(Buffer.byteLength(log)).toBeGreaterThan(4000);
    expect(Buffer.byteLength(log)).toBeLessThanOrEqual(4096);
    expect(log).toMatch(/line 4999 ü\nEND RequestId: \S+\nREPORT RequestId: .*\n$/);
    expect(lines.filter((line) => /line \d+ ü$/.test(line))).toHaveLength(5000);
    await expect.poll(() => lines.at(-1)).toMatch(/\tlate$/);
  });

  const failures: Array<[title: string, source: string, expected: Record<string, unknown>]> = [
    [
      "throws",
      "exports.handler = async () => { throw new TypeError('boom'); };",
      { errorType: "TypeError", errorMessage: "boom" },
    ],
    [
      "throws before it is asynchronous",
      "exports.handler = () => { throw new Error('boom'); };",
      { errorType: "Error", errorMessage: "boom" },
    ],
    [
      "throws a text",
      "exports.handler = async () => { throw 'boom'; };",
      { errorType: "string", errorMessage: "boom" },
    ],
    [
      "gives a callback an error",
      "exports.handler = (e, c, callback) => callback(new Error('boom'));",
      { errorType: "Error", errorMessage: "boom" },
    ],
    [
      "leaves a rejection unhandled",
      "exports.handler = () => { Promise.reject(new Error('boom')); return new Promise(() => setTimeout(() => {}, 1000)); };",
      { errorType: "Runtime.UnhandledPromiseRejection", errorMessage: "Error: boom" },
    ],
    [
      "throws in a timer",
      "exports.handler = () => new Promise(() => setTimeout(() => { throw new RangeError('boom'); }));",
      { errorType: "RangeError", errorMessage: "boom" },
    ],
    [
      "exits",
      "exports.handler = () => process.exit(1);",
      {
        errorType: "Runtime.ExitError",
        errorMessage: expect.stringMatching(
          /^RequestId: [0-9a-f-]{36} Error: Runtime exited with error: exit status 1$/,
        ),
      },
    ],
    [
      "is killed",
      "exports.handler = () => process.kill(process.pid, 'SIGKILL');",
      {
        errorType: "Runtime.ExitError",
        errorMessage: expect.stringMatching(/Error: Runtime exited with error: signal: killed$/),
      },
    ],
    [
      "takes too long",
      "exports.handler = () => new Promise((resolve) => setTimeout(resolve, 5000));",
      {
        errorType: "Sandbox.Timedout",
        errorMessage: expect.stringMatching(/^RequestId: [0-9a-f-]{36} Error: Task timed out after 1.00 seconds$/),
      },
    ],
    ["loops for ever", "exports.handler = () => { for (;;); };", { errorType: "Sandbox.Timedout" }],
    [
      "returns what JSON cannot say",
      "exports.handler = async () => { const a = {}; a.a = a; return a; };",
      { errorType: "Error", errorMessage: "Unable to stringify response body" },
    ],
    [
      "returns too much",
      "exports.handler = async () => 'x'.repeat(6291556);",
      {
        errorType: "Function.ResponseSizeTooLarge",
        errorMessage: "Response payload size exceeded maximum allowed payload size (6291556 bytes).",
      },
    ],
    [
      "requires what is not there",
      "require('nowhere');",
      {
        errorType: "Runtime.ImportModuleError",
        errorMessage: expect.stringMatching(/^Error: Cannot find module 'nowhere'\nRequire stack:\n- .*index.js/),
      },
    ],
    [
      "has no such export",
      "exports.other = 1;",
      { errorType: "Runtime.HandlerNotFound", errorMessage: "index.handler is undefined or not exported" },
    ],
    [
      "is no JavaScript",
      "exports.handler = async () => {",
      { errorType: "Runtime.UserCodeSyntaxError", errorMessage: "SyntaxError: Unexpected end of input" },
    ],
    [
      "imports in a CommonJS file",
      "import 'node:fs';",
      {
        errorType: "Runtime.UserCodeSyntaxError",
        errorMessage: "SyntaxError: Cannot use import statement outside a module",
      },
    ],
  ];

  test.for(failures)(
    "that %s is reported as Lambda does, and the next invocation finds a working process",
    async ([, source, expected]) => {
      await using bench = startFunctionBench();
      const spec = bench.specOf({ "index.js": source }, { timeoutSeconds: 1 });
      const { value, functionError } = await bench.invoke(spec);
      expect(value).toMatchObject(expected);
      expect(functionError).toBe("Unhandled");
      expect((await bench.invoke(bench.specOf({ "index.js": "exports.handler = async () => 'fine';" }))).value).toBe(
        "fine",
      );
    },
  );

  test("that takes too long leaves the reason in its log", async () => {
    await using bench = startFunctionBench();
    const spec = bench.specOf(
      { "index.js": "exports.handler = () => new Promise((resolve) => setTimeout(resolve, 5000));" },
      { timeoutSeconds: 1 },
    );
    const { log } = await bench.invoke(spec);
    expect(log).toMatch(
      /\nSTART .*\n\S+Z \S+ Task timed out after 1.00 seconds\nEND .*\nREPORT .*\tStatus: timeout\t\n$/,
    );
  });
});
