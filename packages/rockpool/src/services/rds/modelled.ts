import type { ClusterSettings, InstanceSettings } from "./records.js";

type Settings = Partial<ClusterSettings & InstanceSettings>;

interface Modelled {
  /** Names the property once per pool. */
  readonly property: string;
  readonly isAsked: (settings: Settings) => boolean;
  /** What does not happen here, and what happens instead. */
  readonly message: string;
}

/** Settings that are kept and shown by the Describe calls, and have no effect on the database here. */
const MODELLED: readonly Modelled[] = [
  {
    property: "EnableIAMDatabaseAuthentication",
    isAsked: (settings) => settings.EnableIAMDatabaseAuthentication === true,
    message: "logins with IAM tokens are not run yet: log in with a password",
  },
  {
    property: "EnableCloudwatchLogsExports",
    isAsked: (settings) => (settings.EnableCloudwatchLogsExports ?? []).length > 0,
    message: "logs are not exported to CloudWatch Logs: the server writes one log file in the pool's state directory",
  },
  {
    property: "MonitoringInterval",
    isAsked: (settings) => (settings.MonitoringInterval ?? 0) > 0,
    message: "Enhanced Monitoring collects nothing: there are no operating system metrics",
  },
  {
    property: "EnablePerformanceInsights",
    isAsked: (settings) => settings.EnablePerformanceInsights === true,
    message: "Performance Insights collects nothing: use the database's own statistics views",
  },
  {
    property: "DatabaseInsightsMode",
    isAsked: (settings) => settings.DatabaseInsightsMode === "advanced",
    message: "Database Insights collects nothing: use the database's own statistics views",
  },
];

/** The settings of a database that have no effect here, each with the sentence that says so. */
export function modelledSettings(settings: Settings): Array<{ property: string; message: string }> {
  return MODELLED.flatMap(({ property, isAsked, message }) =>
    isAsked(settings) ? [{ property, message: `${property} has no effect here: ${message}` }] : [],
  );
}
