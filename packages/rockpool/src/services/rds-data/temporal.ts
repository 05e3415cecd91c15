import type { Generation } from "./generation.js";
import { requestError } from "./errors.js";

/** What the service accepts for each hint; fractions of up to six digits. */
const FORMATS = {
  DATE: { kind: "Date", pattern: /^\d{4}-\d{2}-\d{2}$/ },
  TIME: { kind: "Time", pattern: /^\d{2}:\d{2}:\d{2}(\.\d{1,6})?$/ },
  TIMESTAMP: { kind: "Timestamp", pattern: /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{1,6})?$/ },
} as const;

/** Checks a parameter that is hinted to be a date or time, as the service does before it asks the database. */
export function checkTemporal(hint: string | undefined, value: string, generation: Generation): void {
  if (hint !== "DATE" && hint !== "TIME" && hint !== "TIMESTAMP") return;
  const { kind, pattern } = FORMATS[hint];
  if (!pattern.test(value)) throw requestError(generation, generation.badTemporal(kind, value));
}
