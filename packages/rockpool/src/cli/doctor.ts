import { createServer } from "node:net";
import type { Command } from "commander";
import pc from "picocolors";
import type { Finding } from "../pool/inspect.js";
import { type CommonOptions, EXIT, print, verb } from "./command.js";
import { runningPool, stateDirectory } from "./home.js";
import { DEFAULT_PORT } from "./start.js";

export function doctorCommand(): Command {
  return verb("doctor", "say what this machine can run, and what stands in for what").action(
    async (options: CommonOptions) => {
      const { inspectMachine } = await import("../pool/inspect.js");
      const findings = [...(await inspectMachine()), await gatewayFinding(options)];
      if (options.json) print(JSON.stringify(findings));
      else for (const finding of findings) print(`${mark(finding)} ${finding.subject.padEnd(12)} ${finding.detail}`);
      process.exitCode = findings.some((finding) => finding.state === "missing") ? EXIT.failed : EXIT.ok;
    },
  );
}

function mark({ state }: Finding): string {
  return state === "ready" ? pc.green("✔") : state === "fetched when needed" ? pc.yellow("↓") : pc.red("✖");
}

async function gatewayFinding(options: CommonOptions): Promise<Finding> {
  const running = runningPool(stateDirectory(options.state));
  if (running !== undefined)
    return { subject: "Gateway", state: "ready", detail: `a pool runs at ${running.endpoint}` };
  const free = await new Promise<boolean>((resolve) => {
    const server = createServer().once("error", () => resolve(false));
    server.listen(DEFAULT_PORT, "127.0.0.1", () => server.close(() => resolve(true)));
  });
  return free
    ? { subject: "Gateway", state: "ready", detail: `port ${DEFAULT_PORT} of 127.0.0.1 is free` }
    : {
        subject: "Gateway",
        state: "missing",
        detail: `port ${DEFAULT_PORT} of 127.0.0.1 is in use; start with --port 0 for a free one`,
      };
}
