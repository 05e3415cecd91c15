import { matchesGlob } from "./glob.js";
import { resolveVariables } from "./variables.js";

/**
 * What is known about a request, by condition key (any case). An empty list says that the request does not have the key;
 * a key that is not in here at all is unknown.
 */
export type ConditionContext = Readonly<Record<string, string | readonly string[]>>;

/** `unknown`: it cannot be evaluated, because of an operator or a key that is not known here. */
export type Verdict = boolean | "unknown";

interface Operator {
  readonly matches: (expected: string, actual: string) => boolean;
  /** The operator holds when no expected value matches. */
  readonly negated?: true;
}

const string = (compare: (a: string, b: string) => boolean, negated?: true): Operator => ({
  matches: compare,
  negated,
});
const number = (compare: (actual: number, expected: number) => boolean, negated?: true): Operator => ({
  matches: (expected, actual) => compare(Number(actual), Number(expected)),
  negated,
});
const date = (compare: (actual: number, expected: number) => boolean, negated?: true): Operator => ({
  matches: (expected, actual) => compare(instant(actual), instant(expected)),
  negated,
});
const equal = (a: unknown, b: unknown): boolean => a === b;
const sameText = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

// "IAM JSON policy elements: Condition operators" in the IAM user guide.
const OPERATORS: Readonly<Record<string, Operator>> = {
  StringEquals: string(equal),
  StringNotEquals: string(equal, true),
  StringEqualsIgnoreCase: string(sameText),
  StringNotEqualsIgnoreCase: string(sameText, true),
  StringLike: string(matchesGlob),
  StringNotLike: string(matchesGlob, true),
  ArnEquals: string(matchesArn),
  ArnLike: string(matchesArn),
  ArnNotEquals: string(matchesArn, true),
  ArnNotLike: string(matchesArn, true),
  Bool: string(sameText),
  BinaryEquals: string(equal),
  NumericEquals: number(equal),
  NumericNotEquals: number(equal, true),
  NumericLessThan: number((a, b) => a < b),
  NumericLessThanEquals: number((a, b) => a <= b),
  NumericGreaterThan: number((a, b) => a > b),
  NumericGreaterThanEquals: number((a, b) => a >= b),
  DateEquals: date(equal),
  DateNotEquals: date(equal, true),
  DateLessThan: date((a, b) => a < b),
  DateLessThanEquals: date((a, b) => a <= b),
  DateGreaterThan: date((a, b) => a > b),
  DateGreaterThanEquals: date((a, b) => a >= b),
  IpAddress: string(inNetwork),
  NotIpAddress: string(inNetwork, true),
};

/** Evaluates a statement's `Condition` block: all of its operators and keys must hold. */
export function evaluateConditions(conditions: unknown, context: ConditionContext): Verdict {
  if (conditions === undefined) return true;
  if (typeof conditions !== "object" || conditions === null) return "unknown";
  const known = new Map(
    Object.entries(context).map(([key, value]) => [key.toLowerCase(), typeof value === "string" ? [value] : value]),
  );
  let verdict: Verdict = true;
  for (const [operator, keys] of Object.entries(conditions)) {
    if (typeof keys !== "object" || keys === null) return "unknown";
    for (const [key, expected] of Object.entries(keys)) {
      const one = evaluate(operator, known.get(key.toLowerCase()), texts(expected), context);
      if (one === false) return false;
      if (one === "unknown") verdict = "unknown";
    }
  }
  return verdict;
}

function evaluate(
  name: string,
  actual: readonly string[] | undefined,
  expected: readonly string[],
  context: ConditionContext,
): Verdict {
  const [, quantifier, base = "", ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(name) ?? [];
  const present = actual !== undefined && actual.length > 0;
  if (base === "Null") return expected.some((value) => sameText(value, String(!present)));
  const operator = OPERATORS[base];
  if (operator === undefined) return "unknown";
  if (!present) {
    if (ifExists !== undefined || quantifier === "ForAllValues") return true;
    if (actual === undefined) return "unknown";
    return quantifier === undefined && operator.negated === true;
  }
  const wanted = expected.map((value) => resolveVariables(value, context)).filter((value) => value !== undefined);
  if (wanted.length < expected.length) return "unknown";
  const holds = (value: string): boolean =>
    wanted.some((pattern) => operator.matches(pattern, value)) !== (operator.negated ?? false);
  if (quantifier === "ForAnyValue") return actual.some(holds);
  return actual.every(holds);
}

function texts(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).map((item: unknown) =>
    typeof item === "string" ? item : JSON.stringify(item),
  );
}

function matchesArn(expected: string, actual: string): boolean {
  const [patterns, parts] = [arnParts(expected), arnParts(actual)];
  return (
    parts.length === patterns.length && patterns.every((pattern, index) => matchesGlob(pattern, parts[index] ?? ""))
  );
}

// Six parts; the last one may hold colons of its own.
function arnParts(arn: string): string[] {
  const parts = arn.split(":");
  return [...parts.slice(0, 5), parts.slice(5).join(":")];
}

function instant(text: string): number {
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text);
}

function inNetwork(network: string, address: string): boolean {
  const [base = "", bits = "32"] = network.split("/");
  const [left, right] = [ipv4(base), ipv4(address)];
  if (left === undefined || right === undefined) return base === address;
  const size = 2 ** (32 - Number(bits));
  return Math.floor(left / size) === Math.floor(right / size);
}

function ipv4(text: string): number | undefined {
  const parts = text.split(".").map(Number);
  if (parts.length !== 4 || parts.some((part) => !Number.isInteger(part) || part < 0 || part > 255)) return undefined;
  return parts.reduce((sum, part) => sum * 256 + part, 0);
}
