import { createHash } from "node:crypto";
import type { Binaries } from "./binaries.js";
import { literal } from "./client.js";

/**
 * What the master user of RDS for MySQL may do ("Master user account privileges" in the RDS user guide): neither SUPER nor FILE nor SHUTDOWN.
 */
const MASTER_PRIVILEGES = [
  "SELECT",
  "INSERT",
  "UPDATE",
  "DELETE",
  "CREATE",
  "DROP",
  "RELOAD",
  "PROCESS",
  "REFERENCES",
  "INDEX",
  "ALTER",
  "SHOW DATABASES",
  "CREATE TEMPORARY TABLES",
  "LOCK TABLES",
  "EXECUTE",
  "REPLICATION SLAVE",
  "REPLICATION CLIENT",
  "CREATE VIEW",
  "SHOW VIEW",
  "CREATE ROUTINE",
  "ALTER ROUTINE",
  "CREATE USER",
  "EVENT",
  "TRIGGER",
];
/** MariaDB split SUPER up; these are the parts that RDS for MariaDB grants. */
const MARIADB_PRIVILEGES = ["BINLOG MONITOR", "SLAVE MONITOR", "SET USER", "CONNECTION ADMIN", "DELETE HISTORY"];

/** Creates the account or gives it a new password. */
export function masterStatements(user: string, password: string, { flavour }: Binaries): string[] {
  const account = `${literal(user)}@'%'`;
  const privileges = flavour === "mariadb" ? [...MASTER_PRIVILEGES, ...MARIADB_PRIVILEGES] : MASTER_PRIVILEGES;
  return [
    `CREATE USER IF NOT EXISTS ${account} ${identified(password, flavour)}`,
    `ALTER USER ${account} ${identified(password, flavour)}`,
    `GRANT ${privileges.join(", ")} ON *.* TO ${account} WITH GRANT OPTION`,
  ];
}

export function passwordStatement(user: string, password: string, { flavour }: Binaries): string {
  return `ALTER USER ${literal(user)}@'%' ${identified(password, flavour)}`;
}

/** On MariaDB the hash that it stores, so that the password appears in no log; MySQL's own hash has no such form, but it masks its logs. */
function identified(password: string, flavour: Binaries["flavour"]): string {
  if (flavour === "mysql") return `IDENTIFIED BY ${literal(password)}`;
  const sha1 = (data: string | Buffer): Buffer => createHash("sha1").update(data).digest();
  return `IDENTIFIED BY PASSWORD '*${sha1(sha1(password)).toString("hex").toUpperCase()}'`;
}
