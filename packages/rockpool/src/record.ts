/** Whether a value from outside, e.g. of `JSON.parse`, is an object with members: no array, not null. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
