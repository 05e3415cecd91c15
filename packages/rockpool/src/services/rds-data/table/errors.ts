import type { Given, Mark } from "./row.js";

/** An error of the database, in the words of both generations. */
export interface ErrorRow {
  readonly sql: string;
  /** The values of `:a`, `:b` ... */
  readonly given?: readonly Given[];
  readonly v2: string;
  readonly v1: string;
  readonly source: Mark;
}

export const ERROR_SETUP: readonly string[] = [
  "CREATE TABLE users (id int PRIMARY KEY, email varchar(20) UNIQUE, name varchar(20) NOT NULL)",
  "CREATE TABLE orders (user_id int, CONSTRAINT of_user FOREIGN KEY (user_id) REFERENCES users (id))",
  "INSERT INTO users VALUES (1, 'a', 'A')",
  "INSERT INTO orders VALUES (1)",
];

const HINT = "No operator matches the given name and argument types. You might need to add explicit type casts.";

export const POSTGRES_ERRORS: readonly ErrorRow[] = [
  {
    sql: "SELECT * FROM no_such_table_xyz",
    v2: 'ERROR: relation "no_such_table_xyz" does not exist; Position: 15; SQLState: 42P01',
    v1: 'ERROR: relation "no_such_table_xyz" does not exist\n  Position: 15; SQLState: 42P01',
    source: "M",
  },
  {
    sql: "SELEKT 1",
    v2: 'ERROR: syntax error at or near "SELEKT"; Position: 1; SQLState: 42601',
    v1: 'ERROR: syntax error at or near "SELEKT"\n  Position: 1; SQLState: 42601',
    source: "M",
  },
  {
    // Positions count in what the server sees: `$1` for the name.
    sql: "SELECT :a AS one, * FROM users WHERE id = :b",
    given: [{ longValue: 1 }, { stringValue: "1" }],
    v2: `ERROR: operator does not exist: integer = text; Hint: ${HINT}; Position: 41; SQLState: 42883`,
    v1: `ERROR: operator does not exist: integer = character varying\n  Hint: ${HINT}\n  Position: 41; SQLState: 42883`,
    source: "M",
  },
  {
    sql: "INSERT INTO users VALUES (2, 'a', 'B')",
    v2: 'ERROR: duplicate key value violates unique constraint "users_email_key"; SQLState: 23505',
    v1: 'ERROR: duplicate key value violates unique constraint "users_email_key"; SQLState: 23505',
    source: "M",
  },
  {
    sql: "INSERT INTO users VALUES (3, 'c', NULL)",
    v2: 'ERROR: null value in column "name" of relation "users" violates not-null constraint; SQLState: 23502',
    v1: 'ERROR: null value in column "name" of relation "users" violates not-null constraint; SQLState: 23502',
    source: "M",
  },
  {
    sql: "DELETE FROM users",
    v2: 'ERROR: update or delete on table "users" violates foreign key constraint "of_user" on table "orders"; SQLState: 23503',
    v1: 'ERROR: update or delete on table "users" violates foreign key constraint "of_user" on table "orders"; SQLState: 23503',
    source: "M",
  },
  {
    sql: "SELECT $1",
    v2: 'ERROR: bind message supplies 0 parameters, but prepared statement "" requires 1; SQLState: 08P01',
    v1: 'ERROR: bind message supplies 0 parameters, but prepared statement "" requires 1; SQLState: 08P01',
    source: "M",
  },
  {
    sql: "SELECT 1/0",
    v2: "ERROR: division by zero; SQLState: 22012",
    v1: "ERROR: division by zero; SQLState: 22012",
    source: "I",
  },
];

/** Both generations say the same since 2021. */
const mysql = (sql: string, message: string, source: Mark): ErrorRow => ({ sql, v2: message, v1: message, source });

export const MYSQL_ERRORS: readonly ErrorRow[] = [
  mysql(
    "SELECT * FROM no_such_table_xyz",
    "Table 'app.no_such_table_xyz' doesn't exist; Error code: 1146; SQLState: 42S02",
    "T",
  ),
  mysql(
    "SELEKT 1",
    "You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version for the right syntax to use near 'SELEKT 1' at line 1; Error code: 1064; SQLState: 42000",
    "T",
  ),
  mysql(
    "INSERT INTO users VALUES (2, 'a', 'B')",
    "Duplicate entry 'a' for key 'email'; Error code: 1062; SQLState: 23000",
    "T",
  ),
  mysql(
    "INSERT INTO users VALUES (3, 'c', NULL)",
    "Column 'name' cannot be null; Error code: 1048; SQLState: 23000",
    "T",
  ),
  mysql(
    "DELETE FROM users",
    "Cannot delete or update a parent row: a foreign key constraint fails (`app`.`orders`, CONSTRAINT `of_user` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`)); Error code: 1451; SQLState: 23000",
    "T",
  ),
];
