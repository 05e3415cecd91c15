import { validationError } from "../template/errors.js";
import { isObject } from "../template/json.js";
import type { Json, JsonObject } from "../contract.js";
import type { ResourceChange } from "./model.js";

interface Statement {
  readonly allows: boolean;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** The statement is about everything but what it lists (`NotAction`, `NotResource`). */
  readonly inverted: { readonly actions: boolean; readonly resources: boolean };
  /** Patterns of `ResourceType` conditions; empty: any type. */
  readonly types: readonly string[];
}

/**
 * Reads a stack policy.
 * @throws AwsError ValidationError
 */
export function readStackPolicy(text: string): Statement[] {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (cause) {
    throw validationError(`Error validating stack policy: Invalid stack policy: ${String(cause)}`);
  }
  const statements: unknown =
    typeof body === "object" && body !== null && "Statement" in body ? body.Statement : undefined;
  const list: readonly unknown[] = Array.isArray(statements) ? statements : [statements];
  return list.map((statement) => {
    if (!isStatement(statement)) throw validationError("Error validating stack policy: Invalid stack policy");
    return readStatement(statement);
  });
}

const isStatement = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function readStatement(statement: JsonObject): Statement {
  const {
    Effect: effect,
    Action: action,
    NotAction: notAction,
    Resource: resource,
    NotResource: notResource,
  } = statement;
  if (effect !== "Allow" && effect !== "Deny") {
    throw validationError("Error validating stack policy: Invalid stack policy: Effect must be Allow or Deny");
  }
  const condition = isObject(statement["Condition"]) ? Object.values(statement["Condition"]) : [];
  return {
    allows: effect === "Allow",
    actions: texts(action ?? notAction),
    resources: texts(resource ?? notResource),
    inverted: { actions: action === undefined, resources: resource === undefined },
    types: condition.flatMap((test) => (isObject(test) ? texts(test["ResourceType"]) : [])),
  };
}

const texts = (value: Json | undefined): string[] =>
  (Array.isArray(value) ? value : [value]).filter((item) => typeof item === "string");

/**
 * Refuses changes that a stack policy denies. As on AWS, what no statement allows is denied once there is a policy.
 * @throws AwsError ValidationError
 */
export function checkStackPolicy(policy: string, changes: readonly ResourceChange[]): void {
  const statements = readStackPolicy(policy);
  const denied = changes.filter((change) => {
    if (change.action === "Add") return false;
    const applying = statements.filter((statement) => applies(statement, change));
    return applying.some(({ allows }) => !allows) || !applying.some(({ allows }) => allows);
  });
  if (denied.length > 0) {
    throw validationError(
      `Action denied by stack policy: Statement does not allow the update of [${denied.map((change) => change.logicalId).join(", ")}]`,
    );
  }
}

function applies(statement: Statement, change: ResourceChange): boolean {
  const action =
    change.action === "Remove" ? "Update:Delete" : change.replacement === "True" ? "Update:Replace" : "Update:Modify";
  const matches = (patterns: readonly string[], text: string): boolean =>
    patterns.some((pattern) => wildcard(pattern, text));
  return (
    matches(statement.actions, action) !== statement.inverted.actions &&
    matches(statement.resources, `LogicalResourceId/${change.logicalId}`) !== statement.inverted.resources &&
    (statement.types.length === 0 || matches(statement.types, change.type))
  );
}

/** Whether a text fits a pattern in which `*` stands for anything. */
function wildcard(pattern: string, text: string): boolean {
  const parts = pattern.split("*").map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/gu, String.raw`\$&`));
  return new RegExp(`^${parts.join(".*")}$`, "u").test(text);
}
