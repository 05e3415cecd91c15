// The article's scenario, start to end, on this machine: `npm run demo [-- --engine mysql] [-- --keep]`.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { parseArgs, styleText } from "node:util";
import { startPool } from "rockpool";

const values = options();
const app = import.meta.dirname;
// The CDK's own template validator takes some three seconds of every synthesis; `cdk deploy` still runs it.
process.env.CDK_VALIDATION ??= "false";
const title = values.engine === "mysql" ? "Aurora MySQL" : "Aurora PostgreSQL";
const bold = (text) => styleText("bold", text);
const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(2)} s`;

console.log(`${bold(`${title}: a cluster whose table and first row come with the stack`)}\n`);
try {
  if (values.keep) await keep();
  else await show();
} catch (error) {
  console.error(`\n${error.message}${error.hint ? `\n${error.hint}` : ""}`);
  process.exitCode = 1;
}

function options() {
  try {
    const { values: given } = parseArgs({
      options: { engine: { type: "string", default: "postgres" }, keep: { type: "boolean", default: false } },
    });
    if (["postgres", "mysql"].includes(given.engine)) return given;
    console.error(`--engine ${given.engine} is not one of postgres, mysql`);
  } catch (error) {
    console.error(`${error.message}\nusage: npm run demo [-- --engine postgres|mysql] [-- --keep]`);
  }
  process.exit(2);
}

async function show() {
  const stages = [];
  const stage = async (name, action) => {
    const started = performance.now();
    const result = await action();
    stages.push([name, performance.now() - started]);
    return result;
  };

  const stop = new AbortController();
  const pool = await stage("pool started", () => startPool());
  const interrupted = () => {
    console.error("\ninterrupted: cleaning up");
    stop.abort();
    void pool.stop().finally(() => process.exit(130));
  };
  process.once("SIGINT", interrupted).once("SIGTERM", interrupted);
  try {
    pool.events.subscribe((event) => {
      if (event.kind === "notice") console.log(`  ${event.message}`);
      if (event.kind === "engine" && event.status === "available")
        stages.push(["  of which database ready", event.milliseconds ?? 0]);
      if (event.kind === "stack" && /_(COMPLETE|FAILED)$/.test(event.resourceStatus)) {
        console.log(
          `  ${event.resourceStatus.padEnd(16)} ${event.logicalResourceId} ${styleText("dim", event.resourceType)} ${event.resourceStatusReason ?? ""}`,
        );
      }
    });
    const { stacks } = await stage("app synthesized, stack deployed", () =>
      pool.deploy(app, { context: { engine: values.engine } }),
    );
    const [stack] = stacks;
    stages.push(["  of which CreateStack to CREATE_COMPLETE", stack.milliseconds]);

    const url = stack.outputs.FunctionUrl;
    const body = await stage("function URL answered", async () => {
      const response = await fetch(url, { signal: stop.signal });
      if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
      return response.json();
    });
    console.log(`\n${bold("GET")} ${url}\n${bold(JSON.stringify(body, null, 2))}\n`);
    await stage("stack deleted", () => pool.destroy(stack.stackName));
  } catch (error) {
    // What breaks while everything is being cleaned up is no news.
    if (!stop.signal.aborted) throw error;
    return;
  } finally {
    if (!stop.signal.aborted) await stage("pool stopped", () => pool.stop());
  }
  for (const [name, milliseconds] of stages) console.log(`${name.padEnd(44)} ${seconds(milliseconds).padStart(8)}`);
}

/** The same with a pool in the background, for looking around; the one that runs already, if there is one. */
async function keep() {
  const root = join(app, "../..");
  const rockpool = (words) =>
    spawnSync(process.execPath, [join(root, "packages/rockpool/bin/rockpool.mjs"), ...words], {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
    }).status ?? 1;
  process.exitCode = rockpool(["deploy", app, "-c", `engine=${values.engine}`]);
  if (process.exitCode !== 0) {
    console.log("\nThe pool is left running for a look: npx rockpool events ArticleStack. npx rockpool stop ends it.");
    return;
  }
  console.log(`
${bold("The stack is running. Look around:")}
  npx rockpool ls                            the stacks, and the addresses of their databases
  curl "$(npx rockpool outputs ArticleStack FunctionUrl)"
  npx rockpool exec -- aws rds describe-db-clusters
  npx rockpool env                           endpoint and credentials for any AWS SDK
${bold("The database's user and password, for psql or mysql:")}
  npx rockpool exec -- aws secretsmanager get-secret-value --secret-id "$(npx rockpool outputs ArticleStack SecretArn)"
${bold("And when you are done:")}
  npx rockpool destroy ArticleStack
  npx rockpool stop
`);
}
