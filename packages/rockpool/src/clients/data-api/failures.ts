import type { ClusterKind } from "./databases.js";

/** The service's exception and message for the same three mistakes on each kind of cluster, as a client must see them. */
interface Failures {
  readonly name: "DatabaseErrorException" | "BadRequestException";
  /** `selekt 1` */
  readonly syntax: string;
  /** `select * from nothing` */
  readonly missing: string;
  /** The second `hake` in a unique column. On PostgreSQL the message names the constraint, on MySQL value and key. */
  readonly duplicate: (constraint: string) => string;
}

const SYNTAX =
  "You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version for the right syntax to use near 'selekt 1' at line 1";
const duplicateKey = (constraint: string): string =>
  `ERROR: duplicate key value violates unique constraint "${constraint}"; SQLState: 23505`;

const MYSQL = {
  syntax: `${SYNTAX}; Error code: 1064; SQLState: 42000`,
  missing: "Table 'shop.nothing' doesn't exist; Error code: 1146; SQLState: 42S02",
  duplicate: (constraint: string) =>
    `Duplicate entry 'hake' for key '${constraint}'; Error code: 1062; SQLState: 23000`,
};

export const FAILURES: Readonly<Record<ClusterKind, Failures>> = {
  postgres: {
    name: "DatabaseErrorException",
    syntax: 'ERROR: syntax error at or near "selekt"; Position: 1; SQLState: 42601',
    missing: 'ERROR: relation "nothing" does not exist; Position: 15; SQLState: 42P01',
    duplicate: duplicateKey,
  },
  mysql: { ...MYSQL, name: "DatabaseErrorException" },
  mysql57: { ...MYSQL, name: "DatabaseErrorException" },
  postgresV1: {
    name: "BadRequestException",
    syntax: 'ERROR: syntax error at or near "selekt"\n  Position: 1; SQLState: 42601',
    missing: 'ERROR: relation "nothing" does not exist\n  Position: 15; SQLState: 42P01',
    duplicate: duplicateKey,
  },
  mysqlV1: { ...MYSQL, name: "BadRequestException" },
};

/** What a piece of work is refused with; an error in itself when it is not. */
export const refusal = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => new Error("it worked"),
    (error: unknown) => error,
  );
