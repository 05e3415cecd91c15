import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Pipeline } from "../../gateway/pipeline.js";
import { sign } from "../../gateway/sigv4/sign.js";
import { DataApiRequests } from "../../testing/data-api-requests.js";
import { testEnvironment } from "../../testing/environment.js";
import { type TestDataApi, testDataApi } from "./testing.js";

/** `npm run fuzz:data-api -- --runs 100000 --seed 1` sets both. */
const RUNS = Number(process.env["FUZZ_RUNS"] ?? 3000);
const SEED = Number(process.env["FUZZ_SEED"] ?? 1);
const AT_A_TIME = 8;

/** The exceptions of the service's model, and those that it answers beside them. */
const EXCEPTIONS: ReadonlySet<string> = new Set([
  "AccessDeniedException",
  "BadRequestException",
  "DatabaseErrorException",
  "DatabaseNotFoundException",
  "DatabaseResumingException",
  "DatabaseUnavailableException",
  "ForbiddenException",
  "HttpEndpointNotEnabledException",
  "InternalServerErrorException",
  "InvalidResourceStateException",
  "InvalidSecretException",
  "NotFoundException",
  "SecretsErrorException",
  "ServiceUnavailableError",
  "StatementTimeoutException",
  "ThrottlingException",
  "TransactionNotFoundException",
  "UnknownOperationException",
  "UnsupportedResultException",
  "ValidationException",
]);

const clock = { offset: 0, now: () => Date.now() + clock.offset };
const environment = testEnvironment({ clock });
const endpoint = "http://127.0.0.1:4566";
const credentials = { accessKeyId: "ROOT", secretAccessKey: "root-secret" };
const failures: string[] = [];
let api: TestDataApi;
let pipeline: Pipeline;
let clusters: string[];
let wrongClusters: string[];
let secret: string;
let wrongSecrets: string[];

beforeAll(async () => {
  api = testDataApi(environment, { statementTimeout: 300 });
  environment.events.subscribe((event) => {
    if (event.kind === "notice" && event.code === "gateway.internalFailure") failures.push(event.message);
  });
  pipeline = new Pipeline({
    environment,
    services: [api.data],
    routes: [],
    lookup: () => ({ secretAccessKey: credentials.secretAccessKey, principal: api.call.principal }),
    decide: () => "allowed",
  });
  const postgres = await api.cluster({ engine: "aurora-postgresql" });
  const mysql = await api.cluster({ engine: "aurora-mysql" });
  const first = await api.cluster({ engine: "aurora-postgresql", engineMode: "serverless" });
  const firstMysql = await api.cluster({ engine: "aurora-mysql", engineMode: "serverless" });
  const closed = await api.cluster({ engine: "aurora-mysql", engineMode: "serverless", httpEndpoint: false });
  secret = postgres.secretArn;
  clusters = [postgres, mysql, first, firstMysql].map(({ resourceArn }) => resourceArn);
  wrongClusters = [closed.resourceArn, "arn:aws:rds:us-east-1:000000000000:cluster:none", "x"];
  api.secrets.set("arn:secret:broken", "{");
  api.secrets.set("arn:secret:list", "[1]");
  api.secrets.set("arn:secret:wrong", JSON.stringify({ username: "owner", password: "no" }));
  api.secrets.set("arn:secret:other", JSON.stringify({ username: 1, password: null }));
  wrongSecrets = ["arn:secret:broken", "arn:secret:list", "arn:secret:wrong", "arn:secret:other", "none"];
});
afterAll(async () => {
  await api.close();
  environment[Symbol.dispose]();
});

test(
  `${RUNS} random and mutated requests get answers of the API's own and leave no connection behind`,
  async () => {
    const requests = new DataApiRequests(SEED, { clusters, wrongClusters, secret, wrongSecrets });
    const outcomes = new Map<string, number>();
    const strange: string[] = [];
    let left = RUNS;
    const work = async (): Promise<void> => {
      while (left-- > 0) {
        const request = requests.next();
        const { status, name, body } = await send(request);
        outcomes.set(name, (outcomes.get(name) ?? 0) + 1);
        const proper = status === 200 ? name === "ok" : EXCEPTIONS.has(name) || isInfiniteValue(status, name, body);
        if (!proper && strange.length < 10) strange.push(`${status} ${name} ${body}: ${JSON.stringify(request)}`);
        const id = transactionIdOf(body);
        if (id !== undefined) requests.began(id);
        // Locks of an abandoned transaction would let everything else time out for its three minutes.
        clock.offset += 2000;
      }
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, work));
    // The counts are what somebody who runs it by hand wants to see.
    if (process.env["FUZZ_RUNS"] !== undefined)
      process.stdout.write(
        `${JSON.stringify(Object.fromEntries([...outcomes].toSorted(([a], [b]) => (a < b ? -1 : 1))))}\n`,
      );
    expect({ strange, failures }).toEqual({ strange: [], failures: [] });
    // Enough of every kind that the test says something.
    expect([...outcomes.keys()]).toEqual(
      expect.arrayContaining([
        "ok",
        "BadRequestException",
        "DatabaseErrorException",
        "UnsupportedResultException",
        "ValidationException",
      ]),
    );
    // What was abandoned is rolled back, and idle sessions are closed.
    clock.offset += 4 * 60_000;
    for (const arn of clusters) {
      const target = api.rds.dataApiTarget(arn);
      for (let tries = 0; target !== undefined && api.data.connections(target.endpoint) > 0; tries += 1) {
        if (tries > 300)
          throw new Error(
            `${api.data.connections(target.endpoint)} connections to the ${target.family} cluster ${arn} are left (${RUNS} runs, seed ${SEED})`,
          );
        await sleep(100);
        // A statement that went on after its time-out ends only now: from then its transaction has its three minutes.
        clock.offset += 10_000;
      }
    }
  },
  60_000 + RUNS * 60,
);

async function send({ method, path, contentType, body }: ReturnType<DataApiRequests["next"]>) {
  const bytes = Buffer.from(body);
  const headers = sign(
    { method, url: `${endpoint}${path}`, headers: { "content-type": contentType }, body: bytes },
    { credentials, region: "us-east-1", service: "rds-data", now: clock.now() },
  );
  const answer = await pipeline.handle({ method, path, query: "", headers }, async () => bytes, "request");
  const text = typeof answer.body === "string" ? answer.body : Buffer.from(answer.body).toString();
  const type = answer.headers["x-amzn-errortype"];
  // Throws where it is not JSON.
  const parsed: unknown = JSON.parse(text);
  const name = answer.status === 200 && typeof parsed === "object" ? "ok" : String(type);
  return { status: answer.status, name, body: text };
}

/** The live service fails so on values that its decoder does not know. */
const isInfiniteValue = (status: number, name: string, body: string): boolean =>
  status === 500 && name === "InternalFailure" && body === '{"message":""}';

const transactionIdOf = (body: string): string | undefined =>
  body.startsWith('{"transactionId":"') ? body.slice(18, body.indexOf('"', 18)) : undefined;
