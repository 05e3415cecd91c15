import { DIFFERENCES } from "../../../engines/mysql/differences.js";
import { EXTENSIONS } from "../../../engines/mysql/extensions.js";
import type { Field } from "../fields.js";
import { GENERATIONS, type Generation } from "../generation.js";
import { HINTS, type Hint } from "../hints.js";
import { type ErrorRow, MYSQL_ERRORS, POSTGRES_ERRORS } from "./errors.js";
import { GENERATION_NOTES } from "./generation-notes.js";
import { MYSQL_TYPES } from "./mysql.js";
import { OPEN_POINTS } from "./open-points.js";
import { PARAMETERS } from "./parameters.js";
import { POSTGRES_TYPES } from "./postgres.js";
import type { Refused, TypeRow } from "./row.js";

const INTRODUCTION = `# The Data API

What Rockpool answers where AWS's RDS Data API would, type by type, and where each expectation comes from.

This page is made of the tables that the tests run over (\`packages/rockpool/src/services/rds-data/table/\`); a test fails
when it is stale. To make it anew: \`npx vitest run --project unit packages/rockpool/src/services/rds-data/table -u\`.

| mark | source |
| --- | --- |
| A | documentation or service model of AWS |
| M | measured on the live service by a third party |
| T | asserted by a client's test suite that runs against Aurora |
| R | reported in an issue about the live service |
| L | measured locally: JDBC drivers, SDKs on the wire |
| I | inferred from the others |
| chosen | no source: see [Open points](#open-points) |

Where [MariaDB stands in for MySQL](#mysql-on-mariadb), JSON is text with a mark, so JSON values come as they were
written, where MySQL would print them anew.`;

const VALUES = `A value is given as a parameter of the column's type (with its type hint, or with the cast that stands
beside it), inserted, and selected again: once on a cluster of each generation. A blank cell of v1 is the same as v2. The
metadata are those of \`SELECT column FROM table\`; \`name\` and \`label\` are the column's, \`schemaName\` is empty.`;

const MARIADB = `MariaDB stands in for MySQL where no MySQL server is at hand (\`rockpool doctor\` says which runs). It calls itself
by the MySQL version that was asked for, and keeps MySQL 8's defaults, but has not all of it. Set \`ROCKPOOL_MYSQLD\` to the
path of a real \`mysqld\` and the pool runs that one instead. What Aurora adds, such as \`AURORA_VERSION()\`, neither has.`;

const EXTENSIONS_OF_MARIADB = `The other way round, SQL that is MariaDB's own passes where it stands in, and fails on Aurora MySQL.
Nothing here refuses it:`;

const SESSIONS = `A call without a transaction finds a session as new and leaves nothing on it: temporary tables, variables,
\`SET\`, \`USE\`, locks and \`LAST_INSERT_ID()\` end with the call, as does a transaction that the SQL text itself began. In
a transaction of the API they last until it ends. A BatchExecuteStatement without parameter sets runs nothing; with one empty
set, \`[[]]\`, it runs once.`;

const PARAMETERS_TEXT = `The type that PostgreSQL sees of a parameter. A text where another type is wanted fails there, so it fails here. MySQL
takes every value by its own type and converts it. A \`?\` outside quotes is no way to write one: on PostgreSQL v2 sends
it as it is, so that jsonb's operator works; v1 takes it for a parameter without a value, and \`??\` for the operator, as
JDBC does. MySQL takes it for a parameter without a value on both.`;

/** docs/data-api.md. */
export function page(): string {
  return `${[
    INTRODUCTION,
    "## PostgreSQL",
    VALUES,
    typeTable(POSTGRES_TYPES),
    "## MySQL",
    typeTable(MYSQL_TYPES),
    "## MySQL on MariaDB",
    MARIADB,
    table(
      ["missing", "in MySQL since", "in MariaDB since", "what works on both"],
      DIFFERENCES.map(({ what, mysql, mariadb, instead }) => [code(what), mysql, mariadb ?? "", instead]),
    ),
    EXTENSIONS_OF_MARIADB,
    table(
      ["MariaDB's own", "in MariaDB since", "what works on both"],
      EXTENSIONS.map(({ what, mariadb, instead }) => [code(what), mariadb, instead]),
    ),
    "## Parameters",
    PARAMETERS_TEXT,
    table(
      ["given", "v2", "v1", "source"],
      PARAMETERS.map(({ given, hint, v2, v1, source }) => [
        code(shown(given)) + (hint === undefined ? "" : ` ${hint}`),
        code(v2),
        v1 === undefined ? "" : code(v1),
        source,
      ]),
    ),
    "## Errors of the database",
    "On PostgreSQL AWS leaves the detail out, which shows values of rows.",
    errorTable(POSTGRES_ERRORS),
    "On MySQL both generations say the same. From MySQL 8.0.19 on a key's name has its table's in front of it ([above](#mysql-on-mariadb)).",
    errorTable(MYSQL_ERRORS),
    "## Sessions",
    SESSIONS,
    "## Two generations",
    "A cluster with `EngineMode: serverless` speaks the first generation, every other the second.",
    generationTable(),
    "## Refusals",
    "What the service itself refuses, and what a database's error does not say by itself, writes a line to the pool's log (`.rockpool/pool.log`, or what `rockpool start --foreground` prints) that says what to do instead, of the kinds below; a missing table or a violated constraint has the database's own words and no line. It holds neither statements nor values. So do requests that come to no operation (a bad signature, no permission, a body that cannot be read or is too long). There are up to 20 lines a second of either kind, so that a client in a loop does not fill the disk, and then the number of the others; `rockpool start --log-statements` shows all.",
    table(
      ["refused", "on", "what to do"],
      Object.entries(HINTS).flatMap(([name, hint]: [string, Hint]) => hintRows(name, hint)),
    ),
    "## Open points",
    "What no source tells. Each choice stands in one place, under `packages/rockpool/src/services/rds-data/`.",
    table(
      ["point", "chosen", "because", "in"],
      OPEN_POINTS.map(({ point, choice, why, home }) => [point, choice, why, code(home)]),
    ),
  ].join("\n\n")}\n`;
}

function typeTable(types: readonly TypeRow[]): string {
  const heads = [
    "type",
    "given",
    "v2",
    "v1",
    "source",
    "typeName",
    "JDBC type",
    "precision, scale",
    "signed, case-sensitive",
  ];
  return table(
    heads,
    types.flatMap(({ type, described, values }) =>
      values.map(({ given, hint, as, v2, v1, unprepared, source }, index) => {
        const [typeName, jdbc, precision, scale, signed, sensitive] = described;
        const way = hint === undefined ? (as === undefined ? "" : ` as ${code(as)}`) : ` ${hint}`;
        return [
          index === 0 ? code(type) : "",
          code(shown(given)) + way,
          code(shown(v2)) +
            (unprepared === undefined ? "" : `, without a parameter in the SELECT ${code(shown(unprepared))}`),
          v1 === undefined ? "" : code(shown(v1)),
          source,
          ...(index === 0
            ? [code(typeName), String(jdbc), `${precision}, ${scale}`, `${yes(signed)}, ${yes(sensitive)}`]
            : ["", "", "", ""]),
        ];
      }),
    ),
  );
}

function errorTable(rows: readonly ErrorRow[]): string {
  const oneLine = (message: string): string => code(message.replaceAll("\n", String.raw`\n`));
  return table(
    ["statement", "v2", "v1", "source"],
    rows.map(({ sql, v2, v1, source }) => [code(sql), oneLine(v2), v1 === v2 ? "" : oneLine(v1), source]),
  );
}

function generationTable(): string {
  return table(
    ["difference", "v1", "", "v2", ""],
    keysOf(GENERATION_NOTES).map((key) => {
      const note = GENERATION_NOTES[key];
      return [note.about, side(GENERATIONS.v1, key), note.v1, side(GENERATIONS.v2, key), note.v2];
    }),
  );
}

const FAMILIES = [
  ["PostgreSQL", "postgres"],
  ["MySQL", "mysql"],
] as const;

function hintRows(name: string, hint: Hint): string[][] {
  if (typeof hint === "string") return [[name, "", hint]];
  return FAMILIES.flatMap(([title, family]) => {
    const text = hint[family];
    return text === undefined ? [] : [[name, title, text]];
  });
}

function keysOf<Key extends string>(record: Readonly<Record<Key, unknown>>): Key[] {
  const isKey = (key: string): key is Key => key in record;
  return Object.keys(record).filter(isKey);
}

function side(generation: Generation, key: keyof Generation): string {
  const value = generation[key];
  if (typeof value === "function") return code(value("Time", "09:00", "premature end of input"));
  if (typeof value === "object") {
    const parts = Object.entries(value).map(([name, part]) => `${name}: ${part}`);
    return code(parts.join(", "));
  }
  return value === undefined ? "unlimited" : code(key === "errorSeparator" ? JSON.stringify(value) : String(value));
}

/** A value as the page and the names of tests have it. */
export function shown(value: Field | Refused): string {
  if ("unsupported" in value) return `unsupported: ${value.unsupported}`;
  if ("refused" in value) return `fails: ${value.refused}`;
  const [member = "", content] = Object.entries(value)[0] ?? [];
  return `${member} ${content instanceof Uint8Array ? `0x${Buffer.from(content).toString("hex")}` : json(content)}`;
}

function json(content: unknown): string {
  if (typeof content === "number" || typeof content === "bigint") return String(content);
  return JSON.stringify(content, (_key, inner: unknown) =>
    typeof inner === "bigint" || (typeof inner === "number" && !Number.isFinite(inner)) ? String(inner) : inner,
  );
}

const yes = (value: boolean): string => (value ? "yes" : "no");

/** Inline code, also when it holds backticks, and safe in a table. */
const code = (content: string): string => (content.includes("`") ? `\`\` ${content} \`\`` : `\`${content}\``);

function table(heads: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", String.raw`\|`)).join(" | ")} |`;
  return [line(heads), line(heads.map(() => "---")), ...rows.map(line)].join("\n");
}
