// What a pool's process holds over many statements: `npm run bench:data-api-memory [-- statements]`. Every tenth call is
// a transaction of three, every tenth an error; texts and values differ. The process collects its garbage before it is looked at.
import {
  RDSDataClient,
  BeginTransactionCommand,
  CommitTransactionCommand,
  ExecuteStatementCommand,
} from "@aws-sdk/client-rds-data";
import { startServer } from "./processes.mjs";

const total = Number(process.argv[2] ?? 1_000_000);
const LOOKS = 20;
const CLIENTS = 16;

const server = await startServer("rockpool", [], ["--expose-gc"]);
try {
  const { postgres, endpoint, region, credentials } = server.ready;
  const { login: _login, ...target } = postgres;
  const client = new RDSDataClient({ endpoint, region, credentials, maxAttempts: 1 });
  const execute = (sql, more = {}) => client.send(new ExecuteStatementCommand({ ...target, sql, ...more }));
  await execute("CREATE TABLE IF NOT EXISTS bench_memory (id int, name text)");

  async function one(number) {
    const parameters = [{ name: "name", value: { stringValue: `name ${number}` } }];
    if (number % 10 === 0) {
      const { transactionId } = await client.send(new BeginTransactionCommand(target));
      await execute("INSERT INTO bench_memory VALUES (1, :name)", { parameters, transactionId });
      await execute("DELETE FROM bench_memory", { transactionId });
      await client.send(new CommitTransactionCommand({ ...target, transactionId }));
    } else if (number % 10 === 1) await execute(`SELECT ${number} FROM none_such`).catch(() => undefined);
    else await execute(`SELECT ${number}, :name, repeat('x', 500)`, { parameters, includeResultMetadata: true });
  }

  const begin = performance.now();
  console.log("statements      rss MiB     heap MiB");
  let done = 0;
  for (let look = 0; look <= LOOKS; look += 1) {
    const until = Math.round((total * look) / LOOKS);
    await Promise.all(
      Array.from({ length: CLIENTS }, async () => {
        while (done < until) await one(done++);
      }),
    );
    const { rss, heapUsed } = await server.ask("memory");
    const mebibytes = (bytes) => (bytes / 1024 / 1024).toFixed(1).padStart(12);
    console.log(`${String(done).padStart(10)} ${mebibytes(rss)} ${mebibytes(heapUsed)}`);
  }
  console.log(`${((performance.now() - begin) / 1000).toFixed(0)} s`);
  client.destroy();
} finally {
  await server.stop();
}
