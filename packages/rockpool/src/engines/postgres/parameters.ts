import type { ServerOptions } from "../contract.js";

/** What of a parameter group reaches the server, and what does not. */
export interface AppliedParameters {
  readonly applied: ReadonlyMap<string, string>;
  /** Names that are left out: managed by AWS or by Rockpool, or unknown to this server. */
  readonly ignored: readonly string[];
}

/** Settings that belong to the pool (where the server listens and keeps things) or to the size of an instance class. */
const MANAGED = new Set([
  "listen_addresses",
  "port",
  "unix_socket_directories",
  "unix_socket_permissions",
  "unix_socket_group",
  "data_directory",
  "config_file",
  "hba_file",
  "ident_file",
  "external_pid_file",
  "cluster_name",
  "log_destination",
  "logging_collector",
  "log_directory",
  "log_filename",
  "log_line_prefix",
  "log_rotation_age",
  "log_rotation_size",
  "log_truncate_on_rotation",
  "log_file_mode",
  "ssl",
  "ssl_ca_file",
  "ssl_cert_file",
  "ssl_key_file",
  "ssl_ciphers",
  "fsync",
  "full_page_writes",
  "archive_mode",
  "archive_command",
  "archive_library",
  "archive_timeout",
  "restore_command",
  "primary_conninfo",
  "primary_slot_name",
  "shared_buffers",
  "huge_pages",
  "effective_cache_size",
  "shared_memory_type",
  "dynamic_shared_memory_type",
  "dynamic_library_path",
  "password_encryption",
]);

/** Prefixes of AWS's own settings. */
const AWS_PREFIXES = ["rds.", "apg_", "aurora_", "aurora.", "rdsutils."];

/** Parameter formulas of RDS, such as `{DBInstanceClassMemory/32768}` or `GREATEST(...)`: they size an instance class, not this machine. */
const FORMULA = /[{}]|^\s*(GREATEST|LEAST|SUM|log)\s*\(/i;

/** Sorts the settings of a parameter group. `settings` are those that the server knows, with their contexts. */
export function applyParameters(
  parameters: Readonly<Record<string, string>>,
  settings: ReadonlyMap<string, string>,
  libraries: ReadonlySet<string>,
): AppliedParameters {
  const applied = new Map<string, string>();
  const ignored: string[] = [];
  for (const [given, value] of Object.entries(parameters)) {
    const name = given.toLowerCase();
    if (name === "rds.logical_replication") {
      if (["1", "on", "true"].includes(value)) applied.set("wal_level", "logical");
    } else if (name === "shared_preload_libraries") {
      const names = value.split(",").map((library) => library.trim());
      const present = names.filter((library) => libraries.has(library));
      applied.set(name, present.join(","));
      ignored.push(...names.filter((library) => !libraries.has(library)).map((library) => `${name}=${library}`));
    } else if (MANAGED.has(name) || AWS_PREFIXES.some((prefix) => name.startsWith(prefix)) || FORMULA.test(value)) {
      ignored.push(name);
    } else if (settings.has(name) ? settings.get(name) !== "internal" : libraries.has(name.split(".")[0] ?? "")) {
      applied.set(name, value);
    } else {
      ignored.push(name);
    }
  }
  return { applied, ignored };
}

/** The whole of postgresql.conf: what RDS sets, what a small server on a laptop needs, then the parameter group. */
export function configuration(
  options: ServerOptions,
  socketDirectory: string,
  settings: ReadonlyMap<string, string>,
  applied: ReadonlyMap<string, string>,
): string {
  const own: Record<string, string> = {
    listen_addresses: options.endpoint.host,
    port: String(options.endpoint.port),
    unix_socket_directories: socketDirectory,
    cluster_name: options.id,
    password_encryption: "scram-sha-256",
    log_line_prefix: "%t:%r:%u@%d:[%p]:",
    log_timezone: "UTC",
    // Statements and the values of rows come into the log only where the parameter group asks for them.
    log_min_error_statement: "panic",
    log_error_verbosity: "terse",
    timezone: "UTC",
    shared_preload_libraries: "pg_stat_statements",
    max_connections: "100",
    shared_buffers: "32MB",
    max_wal_size: "256MB",
    wal_level: "replica",
    // A replica that was paused for a while still finds what it missed.
    wal_keep_size: "128MB",
    // Worker processes for reads would cost memory in every server.
    io_method: "sync",
    ...(options.durability === "ephemeral" ? { fsync: "off", full_page_writes: "off" } : {}),
    ...Object.fromEntries(applied),
  };
  const lines = Object.entries(own)
    .filter(([name]) => name.includes(".") || settings.has(name))
    .map(
      ([name, value]) => `${name} = '${value.replaceAll("\\", "\\\\").replaceAll("'", "''").replaceAll("\n", "\\n")}'`,
    );
  return `# Written by Rockpool at every start; change the parameter group instead.\n${lines.join("\n")}\n`;
}
