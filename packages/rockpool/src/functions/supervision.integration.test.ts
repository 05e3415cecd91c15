import { once } from "node:events";
import { readFileSync, readdirSync } from "node:fs";
import { createInterface } from "node:readline";
import { describe, expect, test } from "vitest";
import { startFunctionBench } from "../testing/functions.js";
import { runProgram } from "../testing/subprocess.js";

const SOURCES = {
  "nodejs22.x": {
    "index.js":
      "require('child_process').spawn('sleep', ['1000']); exports.handler = ({ busy }) => { console.log('pid', process.pid); while (busy); return 0; };",
  },
  "python3.13": {
    "index.py":
      "import os, subprocess\nsubprocess.Popen(['sleep', '1000'])\ndef handler(event, context):\n    print('pid', os.getpid())\n    while event['busy']: pass",
  },
};

describe.runIf(process.platform === "linux")("on Linux, where /proc tells", () => {
  test.for(Object.entries(SOURCES))(
    "a %s function and what it started end with a pool that is killed",
    async ([runtime, files]) => {
      await using bench = startFunctionBench();
      for (const busy of [false, true]) {
        const spec = bench.specOf(files, { runtime, timeoutSeconds: 60 });
        // What a killed pool leaves behind is removed with the bench.
        const env = { ...process.env, TMPDIR: bench.environment.state.directory };
        const program = `
        import { createFunctionRunner } from ${JSON.stringify(new URL("runner.ts", import.meta.url).href)};
        import { testEnvironment } from ${JSON.stringify(new URL("../testing/environment.ts", import.meta.url).href)};
        const runner = createFunctionRunner({ environment: testEnvironment(), logs: ({ message }) => console.log(message) });
        await runner.invoke(${JSON.stringify(spec)}, { requestId: "r", payload: '{"busy":${busy}}', credentials: { accessKeyId: "a", secretAccessKey: "s" } });
        setInterval(() => {}, 1000);
      `;
        const pool = runProgram(program, { env });
        if (pool.stdout === null) throw new Error("the pool has no output");
        for await (const line of createInterface(pool.stdout)) {
          if (line.includes("pid")) break;
        }
        // The function, what it started, and the shell that watches over both.
        expect(processesIn(spec.codeDirectory)).toHaveLength(3);
        pool.kill("SIGKILL");
        await once(pool, "exit");
        await expect.poll(() => processesIn(spec.codeDirectory), { timeout: 5000 }).toEqual([]);
      }
    },
  );

  test("ending the runner ends busy and idle processes", async () => {
    const lines: string[] = [];
    const bench = startFunctionBench({ logs: ({ message }) => lines.push(message) });
    const idle = bench.specOf({ "index.js": "exports.handler = async () => 1;" });
    await bench.invoke(idle);
    const busy = bench.specOf({ "index.js": "exports.handler = () => { console.log('busy'); for (;;); };" });
    const answer = bench.invoke(busy);
    await expect.poll(() => lines.some((line) => line.endsWith("busy"))).toBe(true);
    expect(processesIn(busy.codeDirectory)).toHaveLength(2);
    await bench[Symbol.asyncDispose]();
    expect((await answer).functionError).toBe("Unhandled");
    expect([...processesIn(idle.codeDirectory), ...processesIn(busy.codeDirectory)]).toEqual([]);
  });
});

/** The command lines of living processes that were started in `directory`, or by one that was. */
function processesIn(directory: string): string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const started = readFileSync(`/proc/${pid}/environ`, "utf8").includes(`LAMBDA_TASK_ROOT=${directory}\0`);
        return started ? [readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ")] : [];
      } catch {
        // It ended while we looked.
        return [];
      }
    });
}
