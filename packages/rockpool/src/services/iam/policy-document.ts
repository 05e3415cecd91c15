import { AwsError } from "../../errors.js";

/** One value or several, as policies allow it almost everywhere. */
export type OneOrMany = string | readonly string[];

/** A statement in the policy language, with AWS's member names. */
export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: "*" | Readonly<Record<string, OneOrMany>>;
  readonly NotPrincipal?: "*" | Readonly<Record<string, OneOrMany>>;
  readonly Action?: OneOrMany;
  readonly NotAction?: OneOrMany;
  readonly Resource?: OneOrMany;
  readonly NotResource?: OneOrMany;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, OneOrMany>>>>;
}

/** A policy whose shape has been checked; `Statement` is always a list. */
export interface PolicyDocument {
  readonly Version: string;
  readonly Id?: string;
  readonly Statement: readonly PolicyStatement[];
}

/** What a policy hangs on: that decides whether it must name resources, principals (`trust`), or both (`resource`). */
export type PolicyKind = "identity" | "trust" | "resource";

const VERSIONS = ["2008-10-17", "2012-10-17"];
const DOCUMENT_MEMBERS = ["Version", "Id", "Statement"];
const STATEMENT_MEMBERS = [
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
];
const PRINCIPAL_TYPES = ["AWS", "Service", "Federated", "CanonicalUser"];
const ACTION = /^(\*|[a-zA-Z0-9-]+:[a-zA-Z0-9*?]+)$/;

/**
 * Reads a policy and checks its grammar.
 * Throws `MalformedPolicyDocumentException` in the wording of IAM.
 */
export function parsePolicy(text: string, kind: PolicyKind): PolicyDocument {
  const document = readJson(text);
  if (!isObject(document)) throw malformed("Syntax errors in policy.");
  refuseUnknown(document, DOCUMENT_MEMBERS);
  const version = document["Version"] ?? "2008-10-17";
  if (typeof version !== "string" || !VERSIONS.includes(version)) throw malformed("Syntax errors in policy.");
  const statements = document["Statement"];
  const list = Array.isArray(statements) ? statements : [statements];
  if (list.length === 0) throw malformed("Syntax errors in policy.");
  const parsed = list.map((statement) => parseStatement(statement, kind));
  const sids = parsed.flatMap((statement) => statement.Sid ?? []);
  if (new Set(sids).size !== sids.length) throw malformed("Statement IDs (SID) in a single policy must be unique.");
  const id = document["Id"];
  return { Version: version, ...(typeof id === "string" ? { Id: id } : {}), Statement: parsed };
}

/** The values of a member that may be one text or a list. */
export function many(value: OneOrMany | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === "string" ? [value] : value;
}

function parseStatement(value: unknown, kind: PolicyKind): PolicyStatement {
  if (!isObject(value)) throw malformed("Syntax errors in policy.");
  refuseUnknown(value, STATEMENT_MEMBERS);
  const effect = value["Effect"];
  if (effect === undefined) throw malformed("Missing required field Effect");
  if (effect !== "Allow" && effect !== "Deny") throw malformed(`Invalid effect: ${JSON.stringify(effect)}`);
  const sid = value["Sid"];
  const statement: PolicyStatement = {
    ...(typeof sid === "string" && sid !== "" ? { Sid: sid } : {}),
    Effect: effect,
    ...optional("Principal", principal(value["Principal"])),
    ...optional("NotPrincipal", principal(value["NotPrincipal"])),
    ...optional("Action", texts(value["Action"])),
    ...optional("NotAction", texts(value["NotAction"])),
    ...optional("Resource", texts(value["Resource"])),
    ...optional("NotResource", texts(value["NotResource"])),
    ...optional("Condition", conditions(value["Condition"])),
  };
  checkActions(statement);
  if (kind === "identity" && (statement.Principal !== undefined || statement.NotPrincipal !== undefined)) {
    throw malformed("Policy document should not specify a principal.");
  }
  if (kind !== "identity" && statement.Principal === undefined && statement.NotPrincipal === undefined) {
    throw malformed("Missing required field Principal");
  }
  if (kind === "trust") checkTrust(statement);
  else checkResources(statement);
  return statement;
}

function checkActions({ Action, NotAction }: PolicyStatement): void {
  const actions = [...many(Action), ...many(NotAction)];
  if (actions.length === 0) throw malformed("Policy statement must contain actions.");
  for (const action of actions) {
    if (action !== "*" && !action.includes(":")) {
      throw malformed("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
    }
    if (!ACTION.test(action)) throw malformed(`The following action is not valid: ${action}`);
  }
}

function checkTrust(statement: PolicyStatement): void {
  if (statement.Resource !== undefined) throw malformed("Has prohibited field Resource");
  if (statement.NotResource !== undefined) throw malformed("Has prohibited field NotResource");
  if (many(statement.Action).some((action) => !/^(\*|sts:.*)$/i.test(action))) {
    throw malformed("AssumeRole policy may only specify STS AssumeRole actions.");
  }
}

function checkResources(statement: PolicyStatement): void {
  const resources = [...many(statement.Resource), ...many(statement.NotResource)];
  if (resources.length === 0) throw malformed("Policy statement must contain resources.");
  for (const resource of resources) {
    if (resource === "*") continue;
    const parts = resource.split(":");
    if (parts.length < 6 || parts[0] !== "arn") throw malformed(`Resource ${resource} must be in ARN format or "*".`);
    if (!/^(aws|aws-cn|aws-us-gov|\*)$/.test(parts[1] ?? "")) {
      throw malformed(`Partition "${parts[1]}" is not valid for resource "${resource}".`);
    }
  }
}

function principal(value: unknown): PolicyStatement["Principal"] {
  if (value === undefined || value === "*") return value;
  if (!isObject(value)) throw malformed("Syntax errors in policy.");
  const entries = Object.entries(value).map(([type, names]) => {
    if (!PRINCIPAL_TYPES.includes(type)) throw malformed(`Invalid principal in policy: "${type}"`);
    const list = texts(names);
    if (list === undefined) throw malformed("Syntax errors in policy.");
    for (const name of many(list)) checkPrincipal(type, name);
    return [type, list] as const;
  });
  if (entries.length === 0) throw malformed("Syntax errors in policy.");
  return Object.fromEntries(entries);
}

const AWS_PRINCIPAL = /^(\*|\d{12}|arn:[\w-]+:(iam|sts)::(\d{12}|aws):.+|A[A-Z0-9]{15,})$/;

function checkPrincipal(type: string, name: string): void {
  if (type === "AWS" && !AWS_PRINCIPAL.test(name)) throw malformed(`Invalid principal in policy: "AWS":"${name}"`);
  if (type === "Service" && !name.includes(".")) throw malformed(`Invalid principal in policy: "SERVICE":"${name}"`);
}

function conditions(value: unknown): PolicyStatement["Condition"] {
  if (value === undefined) return undefined;
  if (!isObject(value)) throw malformed("Syntax errors in policy.");
  return Object.fromEntries(
    Object.entries(value).map(([operator, keys]) => {
      if (!isObject(keys)) throw malformed("Syntax errors in policy.");
      const entries = Object.entries(keys).map(([key, values]) => {
        const list = texts(values);
        if (list === undefined) throw malformed("Syntax errors in policy.");
        return [key, list] as const;
      });
      return [operator, Object.fromEntries(entries)];
    }),
  );
}

// Numbers and booleans stand for their text: `"Bool": {"aws:SecureTransport": true}`.
function texts(value: unknown): OneOrMany | undefined {
  if (value === undefined) return undefined;
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (!Array.isArray(value)) throw malformed("Syntax errors in policy.");
  return value.flatMap((entry) => many(texts(entry) ?? []));
}

function optional<Key extends string, Value>(key: Key, value: Value | undefined): Partial<Record<Key, Value>> {
  const result: Partial<Record<Key, Value>> = {};
  if (value !== undefined) result[key] = value;
  return result;
}

function refuseUnknown(value: Record<string, unknown>, known: readonly string[]): void {
  if (Object.keys(value).some((name) => !known.includes(name))) throw malformed("Syntax errors in policy.");
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AwsError("MalformedPolicyDocumentException", "This policy contains invalid Json", { cause });
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function malformed(message: string): AwsError {
  return new AwsError("MalformedPolicyDocumentException", message);
}
