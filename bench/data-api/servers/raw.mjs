// The limit: a plain HTTP handler in front of the raw drivers. It checks nothing: no signature, permission, secret,
// limit or type; it neither resets sessions nor isolates calls.
import { createServer } from "node:http";
import mysql from "mysql2/promise";
import pg from "pg";

const { postgres, mysql: mysqlLogin } = JSON.parse(process.argv[2]);
const pgPool = new pg.Pool({ ...postgres, max: 20 });
const mysqlPool = mysql.createPool({ ...mysqlLogin, connectionLimit: 20, dateStrings: true });

const scalar = ({ stringValue, longValue }) => stringValue ?? longValue;
const valuesOf = (parameters = []) => parameters.map(({ value }) => scalar(value));
const fieldOf = (value) =>
  value === null
    ? { isNull: true }
    : typeof value === "number"
      ? { longValue: value }
      : { stringValue: value instanceof Date ? value.toISOString() : value };
const answerOf = (rows) => ({ records: rows.map((row) => row.map(fieldOf)), numberOfRecordsUpdated: 0 });

const databases = {
  postgres: {
    async execute({ sql, parameters }) {
      const { rows } = await pgPool.query({ text: numbered(sql), values: valuesOf(parameters), rowMode: "array" });
      return answerOf(rows);
    },
    async batch({ sql, parameterSets }) {
      const client = await pgPool.connect();
      const text = numbered(sql);
      await client.query("BEGIN");
      for (const set of parameterSets) await client.query({ text, values: valuesOf(set) });
      await client.query("COMMIT");
      client.release();
      return { updateResults: parameterSets.map(() => ({ generatedFields: [] })) };
    },
  },
  mysql: {
    async execute({ sql, parameters }) {
      const text = sql.replace(/:\w+/g, "?");
      const values = valuesOf(parameters);
      const [rows] = await (values.length === 0
        ? mysqlPool.query({ sql: text, rowsAsArray: true })
        : mysqlPool.execute({ sql: text, rowsAsArray: true }, values));
      return answerOf(rows);
    },
    async batch({ sql, parameterSets }) {
      const client = await mysqlPool.getConnection();
      const text = sql.replace(/:\w+/g, "?");
      await client.query("START TRANSACTION");
      for (const set of parameterSets) await client.execute(text, valuesOf(set));
      await client.query("COMMIT");
      client.release();
      return { updateResults: parameterSets.map(() => ({ generatedFields: [] })) };
    },
  },
};

function numbered(sql) {
  let number = 0;
  return sql.replace(/:\w+/g, () => `$${++number}`);
}

async function answer(request, response) {
  try {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const input = JSON.parse(Buffer.concat(chunks));
    const database = databases[input.resourceArn.endsWith("mysql") ? "mysql" : "postgres"];
    const answer = await (request.url === "/Execute" ? database.execute(input) : database.batch(input));
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(answer));
  } catch (error) {
    response.statusCode = 500;
    response.end(JSON.stringify({ message: String(error) }));
  }
}
const server = createServer((request, response) => void answer(request, response));
// Longer than a turn of the other servers.
server.keepAliveTimeout = 75_000;
server.listen(0, "127.0.0.1", () => process.send({ endpoint: `http://127.0.0.1:${server.address().port}` }));
process.once("disconnect", () => process.exit());
