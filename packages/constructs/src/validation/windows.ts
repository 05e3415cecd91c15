import { Token } from "aws-cdk-lib/core";
import type { IConstruct } from "constructs";
import { invalid } from "./invalid";

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const DAY = 24 * 60;
const WEEK = 7 * DAY;
const SHORTEST = 30;
const MAINTENANCE =
  /^(mon|tue|wed|thu|fri|sat|sun):([01]\d|2[0-3]):([0-5]\d)-(mon|tue|wed|thu|fri|sat|sun):([01]\d|2[0-3]):([0-5]\d)$/i;
const BACKUP = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/;

interface Span {
  readonly start: number;
  readonly length: number;
}

/** Ends synthesis when a maintenance window is malformed or shorter than 30 minutes. */
export function checkMaintenanceWindow(scope: IConstruct, window: string | undefined): Span | undefined {
  if (!window || Token.isUnresolved(window)) return undefined;
  const match = MAINTENANCE.exec(window);
  if (!match)
    invalid(
      scope,
      `preferredMaintenanceWindow is "${window}"; it must read ddd:hh24:mi-ddd:hh24:mi, e.g. "Sun:23:45-Mon:00:15"`,
    );
  const [, startDay, startHour, startMinute, endDay, endHour, endMinute] = match;
  const at = (day: string, hour: string, minute: string) =>
    DAYS.indexOf(day.toLowerCase()) * DAY + Number(hour) * 60 + Number(minute);
  return span(
    scope,
    "preferredMaintenanceWindow",
    window,
    at(startDay, startHour, startMinute),
    at(endDay, endHour, endMinute),
    WEEK,
  );
}

/** Ends synthesis when a backup window is malformed or shorter than 30 minutes. */
export function checkBackupWindow(scope: IConstruct, window: string | undefined, name: string): Span | undefined {
  if (!window || Token.isUnresolved(window)) return undefined;
  const match = BACKUP.exec(window);
  if (!match) invalid(scope, `${name} is "${window}"; it must read hh24:mi-hh24:mi, e.g. "01:00-02:00"`);
  const [, startHour, startMinute, endHour, endMinute] = match;
  const at = (hour: string, minute: string) => Number(hour) * 60 + Number(minute);
  return span(scope, name, window, at(startHour, startMinute), at(endHour, endMinute), DAY);
}

/**
 * Checks both windows, and that they do not overlap on any day.
 *
 * @param backupName how the property of the backup window is called
 */
export function checkWindows(
  scope: IConstruct,
  maintenance: string | undefined,
  backup: string | undefined,
  backupName = "backup.preferredWindow",
): void {
  const weekly = checkMaintenanceWindow(scope, maintenance);
  const daily = checkBackupWindow(scope, backup, backupName);
  if (!weekly || !daily) return;
  for (let day = -1; day <= 7; day++) {
    const start = day * DAY + daily.start;
    if (start < weekly.start + weekly.length && weekly.start < start + daily.length) {
      invalid(scope, `${backupName} ${backup} overlaps preferredMaintenanceWindow ${maintenance}; move one of them`);
    }
  }
}

function span(scope: IConstruct, name: string, window: string, start: number, end: number, round: number): Span {
  const length = (end - start + round) % round;
  if (length < SHORTEST)
    invalid(scope, `${name} "${window}" lasts ${length} minutes; it must last ${SHORTEST} minutes or more`);
  return { start, length };
}
