import { Token } from "aws-cdk-lib/core";
import type { Duration } from "aws-cdk-lib/core";
import type { IConstruct } from "constructs";
import { invalid } from "./invalid";

/** What a number may be. */
export interface Range {
  readonly min: number;
  /** The highest value; none when left out. */
  readonly max?: number;
  readonly unit?: string;
  /** The value must be a multiple of this. */
  readonly step?: number;
}

/** Ends synthesis when a number is out of its range. Tokens pass: their value is known at deploy time only. */
export function checkRange(scope: IConstruct, name: string, value: number | undefined, range: Range): void {
  if (value === undefined || Token.isUnresolved(value)) return;
  const unit = range.unit === undefined ? "" : ` ${range.unit}`;
  const step = range.step === undefined ? "" : ` in steps of ${range.step}`;
  const inSteps = range.step === undefined || Number.isInteger(value / range.step);
  if (value < range.min || (range.max !== undefined && value > range.max) || !inSteps) {
    const allowed =
      range.max === undefined ? `${range.min}${unit} or more` : `from ${range.min} to ${range.max}${unit}`;
    invalid(scope, `${name} is ${value}${unit}; it must be ${allowed}${step}`);
  }
}

/** Checks a time that automated backups are kept. Clusters always have them, instances may be without. */
export function checkRetention(scope: IConstruct, name: string, retention: Duration | undefined, min: 0 | 1): void {
  if (!retention || retention.isUnresolved()) return;
  checkRange(scope, name, retention.toDays({ integral: false }), { min, max: 35, unit: "days", step: 1 });
}

/** Ends synthesis when a value, which is known, is none of those allowed. */
export function checkOneOf<T extends string | number>(
  scope: IConstruct,
  name: string,
  value: T,
  allowed: readonly T[],
): void {
  if (allowed.includes(value)) return;
  invalid(scope, `${name} is ${value}; it must be one of ${allowed.join(", ")}`);
}
