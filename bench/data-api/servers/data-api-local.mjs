// npm's data-api-local (PostgreSQL only), out of the directory that the bench has installed it into.
import { createRequire } from "node:module";
import { createServer } from "node:net";

const [directory, login] = process.argv.slice(2);
const { dataApiLocal } = createRequire(`${directory}/`)("data-api-local");
const port = await new Promise((resolve) => {
  const probe = createServer().listen(0, "127.0.0.1", () => {
    const { port: free } = probe.address();
    probe.close(() => resolve(free));
  });
});
const { host, port: databasePort, user, password, database } = JSON.parse(login);
await dataApiLocal({
  server: { hostname: "127.0.0.1", port },
  database: { engine: "postgresql", host, port: databasePort, user, password, database },
});
process.send({ endpoint: `http://127.0.0.1:${port}` });
process.once("disconnect", () => process.exit());
