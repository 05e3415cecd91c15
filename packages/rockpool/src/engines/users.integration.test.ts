import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nodeArguments, runProgram } from "../testing/subprocess.js";
import { cacheDirectory, copyTree } from "./cache.js";
import { fetchedRoot } from "./mysql/debian.js";
import { type RunAs, WAYS } from "./runas.js";

const NOBODY = 65534;
const isRoot = process.getuid?.() === 0;

/** Containers often forbid new user namespaces. */
function worksHere({ prefix }: RunAs): boolean {
  const [file = "", ...args] = prefix;
  return isRoot && spawnSync(file, [...args, "true"], { stdio: "ignore" }).status === 0;
}

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "rockpool-users-"));
  chmodSync(directory, 0o755);
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** A program that brings a server up in a state directory under TMPDIR, logs in, stops it and says so. */
function upAndDown(engine: string, runAs?: RunAs): string {
  return `
    import { testEnvironment } from ${JSON.stringify(join(import.meta.dirname, "../testing/environment.ts"))};
    import { allocateEndpoint, createEngines } from ${JSON.stringify(join(import.meta.dirname, "index.ts"))};
    using environment = testEnvironment();
    const engines = createEngines({ environment, ${runAs === undefined ? "" : `runAs: ${JSON.stringify(runAs)}`} });
    const id = "db-" + process.pid;
    const server = await engines.forEngine("${engine}").create({
      id, directory: environment.state.subdirectory(id), endpoint: await allocateEndpoint({ id, defaultPort: 15432, taken: [] }), engine: "${engine}", engineVersion: "1",
      masterUsername: "master", masterPassword: "secret", databaseName: "app", parameters: {}, durability: "ephemeral",
    });
    await server.start();
    await engines.close();
    console.log(process.getuid?.() + " went up and down");
  `;
}

function environmentVariables(): NodeJS.ProcessEnv {
  return { ...process.env, HOME: directory, TMPDIR: directory, ROCKPOOL_CACHE: join(directory, "cache") };
}

/** A copy of what an earlier test fetched spares the download. */
async function withFetched(): Promise<void> {
  const fetched = fetchedRoot(cacheDirectory());
  if (existsSync(fetched)) await copyTree(fetched, fetchedRoot(directory));
}

/** Root tries it as `nobody`; everyone else as who they are. */
describe("an ordinary user", () => {
  for (const engine of ["postgres", "mysql"]) {
    it(`runs ${engine} with a cache of its own`, async () => {
      await withFetched();
      const user = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
      if (isRoot) spawnSync("chown", ["-R", `${NOBODY}`, directory]);
      const { stdout, stderr } = spawnSync(process.execPath, nodeArguments(upAndDown(engine)), {
        ...user,
        env: { ...environmentVariables(), ROCKPOOL_CACHE: directory },
        cwd: directory,
        encoding: "utf8",
      });
      const uid = isRoot ? NOBODY : process.getuid?.();
      expect({ stdout, stderr }).toEqual({ stdout: `${uid} went up and down\n`, stderr: "" });
    });
  }
});

describe.runIf(isRoot)("root (skipped for others: they cannot change the user)", () => {
  for (const way of WAYS) {
    const launcher = `${way.prefix[0]}`;
    it.runIf(worksHere(way))(
      `runs PostgreSQL through ${launcher} (skipped where this machine forbids ${launcher})`,
      () => {
        const { stdout, stderr } = spawnSync(process.execPath, nodeArguments(upAndDown("postgres", way)), {
          env: environmentVariables(),
          encoding: "utf8",
        });
        expect({ stdout, stderr }).toEqual({ stdout: "0 went up and down\n", stderr: "" });
      },
    );
  }
});

describe("the cache", () => {
  it("is filled by two processes at the same time, and once killed in the middle by a third", async () => {
    const options = { env: environmentVariables() };
    const victim = runProgram(upAndDown("postgres"), options);
    const cache = join(directory, "cache");
    await expect
      .poll(
        () =>
          existsSync(cache) &&
          readdirSync(cache).some((name) => name.startsWith("template-") && name.endsWith(".draft")),
        { timeout: 20_000, interval: 5 },
      )
      .toBe(true);
    await sleep(100);
    victim.kill("SIGKILL");
    await once(victim, "exit");
    expect(readdirSync(cache).some((name) => name.endsWith(".draft"))).toBe(true);

    const both = [runProgram(upAndDown("postgres"), options), runProgram(upAndDown("postgres"), options)];
    expect(await Promise.all(both.map(async (child) => (await once(child, "exit"))[0]))).toEqual([0, 0]);
    expect(readdirSync(cache).filter((name) => name.endsWith(".draft"))).toEqual([]);
    expect(readdirSync(cache)).toHaveLength(2);
  });
});
