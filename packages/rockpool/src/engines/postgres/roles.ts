import { createHash, createHmac, pbkdf2Sync } from "node:crypto";
import type { Random } from "../../environment.js";

/**
 * What a new RDS server has beyond PostgreSQL's own. `rdsadmin` is the superuser that initdb made.
 * The roles and their memberships are those of "Understanding PostgreSQL roles and permissions" in the RDS user guide.
 */
export function rdsRoles(major: number): string[] {
  const memberOf = ["pg_monitor", "pg_signal_backend", "rds_replication", "rds_password"];
  if (major >= 15) memberOf.push("pg_checkpoint");
  if (major >= 16) memberOf.push("pg_use_reserved_connections", "pg_create_subscription");
  // rds_superuser may hand out rds_iam, but is not meant to be an IAM user itself.
  const adminOnly = major >= 16 ? "WITH ADMIN TRUE, INHERIT FALSE, SET FALSE" : "WITH ADMIN OPTION";
  return [
    "CREATE ROLE rds_superuser NOLOGIN",
    "CREATE ROLE rds_replication NOLOGIN",
    "CREATE ROLE rds_password NOLOGIN",
    "CREATE ROLE rds_iam NOLOGIN",
    ...memberOf.map((role) => `GRANT ${role} TO rds_superuser WITH ADMIN OPTION`),
    `GRANT rds_iam TO rds_superuser ${adminOnly}`,
    // What a superuser could do that these extensions need.
    "GRANT USAGE ON LANGUAGE plpgsql TO rds_superuser WITH GRANT OPTION",
  ];
}

/** The verifier that PostgreSQL stores for a password: the password itself never appears in a statement, and so in no log. */
export function scramVerifier(password: string, random: Random): string {
  const iterations = 4096;
  const salt = Buffer.from(random.bytes(16));
  const salted = pbkdf2Sync(password.normalize("NFKC"), salt, iterations, 32, "sha256");
  const key = (name: string): Buffer => createHmac("sha256", salted).update(name).digest();
  const stored = createHash("sha256").update(key("Client Key")).digest("base64");
  return `SCRAM-SHA-256$${iterations}:${salt.toString("base64")}$${stored}:${key("Server Key").toString("base64")}`;
}

/**
 * Client authentication (pg_hba.conf). On the socket, which only this user can reach, the pool is rdsadmin and its gateway
 * vouches for IAM users; over TCP everyone brings a password, and rdsadmin may not come in.
 */
export const HBA = `# Written by Rockpool
local   all           rdsadmin                    trust
local   replication   rdsadmin                    trust
local   all           +rds_iam                    trust
local   all           all                         scram-sha-256
host    all           rdsadmin   0.0.0.0/0        reject
host    all           all        127.0.0.0/8      scram-sha-256
host    all           all        ::1/128          scram-sha-256
host    replication   +rds_replication 127.0.0.0/8 scram-sha-256
`;
