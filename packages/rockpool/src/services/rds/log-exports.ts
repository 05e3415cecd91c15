import type { CloudwatchLogsExportConfiguration } from "@aws-sdk/client-rds";

/** The exported log types after a change of them. */
export function logExports(
  old: readonly string[] | undefined,
  change: CloudwatchLogsExportConfiguration | undefined,
): string[] | undefined {
  if (change === undefined) return old === undefined ? undefined : [...old];
  const types = new Set(old);
  for (const type of change.EnableLogTypes ?? []) types.add(type);
  for (const type of change.DisableLogTypes ?? []) types.delete(type);
  return [...types];
}
