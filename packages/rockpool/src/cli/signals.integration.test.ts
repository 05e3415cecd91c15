import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cliHome } from "../testing/cli.js";
import { databaseStack } from "../testing/database-stack.js";
import { noProcessesOn } from "../testing/leftovers.js";
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
    expect(stderr).toMatch(/the pool at \S+ (went away before it answered|does not answer)[^]*Start it again/);
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
  await expect.poll(() => existsSync(join(home.state, "lock.owner")), { interval: 5 }).toBe(true);
  start.child.kill("SIGINT");
  expect((await start.ended).code).toBe(EXIT.interrupted);
  await noProcessesOn(home.state);
  expect(existsSync(join(home.state, "pool.json"))).toBe(false);
});

test("Ctrl-C ends `events --follow`", async () => {
  await using home = cliHome({ "pets.yaml": "Resources: {A: {Type: AWS::SQS::Queue}}" });
  await home.startPool();
  const follow = home.start(["events", "--follow"], {
    signalAfter: { output: "pets CREATE_COMPLETE", signal: "SIGINT" },
  });
  await expect.poll(async () => (await home.run("deploy", "pets.yaml")).code).toBe(EXIT.ok);
  await home.run("destroy", "pets");
  await home.run("deploy", "pets.yaml");
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
  expect(readFileSync(join(home.state, "pool.log"), "utf8")).not.toContain(secretAccessKey);
});
