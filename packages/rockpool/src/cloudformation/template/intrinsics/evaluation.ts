import type { Json } from "../../contract.js";
import { templateError } from "../errors.js";
import { isScalar } from "../json.js";
import type { Scope } from "../model.js";

/** What an intrinsic function is given beside its argument. */
export interface Evaluation {
  readonly scope: Scope;
  /** Evaluates the functions within `value`. `undefined`: it was `AWS::NoValue`, the place where it stands disappears. */
  readonly evaluate: (value: Json) => Json | undefined;
}

/** One intrinsic function. Its argument is as the template has it, not yet evaluated. */
export type IntrinsicFunction = (argument: Json, evaluation: Evaluation) => Json | undefined;

/** The text of a scalar, as CloudFormation writes it into other texts. */
export function textOf(value: Json | undefined): string | undefined {
  return isScalar(value) ? String(value) : undefined;
}

/** The text of a scalar; anything else is refused with `Template error: <message>`. */
export function requireText(value: Json | undefined, message: string): string {
  const text = textOf(value);
  if (text === undefined) throw templateError(message);
  return text;
}
