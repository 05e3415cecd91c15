import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cliHome } from "../testing/cli.js";
import { databaseStack } from "../testing/database-stack.js";
import { noProcessesOn, processesOn } from "../testing/leftovers.js";
import { EXIT } from "./command.js";

const pets = JSON.stringify(databaseStack({ sql: { Create: ["create table Pets(id int primary key)"] } }));

test.each(["SIGINT", "SIGTERM"] as const)(
  "%s ends a pool in the foreground in order, also in the middle of a create, which the next start rolls back",
  async (signal) => {
    await using home = cliHome({ "pets.yaml": pets });
    const pool = home.start(["start", "--foreground", "--port", "0"]);
    await pool.printed("Rockpool runs at");
    const deploy = home.start(["deploy", "pets.yaml"]);
    await deploy.printed("Cluster AWS::RDS::DBCluster");
    pool.child.kill(signal);
    expect(await pool.ended).toMatchObject({ code: EXIT.ok, signal: null });
    await noProcessesOn(home.state);
    expect(existsSync(join(home.state, "pool.json"))).toBe(false);
    const { code, stderr } = await deploy.ended;
    expect(stderr).toMatch(/the pool was stopped while stack pets was in CREATE_IN_PROGRESS\n {2}Start it again/);
    expect(code).toBe(EXIT.failed);

    await home.startPool();
    const status = async () => JSON.parse((await home.run("ls", "--json")).stdout);
    await expect
      .poll(status, { timeout: 20_000, interval: 100 })
      .toMatchObject({ stacks: [{ name: "pets", status: "ROLLBACK_COMPLETE" }], databases: [] });
  },
);

test("Ctrl-C in the middle of `deploy` says that the pool goes on, which it does", async () => {
  await using home = cliHome({ "pets.yaml": pets });
  await home.startPool();
  const deploy = home.start(["deploy", "pets.yaml"], {
    signalAfter: { output: "Cluster AWS::RDS::DBCluster", signal: "SIGINT" },
  });
  const { code, stderr, stdout } = await deploy.ended;
  expect(code).toBe(EXIT.interrupted);
  expect(stderr).toMatch(/The deployment goes on in the pool\. `rockpool events --follow` shows it/);
  expect(stdout).toBe("");
  const status = async () => JSON.parse((await home.run("ls", "--json")).stdout);
  await expect.poll(status, { timeout: 20_000, interval: 100 }).toMatchObject({
    stacks: [{ name: "pets", status: "CREATE_COMPLETE" }],
  });
});

test("Ctrl-C while a pool comes up in the background leaves none", async () => {
  await using home = cliHome();
  const start = home.start(["start", "--port", "0"]);
  await expect.poll(() => existsSync(join(home.state, "lock.owner")), { timeout: 20_000, interval: 5 }).toBe(true);
  start.child.kill("SIGINT");
  expect((await start.ended).code).toBe(EXIT.interrupted);
  await noProcessesOn(home.state);
  expect(existsSync(join(home.state, "pool.json"))).toBe(false);
});

test("Ctrl-C in the middle of the demo cleans up and leaves nothing", async () => {
  await using home = cliHome();
  const demo = join(import.meta.dirname, "../../../../examples/article/demo.mjs");
  const child = spawn(process.execPath, [demo], {
    env: { ...process.env, TMPDIR: home.directory, NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    if (text.includes("AWS::RDS::DBCluster")) child.kill("SIGINT");
  });
  const code = await new Promise((resolve) => child.once("close", resolve));
  expect(code).toBe(EXIT.interrupted);
  await noProcessesOn(home.directory);
  expect(readdirSync(home.directory)).toEqual([]);
});

test("an app that is interrupted while it synthesizes ends with the command", async () => {
  await using home = cliHome({ "app/cdk.json": JSON.stringify({ app: "echo begun; sleep 600; echo never" }) });
  const pool = await home.startPool();
  const deploy = home.start(["deploy", "app"], { signalAfter: { output: "begun", signal: "SIGINT" } });
  expect((await deploy.ended).signal).toBe("SIGINT");
  await expect.poll(() => processesOn(join(home.directory, "app")), { timeout: 20_000, interval: 20 }).toEqual([]);
  expect(pool.pid).toBeGreaterThan(0);
});

test("Ctrl-C ends `events --follow`", async () => {
  await using home = cliHome({ "pets.yaml": "Resources: {A: {Type: AWS::SQS::Queue}}" });
  await home.startPool();
  const follow = home.start(["events", "--follow"], {
    signalAfter: { output: "pets CREATE_COMPLETE", signal: "SIGINT" },
  });
  await follow.printed("Following the pool");
  expect((await home.run("deploy", "pets.yaml")).code).toBe(EXIT.ok);
  expect((await follow.ended).code).toBe(EXIT.interrupted);
});

test("`stop` in the middle of a create ends everything; the log names no secret", async () => {
  await using home = cliHome({ "pets.yaml": pets });
  await home.startPool();
  const deploy = home.start(["deploy", "pets.yaml"]);
  await deploy.printed("Cluster AWS::RDS::DBCluster");
  const stop = await home.run("stop");
  expect(stop.code).toBe(EXIT.ok);
  expect(stop.stdout).toMatch(/has ended\. `rockpool start` brings it back/);
  expect((await deploy.ended).code).toBe(EXIT.failed);
  await noProcessesOn(home.state);
  expect(readdirSync(join(home.state, "processes"))).toEqual([]);
  const { secretAccessKey }: { secretAccessKey: string } = JSON.parse(
    readFileSync(join(home.state, "credentials.json"), "utf8"),
  );
  const log = readFileSync(join(home.state, "pool.log"), "utf8");
  expect(log).not.toContain(secretAccessKey);
  const lines = log.trimEnd().split("\n");
  for (const line of lines) expect(line).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z /);
  // Nobody can press a key at a pool in the background.
  expect(lines[0]).toMatch(/ Rockpool runs at http:\S+\. `rockpool stop` ends it\.$/);
  expect(lines.at(-1)).toMatch(/ Rockpool has ended; what it holds stays\.$/);
});
