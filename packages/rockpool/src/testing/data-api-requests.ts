import { seededRandom } from "./schema-values.js";

/** A request to the Data API as it goes over the wire: valid, wrong or broken. */
export interface FuzzedRequest {
  readonly method: string;
  readonly path: string;
  readonly contentType: string;
  readonly body: string;
}

/** What requests may name. */
export interface FuzzedNames {
  readonly clusters: readonly string[];
  readonly wrongClusters: readonly string[];
  readonly secret: string;
  readonly wrongSecrets: readonly string[];
}

/** Marks a number that stands in the JSON text as it is here: JavaScript's own would not keep its digits. */
const digits = (text: string): string => `\u0001${text}\u0001`;
const withDigits = (json: string): string => json.replaceAll(/"\\u0001([^"]*)\\u0001"/g, "$1");

const PATHS = ["/Execute", "/BatchExecute", "/BeginTransaction", "/CommitTransaction", "/RollbackTransaction"];

/** Statements of either family: most are an error on the other one. */
const STATEMENTS = [
  "SELECT 1",
  "SELECT :a, :b, :a",
  "SELECT :a::int + :b",
  "SELECT * FROM fuzz WHERE id = :a",
  "INSERT INTO fuzz (id, name) VALUES (:a, :b)",
  "UPDATE fuzz SET name = :b WHERE id = :a",
  "DELETE FROM fuzz WHERE id = :a",
  "INSERT INTO fuzz (id, name) VALUES (1, 'x') RETURNING *",
  "SELECT 1; SELECT 2",
  ";;",
  "",
  "-- :a nothing",
  "/* :a",
  "SELECT '",
  "SELECT $$ :a $$, $x$ : $x$",
  "SELECT 'it''s', \"a\", `b`",
  "SELECT repeat('x', 2000000)",
  "SELECT ARRAY[1, NULL, 3], ARRAY[[1], [2]]",
  "SELECT 'infinity'::timestamp",
  "SELECT '(1,2)'::point, '1 day'::interval",
  "SELECT 1.5::numeric, 1e308::float8, 'NaN'::float4, 9007199254740993",
  "SELECT json_object('a', 1)",
  "SELECT '{\"a\": [1, 2.50]}'::jsonb",
  "SELECT now(), current_date, current_time",
  "SELECT 1/0",
  "SELECT * FROM none_such",
  "SELEKT",
  "BEGIN",
  "COMMIT",
  "ROLLBACK",
  "START TRANSACTION",
  "SET search_path = public",
  "SET @x = 1",
  "SET autocommit = 0",
  "CREATE TEMPORARY TABLE left_over (a int)",
  "CREATE TABLE IF NOT EXISTS fuzz (id int PRIMARY KEY, name varchar(50))",
  "DROP TABLE IF EXISTS fuzz",
  "LOCK TABLES fuzz WRITE",
  "LOCK TABLE fuzz",
  "PREPARE p AS SELECT 1",
  "EXECUTE p",
  "DECLARE c CURSOR FOR SELECT 1",
  "COPY fuzz TO STDOUT",
  "COPY fuzz FROM STDIN",
  "LISTEN x",
  "DISCARD ALL",
  "SELECT pg_advisory_lock(1)",
  "SELECT get_lock('x', 0)",
  "SELECT sleep(5)",
  "SELECT pg_sleep(5)",
  "SELECT pg_terminate_backend(pg_backend_pid())",
  "KILL CONNECTION_ID()",
  "USE mysql",
  "EXPLAIN SELECT 1",
  "SHOW TABLES",
  "VACUUM fuzz",
  "SELECT ?",
  "SELECT $1",
  "SELECT a[1:2] FROM fuzz",
  "LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE fuzz",
  "SELECT 1 AS a, 2 AS a",
  "SELECT 'x\u0000y'",
  "SELECT '\ud800'",
];
/** Statements of both families that take what is given. */
const WITH_PARAMETERS = [
  "SELECT :a, :b, :a",
  "SELECT :a",
  "SELECT * FROM fuzz WHERE id = :a",
  "SELECT * FROM fuzz WHERE name = :b LIMIT 3",
  "SELECT coalesce(:a, :b)",
  "SELECT :a + :b",
  "SELECT repeat(:b, 300000)",
  "SELECT * FROM fuzz LIMIT :a",
  "INSERT INTO fuzz (id, name) VALUES (:a, :b)",
  "UPDATE fuzz SET name = :b WHERE id = :a",
  "DELETE FROM fuzz WHERE id = :a",
];
/** Results about and beyond 1 MiB, in one value, many columns or many rows. */
const LARGE = [
  "SELECT repeat('x', 1048569)",
  "SELECT repeat('x', 1048570)",
  "SELECT repeat('x', 1048571)",
  "SELECT repeat('x', 2000000)",
  "SELECT repeat('é', 600000) AS a",
  "SELECT repeat('x', 700000) AS a, repeat('y', 700000) AS b",
  "WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 900) SELECT i, repeat('x', 2000) AS x FROM n",
  "WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 900) SELECT i, repeat('x', 1000) AS x FROM n",
];
const TEXTS = [
  "",
  "x",
  "42",
  "2026-01-31",
  "12:00",
  "it's",
  "\\",
  "☂ 😀",
  "{",
  '{"a":1}',
  "550e8400-e29b-41d4-a716-446655440000",
  "x".repeat(5000),
];
const NUMBERS: readonly string[] = [
  "0",
  "1",
  "-1",
  "7",
  "1.5",
  "2147483648",
  "9007199254740992",
  "1e308",
  "-0",
  "5e-324",
];
/** At and beyond the ends of what a longValue holds, and what is none. */
const LONGS: readonly string[] = [
  ...NUMBERS,
  "9007199254740993",
  "9223372036854775807",
  "-9223372036854775808",
  "9223372036854775808",
  "-9223372036854775809",
  "18446744073709551615",
  "1".repeat(400),
  "1e3",
  "1e19",
  "-1e999",
  "0.0",
];
const HINTS = ["DATE", "TIME", "TIMESTAMP", "DECIMAL", "UUID", "JSON"];
const NONSENSE: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e99,
  "",
  "x",
  [],
  [[]],
  {},
  { a: {} },
  "NaN",
  [null],
  "\ud800",
];

/** An endless supply of requests: most of them well-formed, the others mutated in their members or in their bytes. The same seed gives the same ones. */
export class DataApiRequests {
  readonly #random: () => number;
  readonly #names: FuzzedNames;
  /** Ids that were answered: some of them open, some ended. */
  readonly #transactions: string[] = [];

  constructor(seed: number, names: FuzzedNames) {
    this.#random = seededRandom(seed);
    this.#names = names;
  }

  /** Takes note of a transaction that later requests may name. */
  began(transactionId: string): void {
    this.#transactions.push(transactionId);
    if (this.#transactions.length > 20) this.#transactions.shift();
  }

  next(): FuzzedRequest {
    const path = this.#chance(0.6) ? "/Execute" : this.#usually(PATHS, ["/ExecuteSql"]);
    const input = this.#input(path);
    if (this.#chance(0.1)) this.#spoil(input);
    const text = withDigits(JSON.stringify(input));
    return {
      method: this.#usually(["POST"], ["GET", "PUT", "DELETE"], 0.99),
      path: this.#usually([path], ["/", "/execute", `${path}/`, "/Execute/x", "/%00"], 0.99),
      contentType: this.#usually(["application/json"], ["", "application/x-amz-json-1.1", "text/plain"]),
      body: this.#chance(0.15) ? this.#mutated(text) : text,
    };
  }

  #input(path: string): Record<string, unknown> {
    const { clusters, wrongClusters, secret: rightSecret, wrongSecrets } = this.#names;
    const cluster = this.#usually(clusters, wrongClusters);
    const secret = this.#usually([rightSecret], wrongSecrets, 0.97);
    if (path === "/ExecuteSql")
      return { dbClusterOrInstanceArn: cluster, awsSecretStoreArn: secret, sqlStatements: this.#one(STATEMENTS) };
    const common = { resourceArn: cluster, secretArn: secret };
    const database = this.#usually(["app"], [...TEXTS, "mysql", "postgres"]);
    const transactionId = this.#transactions.length > 0 ? this.#usually(this.#transactions, TEXTS) : this.#one(TEXTS);
    if (path === "/BeginTransaction") return { ...common, database };
    if (path.endsWith("Transaction")) return { ...common, transactionId };
    return {
      ...common,
      database,
      sql: this.#one(this.#chance(0.4) ? WITH_PARAMETERS : this.#chance(0.05) ? LARGE : STATEMENTS),
      ...(this.#chance(0.3) ? { transactionId } : {}),
      ...(this.#chance(0.03) ? { schema: this.#one(TEXTS) } : {}),
      ...(path === "/BatchExecute" ? { parameterSets: this.#list(4, () => this.#parameters()) } : this.#options()),
    };
  }

  #options(): Record<string, unknown> {
    return {
      ...(this.#chance(0.85) ? { parameters: this.#parameters() } : {}),
      ...(this.#chance(0.3) ? { includeResultMetadata: this.#chance(0.5) } : {}),
      ...(this.#chance(0.1) ? { continueAfterTimeout: this.#chance(0.5) } : {}),
      ...(this.#chance(0.2) ? { formatRecordsAs: this.#usually(["JSON", "NONE"], ["XML"]) } : {}),
      ...(this.#chance(0.2)
        ? {
            resultSetOptions: {
              decimalReturnType: this.#usually(["STRING", "DOUBLE_OR_LONG"], ["x"]),
              longReturnType: this.#usually(["LONG", "STRING"], ["x"]),
            },
          }
        : {}),
    };
  }

  /** Those that most statements want, or any. */
  #parameters(): Array<Record<string, unknown>> {
    return this.#chance(0.85)
      ? ["a", "b"].map((name) => this.#parameter(name))
      : this.#list(3, () => this.#parameter(this.#one(["a", "b", "c", "1", "", "a b"])));
  }

  #parameter(name: string): Record<string, unknown> {
    const values: Array<() => Record<string, unknown>> = [
      () => ({ stringValue: this.#usually(TEXTS, ["\u0000", "\ud800"]) }),
      () => ({ longValue: digits(this.#one(["1", "2", "7", "-1", "9223372036854775807"])) }),
      () => ({ doubleValue: digits(this.#one(NUMBERS)) }),
      () => ({ booleanValue: this.#chance(0.5) }),
      () => ({ isNull: true }),
      () => ({ blobValue: this.#one(["", "AAEC/w=="]) }),
    ];
    const wrong: Array<() => Record<string, unknown>> = [
      () => ({ longValue: digits(this.#one(LONGS)) }),
      () => ({ longValue: digits(this.#one(LONGS)) }),
      () => ({ longValue: this.#one(["7", "NaN", true, null]) }),
      () => ({ doubleValue: this.#one([...LONGS.map(digits), "NaN", "-Infinity", "1.5"]) }),
      () => ({ isNull: false }),
      () => ({ blobValue: this.#one(["not base64!", "A", "AAAAA"]) }),
      () => ({ arrayValue: { longValues: [1, null] } }),
      () => ({}),
      () => ({ stringValue: "x", longValue: 1 }),
    ];
    return {
      name,
      value: this.#usually(values, wrong, 0.85)(),
      ...(this.#chance(0.2) ? { typeHint: this.#usually(HINTS, ["NONE", ""]) } : {}),
    };
  }

  /** Puts nonsense in the place of a member, somewhere. */
  #spoil(input: Record<string, unknown>): void {
    const keys = Object.keys(input);
    if (keys.length === 0) return;
    const key = this.#one(keys);
    const value = input[key];
    if (typeof value === "object" && value !== null && !Array.isArray(value) && this.#chance(0.7)) {
      this.#spoil(Object.assign(value));
    } else if (this.#chance(0.3)) delete input[key];
    else input[key] = this.#one(NONSENSE);
  }

  /** The text with a few characters deleted, doubled, exchanged or put in. */
  #mutated(text: string): string {
    let mutated = text;
    for (let times = 1 + Math.floor(this.#random() * 4); times > 0; times -= 1) {
      const at = Math.floor(this.#random() * (mutated.length + 1));
      const to = at + Math.floor(this.#random() * 12);
      const put = this.#one([
        "",
        "",
        '"',
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\\",
        "\\u0000",
        "1e999",
        "null",
        mutated.slice(at, to),
      ]);
      mutated = mutated.slice(0, at) + put + mutated.slice(this.#chance(0.5) ? at : to);
    }
    return mutated;
  }

  #list<T>(most: number, make: () => T): T[] {
    return Array.from({ length: Math.floor(this.#random() * (most + 1)) }, make);
  }

  #chance(of: number): boolean {
    return this.#random() < of;
  }

  /** One of the first, or else one of the others. */
  #usually<T>(right: readonly T[], wrong: readonly T[], chance = 0.95): T {
    return this.#one(this.#chance(chance) ? right : wrong);
  }

  #one<T>(values: readonly T[]): T {
    const value = values[Math.floor(this.#random() * values.length)];
    if (value === undefined) throw new RangeError("nothing to choose from");
    return value;
  }
}
