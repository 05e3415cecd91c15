// What is measured: each workload with its statement for the Data API and what the canned handler answers.
const ROWS = 1000;

export const SETUP = {
  postgres: [
    "CREATE TABLE IF NOT EXISTS bench_item (id int PRIMARY KEY, name text, price numeric(10,2), made timestamp)",
    `INSERT INTO bench_item SELECT i, 'item ' || i, i / 100.0, timestamp '2026-01-01' + i * interval '1 second' FROM generate_series(1, ${ROWS}) i ON CONFLICT DO NOTHING`,
    "CREATE TABLE IF NOT EXISTS bench_log (id int, name text)",
  ],
  mysql: [
    "CREATE TABLE IF NOT EXISTS bench_item (id int PRIMARY KEY, name varchar(100), price decimal(10,2), made datetime)",
    `INSERT IGNORE INTO bench_item SELECT seq, concat('item ', seq), seq / 100, date_add('2026-01-01', interval seq second) FROM seq_1_to_${ROWS}`,
    "CREATE TABLE IF NOT EXISTS bench_log (id int, name varchar(100))",
  ],
};

const cannedRow = (id) => [
  { longValue: id },
  { stringValue: `item ${id}` },
  { stringValue: "10.00" },
  { stringValue: "2026-01-01 00:16:40" },
];

export const WORKLOADS = [
  {
    name: "SELECT 1",
    input: () => ({ sql: "SELECT 1" }),
    canned: { records: [[{ longValue: 1 }]], numberOfRecordsUpdated: 0 },
  },
  {
    name: "one row by primary key",
    input: (n) => ({
      sql: "SELECT id, name, price, made FROM bench_item WHERE id = :id",
      parameters: [{ name: "id", value: { longValue: 1 + (n % ROWS) } }],
    }),
    canned: { records: [cannedRow(1)], numberOfRecordsUpdated: 0 },
  },
  {
    name: "1,000 rows",
    input: () => ({ sql: "SELECT id, name, price, made FROM bench_item" }),
    canned: {
      records: Array.from({ length: ROWS }, (_, index) => cannedRow(index + 1)),
      numberOfRecordsUpdated: 0,
    },
  },
  {
    name: "batch insert of 1,000 sets",
    batch: true,
    input: () => ({
      sql: "INSERT INTO bench_log (id, name) VALUES (:id, :name)",
      parameterSets: Array.from({ length: 1000 }, (_, index) => [
        { name: "id", value: { longValue: index } },
        { name: "name", value: { stringValue: `entry ${index}` } },
      ]),
    }),
    canned: { updateResults: Array.from({ length: 1000 }, () => ({ generatedFields: [] })) },
    // What data-api-local offers for batches is not comparable: it runs them one by one without a transaction.
  },
];
