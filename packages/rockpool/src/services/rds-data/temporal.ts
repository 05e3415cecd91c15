import type { EngineFamily } from "../../engines/contract.js";
import { requestError } from "./errors.js";
import type { Generation } from "./generation.js";
import { HINTS } from "./hints.js";

/** A two- or four-digit number with its range, or a character that must stand there. */
type Part = readonly [digits: number, least: number, most: number] | string;

const DATE: readonly Part[] = [[4, 0, 9999], "-", [2, 1, 12], "-", [2, 1, 31]];
const TIME: readonly Part[] = [[2, 0, 23], ":", [2, 0, 59], ":", [2, 0, 60]];

/** What the service accepts for each hint. Times may have a fraction. */
const FORMATS = {
  DATE: { kind: "Date", parts: DATE, fraction: false, form: "YYYY-MM-DD" },
  TIME: { kind: "Time", parts: TIME, fraction: true, form: "HH:MM:SS[.FFFFFF]" },
  TIMESTAMP: {
    kind: "Timestamp",
    parts: [...DATE, " ", ...TIME],
    fraction: true,
    form: "YYYY-MM-DD HH:MM:SS[.FFFFFF]",
  },
} as const;

/** Checks a parameter that is hinted to be a date or time, as the service does before it asks the database. */
export function checkTemporal(
  hint: string | undefined,
  value: string,
  generation: Generation,
  family: EngineFamily,
): void {
  if (hint !== "DATE" && hint !== "TIME" && hint !== "TIMESTAMP") return;
  const { kind, parts, fraction } = FORMATS[hint];
  const problem = problemOf(value, parts, fraction);
  if (problem !== undefined)
    throw requestError(generation, generation.badTemporal(kind, value, problem), HINTS.temporalFormat[family]);
}

/** What a parser that reads from left to right complains of. */
function problemOf(value: string, parts: readonly Part[], fraction: boolean): string | undefined {
  let at = 0;
  for (const part of parts) {
    const length = typeof part === "string" ? part.length : part[0];
    const text = value.slice(at, at + length);
    const problem = typeof part === "string" ? mismatch(text, part) : misnumber(text, part);
    if (problem !== undefined) return problem;
    at += length;
  }
  if (fraction) at += /^\.\d{1,9}/.exec(value.slice(at))?.[0].length ?? 0;
  if (at < value.length) return value.slice(at) === "." ? "premature end of input" : "trailing input";
  return parts[0] === DATE[0] && !isDay(value) ? "input is out of range" : undefined;
}

function mismatch(text: string, expected: string): string | undefined {
  if (text === expected) return undefined;
  return text === "" ? "premature end of input" : "input contains invalid characters";
}

function misnumber(text: string, [digits, least, most]: readonly [number, number, number]): string | undefined {
  if (!/^\d*$/.test(text)) return "input contains invalid characters";
  if (text.length < digits) return "premature end of input";
  return Number(text) < least || Number(text) > most ? "input is out of range" : undefined;
}

/** Whether the month has the day. */
function isDay(value: string): boolean {
  const [year = 0, month = 0, day = 0] = value.slice(0, 10).split("-").map(Number);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day <= (month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31);
}
