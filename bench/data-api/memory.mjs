// What a pool's process holds over many statements: `npm run bench:data-api-memory [-- statements]`. Of ten turns, one is a
// transaction of two statements, one a batch of a hundred, one an error; texts and values differ. The process collects its
// garbage before it is looked at.
import {
  BatchExecuteStatementCommand,
  RDSDataClient,
  BeginTransactionCommand,
  CommitTransactionCommand,
  ExecuteStatementCommand,
} from "@aws-sdk/client-rds-data";
import { startServer } from "./processes.mjs";

const total = Number(process.argv[2] ?? 1_000_000);
const LOOKS = 20;
const CLIENTS = 16;
const SETS = 100;
/** Two that delete all rows may come upon them in different order, and wait for each other. */
const EMPTY = "DELETE FROM bench_memory WHERE ctid IN (SELECT ctid FROM bench_memory FOR UPDATE SKIP LOCKED)";

const server = await startServer("rockpool", [], ["--expose-gc"]);
try {
  const { postgres, endpoint, region, credentials } = server.ready;
  const { login: _login, ...target } = postgres;
  const client = new RDSDataClient({ endpoint, region, credentials, maxAttempts: 1 });
  const execute = (sql, more = {}) => client.send(new ExecuteStatementCommand({ ...target, sql, ...more }));
  await execute("CREATE TABLE IF NOT EXISTS bench_memory (id int, name text)");

  const named = (number) => [{ name: "name", value: { stringValue: `name ${number}` } }];

  /** One turn; answers how many statements it was. */
  async function turn(number) {
    const parameters = named(number);
    if (number % 10 === 0) {
      const { transactionId } = await client.send(new BeginTransactionCommand(target));
      await execute("INSERT INTO bench_memory VALUES (1, :name)", { parameters, transactionId });
      await execute(EMPTY, { transactionId });
      await client.send(new CommitTransactionCommand({ ...target, transactionId }));
      return 2;
    }
    if (number % 10 === 1) {
      await execute(`SELECT ${number} FROM none_such`).catch(() => undefined);
      return 1;
    }
    if (number % 10 === 2) {
      const parameterSets = Array.from({ length: SETS }, (_, index) => named(number + index));
      const sql = `INSERT INTO bench_memory VALUES (${number}, :name)`;
      await client.send(new BatchExecuteStatementCommand({ ...target, sql, parameterSets }));
      return SETS;
    }
    await execute(`SELECT ${number}, :name, repeat('x', 500)`, { parameters, includeResultMetadata: true });
    return 1;
  }

  const begin = performance.now();
  console.log("statements      rss MiB     heap MiB");
  let turns = 0;
  let done = 0;
  for (let look = 0; look <= LOOKS; look += 1) {
    const until = Math.round((total * look) / LOOKS);
    await Promise.all(
      Array.from({ length: CLIENTS }, async () => {
        while (done < until) {
          const statements = await turn(turns++);
          done += statements;
        }
      }),
    );
    const { rss, heapUsed } = await server.ask("memory");
    const mebibytes = (bytes) => (bytes / 1024 / 1024).toFixed(1).padStart(12);
    console.log(`${String(done).padStart(10)} ${mebibytes(rss)} ${mebibytes(heapUsed)}`);
  }
  console.log(`${turns} turns in ${((performance.now() - begin) / 1000).toFixed(0)} s`);
  client.destroy();
} finally {
  await server.stop();
}
