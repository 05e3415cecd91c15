import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect, test, vi } from "vitest";
import { createEngines } from "../../engines/index.js";
import { findBinaries } from "../../engines/mysql/binaries.js";
import { commandLine } from "../../engines/reap.js";
import { messageOf } from "../../errors.js";
import { testEnvironment } from "../../testing/environment.js";
import { TEST_PASSWORD, testRds } from "./testing.js";

const installed = await findBinaries("/nowhere");

test.skipIf(installed !== undefined)(
  "a pool that ends does not wait for a download, and leaves none behind (only where no MySQL server is installed)",
  async () => {
    using environment = testEnvironment();
    const programs = join(environment.state.directory, "programs");
    const pidFile = join(environment.state.directory, "apt.pid");
    mkdirSync(programs);
    const sleeper = `#!/bin/sh\n[ "$1" = --version ] && exit 0\necho $$ > ${pidFile}\nexec sleep 300\n`;
    for (const name of ["apt-get", "dpkg-deb"]) writeFileSync(join(programs, name), sleeper, { mode: 0o755 });
    vi.stubEnv("PATH", `${programs}${delimiter}${process.env["PATH"]}`);
    try {
      const engines = createEngines({ environment, cacheDirectory: join(environment.state.directory, "cache") });
      const { rds, call } = testRds(environment, { engines });
      await rds.operations.CreateDBInstance(call, {
        DBInstanceIdentifier: "pearl",
        Engine: "mysql",
        DBInstanceClass: "db.t4g.micro",
        AllocatedStorage: 20,
        MasterUsername: "owner",
        MasterUserPassword: TEST_PASSWORD,
      });
      const outcome = rds.whenAvailable("instance", "pearl").then(() => "available", messageOf);
      const pid = () => (existsSync(pidFile) ? Number(readFileSync(pidFile, "utf8")) : 0);
      await expect.poll(pid, { timeout: 10_000 }).toBeGreaterThan(0);

      const since = performance.now();
      await rds.close();
      await engines.close();
      expect(performance.now() - since).toBeLessThan(2000);
      expect(await outcome).toBe("the pool ends");
      expect(commandLine(pid())).toBe("");
      // Not failed: it goes on when the pool starts again.
      const { DBInstances } = rds.operations.DescribeDBInstances(call, {});
      expect(DBInstances?.[0]?.DBInstanceStatus).toBe("creating");
    } finally {
      vi.unstubAllEnvs();
    }
  },
);
