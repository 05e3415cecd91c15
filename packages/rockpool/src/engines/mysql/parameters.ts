import { createHash } from "node:crypto";
import { join } from "node:path";
import type { ServerOptions } from "../contract.js";
import type { Binaries } from "./binaries.js";
import { mysqlVersion } from "./versions.js";

/** Settings that belong to the pool, or to the size of an instance class. */
const MANAGED = new Set([
  "basedir",
  "datadir",
  "socket",
  "port",
  "pid_file",
  "tmpdir",
  "user",
  "bind_address",
  "log_error",
  "general_log_file",
  "slow_query_log_file",
  "log_bin",
  "log_bin_basename",
  "log_output",
  "relay_log",
  "server_id",
  "server_id_bits",
  "secure_file_priv",
  "plugin_dir",
  "lc_messages_dir",
  "character_sets_dir",
  "innodb_data_home_dir",
  "innodb_log_group_home_dir",
  "innodb_buffer_pool_size",
  "innodb_log_file_size",
  "innodb_log_files_in_group",
  "innodb_flush_method",
  "innodb_flush_log_at_trx_commit",
  "sync_binlog",
  "read_only",
  "super_read_only",
  "require_secure_transport",
  "tls_version",
  "ssl_ca",
  "ssl_cert",
  "ssl_key",
  "gtid_mode",
  "gtid-mode",
  "enforce_gtid_consistency",
  "version",
  "performance_schema",
  "skip_name_resolve",
]);
const AWS_PREFIXES = ["rds.", "rds_", "aurora_", "aws_"];
/** Parameter formulas of RDS, e.g. `{DBInstanceClassMemory*3/4}`: they size an instance class, not this machine. */
const FORMULA = /[{}]|^\s*(GREATEST|LEAST|SUM|log)\s*\(/i;

/** MySQL 8's default. */
const SQL_MODE =
  "ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION";

/** Where things are, and what must not change between the template and its clones. */
export function fileOptions(binaries: Binaries, dataDirectory: string): string[] {
  return [
    "--no-defaults",
    `--basedir=${binaries.base}`,
    `--datadir=${dataDirectory}`,
    `--lc-messages-dir=${binaries.share}`,
    `--character-sets-dir=${join(binaries.share, "charsets")}`,
    // Both refuse root unless told so; files stay with whoever runs the pool.
    ...(process.getuid?.() === 0 ? ["--user=root"] : []),
    "--innodb-buffer-pool-size=32M",
    // Half of a small server's memory would be these, for storage engines that hardly anyone uses.
    "--key-buffer-size=1M",
    "--innodb-log-buffer-size=2M",
    ...(binaries.flavour === "mariadb"
      ? ["--innodb-log-file-size=16M", "--innodb-use-native-aio=0", "--aria-pagecache-buffer-size=8M"]
      : ["--innodb-redo-log-capacity=32M"]),
  ];
}

export interface AppliedParameters {
  readonly applied: ReadonlyMap<string, string>;
  readonly ignored: readonly string[];
}

/** Sorts the settings of a parameter group into those for the server and those that are not. */
export function applyParameters(parameters: Readonly<Record<string, string>>): AppliedParameters {
  const applied = new Map<string, string>();
  const ignored: string[] = [];
  for (const [given, value] of Object.entries(parameters)) {
    const name = given.toLowerCase().replaceAll("-", "_");
    const isNamedZone = name === "time_zone" && !/^(SYSTEM|UTC|GMT|Etc\/UTC|[+-]\d\d?:\d\d)$/i.test(value);
    if (
      isNamedZone ||
      MANAGED.has(name) ||
      AWS_PREFIXES.some((prefix) => name.startsWith(prefix)) ||
      FORMULA.test(value)
    )
      ignored.push(name);
    else applied.set(name, value);
  }
  return { applied, ignored };
}

/** The command line of a running server. Where it stands in for MySQL 8, MySQL 8's defaults. */
export function serverOptions(
  options: ServerOptions,
  binaries: Binaries,
  paths: { directory: string; socket: string; pid: string; readOnly: boolean },
  applied: ReadonlyMap<string, string>,
): string[] {
  const { endpoint, engine, engineVersion, durability } = options;
  const durable = durability === "durable";
  const standsIn = binaries.flavour === "mariadb" && engine !== "mariadb";
  const version = standsIn ? mysqlVersion(engine, engineVersion) : undefined;
  const own: Record<string, string> = {
    bind_address: endpoint.host,
    port: String(endpoint.port),
    socket: paths.socket,
    pid_file: paths.pid,
    tmpdir: paths.directory,
    server_id: String(1 + (createHash("sha256").update(options.id).digest().readUInt32BE() % 4_294_967_294)),
    // Relative names: the index of a copied directory must not point into the one that it was copied from.
    log_bin: "binlog",
    relay_log: "relay",
    binlog_format: "ROW",
    // Aurora has no binary log unless asked for one, and so none of its rules for routines.
    log_bin_trust_function_creators: "ON",
    sync_binlog: durable ? "1" : "0",
    // 0 would let the binary log run ahead of the data.
    innodb_flush_log_at_trx_commit: durable ? "1" : "2",
    skip_name_resolve: "ON",
    performance_schema: "OFF",
    default_time_zone: "+00:00",
    character_set_server: "utf8mb4",
    event_scheduler: "ON",
    max_connections: "151",
    // A replica that was killed may see its last change again.
    ...(paths.readOnly ? { read_only: "ON", slave_exec_mode: "IDEMPOTENT" } : {}),
    // The nearest to utf8mb4_0900_ai_ci: accents and case do not count, trailing spaces do.
    ...(standsIn ? { collation_server: "utf8mb4_unicode_520_nopad_ci", sql_mode: SQL_MODE } : {}),
    ...(version === undefined ? {} : { version }),
    ...(binaries.flavour === "mysql"
      ? { mysqlx: "OFF", secure_file_priv: "NULL" }
      : { secure_file_priv: paths.directory }),
    ...mapParameters(applied),
  };
  return Object.entries(own).map(([name, value]) => `--${name.replaceAll("_", "-")}=${value}`);
}

/** A parameter that this server does not know is a warning to it, not an end: `--loose-`. The last of two settings counts. */
function mapParameters(applied: ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries(
    [...applied].map(([name, value]) => [
      `loose_${name === "time_zone" ? "default_time_zone" : name}`,
      name === "time_zone" ? timeZone(value) : value,
    ]),
  );
}

/** Named zones need tables that only a full installation brings; UTC has a form that does not. */
function timeZone(value: string): string {
  return /^(UTC|GMT|Etc\/UTC)$/i.test(value) ? "+00:00" : value;
}
