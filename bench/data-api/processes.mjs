import { fork, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Starts a server of the bench in a process of its own; `ready` is what it says once it listens. */
export async function startServer(name, words = [], execArgv = []) {
  // What they print (data-api-local: every call) costs a pipe, not a terminal.
  const stdio = ["ignore", "ignore", "inherit", "ipc"];
  const child = fork(join(import.meta.dirname, "servers", `${name}.mjs`), words, { execArgv, stdio });
  const ended = once(child, "exit");
  const ready = await Promise.race([
    once(child, "message").then(([message]) => message),
    ended.then(([code]) => Promise.reject(new Error(`the server ${name} ended with ${code}`))),
  ]);
  return {
    ready,
    /** Milliseconds of CPU that the process has used; not known but on Linux. The database's processes are not in it. */
    cpu() {
      const file = `/proc/${child.pid}/stat`;
      if (!existsSync(file)) return Number.NaN;
      const fields = readFileSync(file, "utf8").split(") ")[1].split(" ");
      return (Number(fields[11]) + Number(fields[12])) * 10;
    },
    async ask(question) {
      child.send(question);
      const [answer] = await once(child, "message");
      return answer;
    },
    async stop() {
      child.disconnect();
      await ended;
    },
  };
}

/** Installs data-api-local with a driver that speaks to today's PostgreSQL; the directory is removed with `remove`. */
export function installDataApiLocal() {
  const directory = mkdtempSync(join(tmpdir(), "rockpool-data-api-local-"));
  const remove = () => rmSync(directory, { recursive: true, force: true });
  writeFileSync(
    join(directory, "package.json"),
    JSON.stringify({
      private: true,
      dependencies: { "data-api-local": "1.0.0-alpha.2" },
      overrides: { pg: "8.23.1" },
    }),
  );
  const { status, stderr } = spawnSync("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: directory,
    encoding: "utf8",
  });
  if (status === 0) return { directory, remove };
  remove();
  throw new Error(`data-api-local cannot be installed: ${stderr}`);
}
