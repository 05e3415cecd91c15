// The floor that the SDK itself sets: every answer is a finished text.
import { createServer } from "node:http";
import { WORKLOADS } from "../workloads.mjs";

const bodies = new Map(WORKLOADS.map(({ input, canned }) => [input(0).sql, JSON.stringify(canned)]));
async function answer(request, response) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const { sql } = JSON.parse(Buffer.concat(chunks));
  response.setHeader("content-type", "application/json");
  response.end(bodies.get(sql));
}
const server = createServer((request, response) => void answer(request, response));
// Longer than a turn of the other servers.
server.keepAliveTimeout = 75_000;
server.listen(0, "127.0.0.1", () => process.send({ endpoint: `http://127.0.0.1:${server.address().port}` }));
process.once("disconnect", () => process.exit());
