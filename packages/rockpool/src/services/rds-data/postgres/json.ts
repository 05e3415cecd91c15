import { internalFailure } from "../errors.js";
import { HINTS } from "../hints.js";

/**
 * JSON as the second generation gives it: read into a tree and written anew, without blanks, with sorted keys, the last
 * of equal keys, and every number that is no 64-bit integer as a double. What such a tree cannot hold has no answer.
 */
export function reserialisedJson(text: string): string {
  return new Reader(text).value(0);
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/g;
/** How deep arrays and objects may lie in each other. */
const DEPTH = 127;

class Reader {
  readonly #tokens: readonly string[];
  #next = 0;

  constructor(text: string) {
    this.#tokens = text.match(TOKEN) ?? [];
  }

  /** The canonical text of the value that begins here. */
  value(depth: number): string {
    const token = this.#take();
    if (depth > DEPTH) throw internalFailure(HINTS.jsonDecoding.postgres);
    if (token === "{") return this.#object(depth);
    if (token === "[") return this.#array(depth);
    if (token.startsWith('"')) return jsonString(token);
    return /^[-\d]/.test(token) ? jsonNumber(token) : token;
  }

  #object(depth: number): string {
    const members = new Map<string, string>();
    while (this.#more("}")) {
      const key = jsonString(this.#take());
      this.#take();
      members.set(key, this.value(depth + 1));
    }
    const sorted = [...members].toSorted(([a], [b]) => Buffer.compare(Buffer.from(parsed(a)), Buffer.from(parsed(b))));
    return `{${sorted.map(([key, value]) => `${key}:${value}`).join(",")}}`;
  }

  #array(depth: number): string {
    const elements: string[] = [];
    while (this.#more("]")) elements.push(this.value(depth + 1));
    return `[${elements.join(",")}]`;
  }

  /** Passes a comma; false behind the end of the array or object. */
  #more(end: string): boolean {
    if (this.#tokens[this.#next] === ",") this.#next += 1;
    if (this.#tokens[this.#next] !== end) return this.#next < this.#tokens.length;
    this.#next += 1;
    return false;
  }

  #take(): string {
    const token = this.#tokens[this.#next] ?? "";
    this.#next += 1;
    return token;
  }
}

const parsed = (literal: string): string => String(JSON.parse(literal));

/** Escapes only where they must be. Half a surrogate pair, which a json column takes, is no text. */
function jsonString(literal: string): string {
  const text = parsed(literal);
  if (!text.isWellFormed()) throw internalFailure(HINTS.jsonDecoding.postgres);
  return JSON.stringify(text);
}

const SMALLEST = -(2n ** 63n);
const LARGEST = 2n ** 64n - 1n;

function jsonNumber(literal: string): string {
  if (/^-?\d+$/.test(literal) && literal !== "-0") {
    const integer = BigInt(literal);
    if (integer >= SMALLEST && integer <= LARGEST) return literal;
  }
  const value = Number(literal);
  if (!Number.isFinite(value)) throw internalFailure(HINTS.jsonDecoding.postgres);
  return shortestDouble(value);
}

/** The shortest text that reads as the same double: `2.5`, `100.0`, `1e16`, `1.5e-7`. */
export function shortestDouble(value: number): string {
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const [mantissa = "0", power = "0"] = Math.abs(value).toExponential().split("e");
  const digits = mantissa.replace(".", "");
  // Where the decimal point stands, counted from the first digit.
  const point = Number(power) + 1;
  if (value === 0) return `${sign}0.0`;
  if (point > 16 || point <= -5) return `${sign}${mantissa}e${Number(power)}`;
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  const whole = digits.slice(0, point).padEnd(point, "0");
  return `${sign}${whole}.${digits.slice(point) || "0"}`;
}
