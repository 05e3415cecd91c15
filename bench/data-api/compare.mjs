// The Data API through the SDK for JavaScript against its limits, in one run: `npm run bench:data-api [-- seconds]`.
// Client and servers are processes of their own. Servers take turns in short slices, so that what else the machine does
// meets all of them; a figure is taken over all slices of its server.
import { installDataApiLocal, startServer } from "./processes.mjs";
import { caller, parallel, percentile, sequential } from "./measure.mjs";
import { SETUP, WORKLOADS } from "./workloads.mjs";

const seconds = Number(process.argv[2] ?? 3);
const SLICES = 6;
const CLIENTS = [16, 64];
const WARM_MILLISECONDS = 2000;

async function measure(servers, workload) {
  const callers = servers.map(({ name, cpu, connection, target }) => ({
    name,
    cpu,
    ...caller(connection, target, workload),
  }));
  // Until V8 has compiled what every call runs: seconds, in which each server is slower than it will be.
  for (const one of callers) await parallel(one, CLIENTS[0], WARM_MILLISECONDS);
  const figures = new Map(callers.map(({ name }) => [name, { latencies: [], calls: {}, seconds: {}, cpu: 0 }]));
  for (let slice = 0; slice < SLICES; slice += 1) {
    // Each goes first as often as the others.
    const order = callers.map((_, index) => callers[(index + slice) % callers.length]);
    for (const one of order) {
      const figure = figures.get(one.name);
      figure.latencies.push(...(await sequential(one, (seconds * 1000) / SLICES)));
    }
    for (const clients of CLIENTS) {
      for (const one of order) {
        const figure = figures.get(one.name);
        const before = one.cpu();
        const result = await parallel(one, clients, (seconds * 1000) / SLICES);
        figure.cpu += one.cpu() - before;
        figure.calls[clients] = (figure.calls[clients] ?? 0) + result.calls;
        figure.seconds[clients] = (figure.seconds[clients] ?? 0) + result.seconds;
      }
    }
  }
  for (const { close } of callers) close();
  return figures;
}

function report(title, figures) {
  const raw = figures.get("raw driver");
  console.log(`\n${title}`);
  console.log(
    `  ${"".padEnd(16)} ${"p50 ms".padStart(8)} ${"p99 ms".padStart(8)} ${CLIENTS.map((n) => `${n} clients`.padStart(13)).join("")} ${"server CPU".padStart(12)}   against the raw driver`,
  );
  for (const [name, figure] of figures) {
    const rate = (one, clients) => one.calls[clients] / one.seconds[clients];
    const p50 = percentile(figure.latencies, 0.5);
    const cpuOf = (one) => one.cpu / CLIENTS.reduce((sum, clients) => sum + one.calls[clients], 0);
    const beside =
      name === "raw driver"
        ? ""
        : `p50 ${signed(p50 - percentile(raw.latencies, 0.5))} ms; ${CLIENTS.map((n) => `${(rate(figure, n) / rate(raw, n)).toFixed(2)}x`).join(", ")}; CPU ${(cpuOf(figure) / cpuOf(raw)).toFixed(2)}x`;
    console.log(
      `  ${name.padEnd(16)} ${p50.toFixed(2).padStart(8)} ${percentile(figure.latencies, 0.99).toFixed(2).padStart(8)} ${CLIENTS.map((n) => `${rate(figure, n).toFixed(0)}/s`.padStart(13)).join("")} ${`${cpuOf(figure).toFixed(2)} ms`.padStart(12)}   ${beside}`,
    );
  }
}

const signed = (value) => `${value < 0 ? "-" : "+"}${Math.abs(value).toFixed(2)}`;

const only = process.argv[3];
const stops = [];
try {
  const rockpool = await startServer("rockpool");
  stops.push(() => rockpool.stop());
  const { postgres, mysql, ...connection } = rockpool.ready;
  const raw = await startServer("raw", [JSON.stringify({ postgres: postgres.login, mysql: mysql.login })]);
  stops.push(() => raw.stop());
  const canned = await startServer("canned");
  stops.push(() => canned.stop());
  let local;
  try {
    const installed = installDataApiLocal();
    stops.push(async () => installed.remove());
    local = await startServer("data-api-local", [installed.directory, JSON.stringify(postgres.login)]);
    stops.push(() => local.stop());
  } catch (error) {
    console.log(`data-api-local is not measured: ${error.message}`);
  }
  console.log(
    `Node.js ${process.version}; ${SLICES} slices of ${((seconds * 1000) / SLICES).toFixed(0)} ms for each figure`,
  );
  for (const [family, { login: _login, ...target }] of Object.entries({ postgres, mysql })) {
    if (only !== undefined && only !== family) continue;
    for (const sql of SETUP[family]) {
      const one = caller(connection, target, { input: () => ({ sql }) });
      await one.call();
      one.close();
    }
    const others = { ...target, resourceArn: `arn:aws:rds:us-east-1:000000000000:cluster:${family}` };
    for (const workload of WORKLOADS) {
      const servers = [
        { name: "rockpool", cpu: () => rockpool.cpu(), connection, target },
        {
          name: "raw driver",
          cpu: () => raw.cpu(),
          connection: { ...connection, endpoint: raw.ready.endpoint },
          target: others,
        },
        {
          name: "canned answer",
          cpu: () => canned.cpu(),
          connection: { ...connection, endpoint: canned.ready.endpoint },
          target: others,
        },
      ];
      if (local !== undefined && family === "postgres")
        servers.push({
          name: "data-api-local",
          cpu: () => local.cpu(),
          connection: { ...connection, endpoint: local.ready.endpoint, closesConnections: true },
          target,
        });
      report(`${family}: ${workload.name}`, await measure(servers, workload));
    }
  }
} finally {
  for (const stop of stops.reverse()) await stop();
}
