import { mkdirSync, writeFileSync } from "node:fs";
import { type IncomingMessage, createServer } from "node:http";
import { dirname, join } from "node:path";
import type { FunctionRunner, FunctionSpec, InvocationResult } from "../functions/contract.js";
import { type RunnerOptions, createFunctionRunner } from "../functions/runner.js";
import { testEnvironment } from "./environment.js";

/** A request as the far side of a function saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** A real HTTP server that remembers requests and answers each in the same way. */
export async function startFarSide(
  answer: { body: string; contentType: string } = { body: "{}", contentType: "application/json" },
) {
  const requests: SeenRequest[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      requests.push({
        method: request.method ?? "",
        url: request.url ?? "",
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      });
      response.setHeader("content-type", answer.contentType).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    requests,
    endpoint: `http://127.0.0.1:${address.port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A runner in a temporary state directory, with functions made of texts. */
export function startFunctionBench(options: Partial<Omit<RunnerOptions, "environment">> & { endpoint?: string } = {}) {
  const environment = testEnvironment(options.endpoint === undefined ? {} : { endpoint: options.endpoint });
  const runner = createFunctionRunner({ logs: () => {}, ...options, environment });
  let count = 0;
  /** Writes `files` into a code directory of their own. */
  const specOf = (files: Readonly<Record<string, string>>, overrides: Partial<FunctionSpec> = {}): FunctionSpec => ({
    functionName: "under-test",
    functionArn: "arn:aws:lambda:us-east-1:000000000000:function:under-test",
    version: "$LATEST",
    runtime: "nodejs22.x",
    handler: "index.handler",
    codeDirectory: writeFiles(environment.state.subdirectory("functions", "code", String((count += 1))), files),
    inline: false,
    layers: [],
    timeoutSeconds: 10,
    memoryMegabytes: 128,
    environment: {},
    logGroupName: "/aws/lambda/under-test",
    ...overrides,
  });
  return {
    environment,
    runner,
    specOf,
    invoke: (spec: FunctionSpec, event: unknown = {}) => invoke(runner, spec, event),
    async [Symbol.asyncDispose]() {
      await runner.close();
      environment[Symbol.dispose]();
    },
  };
}

export interface Invoked extends InvocationResult {
  /** The payload, parsed. */
  readonly value: unknown;
}

async function invoke(runner: FunctionRunner, spec: FunctionSpec, event: unknown): Promise<Invoked> {
  const result = await runner.invoke(spec, {
    requestId: crypto.randomUUID(),
    payload: JSON.stringify(event),
    credentials: { accessKeyId: "ASIAFUNCTION", secretAccessKey: "function-secret", sessionToken: "function-token" },
  });
  const value: unknown = JSON.parse(result.payload);
  return { ...result, value };
}

export function writeFiles(directory: string, files: Readonly<Record<string, string>>): string {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
  return directory;
}
