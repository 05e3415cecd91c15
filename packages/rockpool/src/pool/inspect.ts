import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EngineReport } from "../engines/contract.js";
import { createEngines } from "../engines/index.js";
import { type Environment, systemClock, systemRandom } from "../environment.js";
import { EventBus } from "../events.js";
import { createFunctionRunner } from "../functions/runner.js";
import { State } from "../state/state.js";

/** One thing that a pool needs of the machine. */
export interface Finding {
  readonly subject: string;
  readonly state: "ready" | "fetched when needed" | "missing";
  readonly detail: string;
}

/** Looks at what the machine has; fetches, starts and keeps nothing. */
export async function inspectMachine(): Promise<Finding[]> {
  const directory = mkdtempSync(join(tmpdir(), "rockpool-doctor-"));
  const state = new State(directory);
  const environment: Environment = {
    account: { accountId: "000000000000", region: "us-east-1", partition: "aws", urlSuffix: "amazonaws.com" },
    state,
    events: new EventBus(),
    clock: systemClock,
    random: systemRandom,
    endpoint: "http://127.0.0.1:4566",
  };
  const runner = createFunctionRunner({ environment, logs: () => undefined });
  try {
    const engines = createEngines({ environment });
    const [postgres, mysql, python] = await Promise.all([
      engines.postgres.report(),
      engines.mysql.report(),
      runner.check("python3.13", { fetch: false }),
    ]);
    return [
      { subject: "Node.js", state: "ready", detail: `${process.version} runs the pool and the nodejs functions` },
      engineFinding("PostgreSQL", postgres),
      engineFinding("MySQL", mysql),
      python.ok
        ? { subject: "Python", state: "ready", detail: "python3 runs the python functions" }
        : {
            subject: "Python",
            state: python.code === "NoBoto3" ? "fetched when needed" : "missing",
            detail: python.reason,
          },
    ];
  } finally {
    await runner.close();
    state.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

function engineFinding(subject: string, report: EngineReport): Finding {
  const product = [report.product, report.binaries].filter((part) => part !== undefined).join(", ");
  const detail = [product, report.detail].filter((part) => part !== "").join(": ");
  const state = !report.available ? "missing" : report.product === undefined ? "fetched when needed" : "ready";
  return { subject, state, detail };
}
