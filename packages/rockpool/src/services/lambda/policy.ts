import type {
  AddPermissionRequest,
  AddPermissionResponse,
  GetPolicyRequest,
  GetPolicyResponse,
  RemovePermissionRequest,
} from "@aws-sdk/client-lambda";
import type { CallContext } from "../contract.js";
import { constraintViolation, required } from "../input.js";
import type { FunctionRecord, PolicyStatement } from "./records.js";
import { conflict, invalid, notFound } from "./errors.js";
import type { LambdaStore } from "./store.js";

/** The resource policies of functions: who beside the identities of this account may invoke them. */
export function policyOperations(store: LambdaStore) {
  const statements = (record: FunctionRecord) => store.policies.get(record.name) ?? [];
  return {
    AddPermission(_call: CallContext, input: AddPermissionRequest): AddPermissionResponse {
      const record = store.get(input.FunctionName, input.Qualifier);
      const statement = statementOf(store.functionArn(record.name, input.Qualifier), input);
      const present = statements(record);
      if (present.some(({ Sid }) => Sid === statement.Sid)) {
        throw conflict(
          `The statement id (${statement.Sid}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
        );
      }
      store.policies.put(record.name, [...present, statement]);
      return { Statement: JSON.stringify(statement) };
    },

    RemovePermission(_call: CallContext, input: RemovePermissionRequest): Record<string, never> {
      const record = store.get(input.FunctionName, input.Qualifier);
      const present = statements(record);
      const rest = present.filter(({ Sid }) => Sid !== input.StatementId);
      if (rest.length === present.length) {
        throw notFound(`Statement ${input.StatementId ?? ""} is not found in resource policy.`);
      }
      store.policies.put(record.name, rest);
      return {};
    },

    GetPolicy(_call: CallContext, input: GetPolicyRequest): GetPolicyResponse {
      const record = store.get(input.FunctionName, input.Qualifier);
      const Statement = statements(record);
      if (Statement.length === 0) throw notFound("The resource you requested does not exist.");
      return {
        Policy: JSON.stringify({ Version: "2012-10-17", Id: "default", Statement }),
        RevisionId: record.revision,
      };
    },
  };
}

function statementOf(resource: string, input: AddPermissionRequest): PolicyStatement {
  const sid = required(input.StatementId, "statementId");
  const action = required(input.Action, "action");
  const principal = required(input.Principal, "principal");
  if (!/^[A-Za-z0-9_-]{1,100}$/.test(sid)) {
    throw constraintViolation(
      "ValidationException",
      "statementId",
      sid,
      "Member must satisfy regular expression pattern: ([a-zA-Z0-9-_]+)",
    );
  }
  if (!/^(?:lambda:[*]|lambda:[a-zA-Z]+|[*])$/.test(action)) {
    throw constraintViolation(
      "ValidationException",
      "action",
      action,
      "Member must satisfy regular expression pattern: (lambda:[*]|lambda:[a-zA-Z]+|[*])",
    );
  }
  if (input.FunctionUrlAuthType !== undefined && action !== "lambda:InvokeFunctionUrl") {
    throw invalid("FunctionUrlAuthType is only supported for lambda:InvokeFunctionUrl action");
  }
  if (input.InvokedViaFunctionUrl !== undefined && action !== "lambda:InvokeFunction") {
    throw invalid("InvokedViaFunctionUrl is only supported for lambda:InvokeFunction action");
  }
  const { SourceAccount, SourceArn, FunctionUrlAuthType, InvokedViaFunctionUrl, PrincipalOrgID, EventSourceToken } =
    input;
  const equals = {
    ...(SourceAccount === undefined ? {} : { "AWS:SourceAccount": SourceAccount }),
    ...(FunctionUrlAuthType === undefined ? {} : { "lambda:FunctionUrlAuthType": FunctionUrlAuthType }),
    ...(EventSourceToken === undefined ? {} : { "lambda:EventSourceToken": EventSourceToken }),
    ...(PrincipalOrgID === undefined ? {} : { "aws:PrincipalOrgID": PrincipalOrgID }),
  };
  const condition = {
    ...(Object.keys(equals).length === 0 ? {} : { StringEquals: equals }),
    ...(InvokedViaFunctionUrl === undefined
      ? {}
      : { Bool: { "lambda:InvokedViaFunctionUrl": String(InvokedViaFunctionUrl) } }),
    ...(SourceArn === undefined ? {} : { ArnLike: { "AWS:SourceArn": SourceArn } }),
  };
  return {
    Sid: sid,
    Effect: "Allow",
    Principal: principalOf(principal),
    Action: action,
    Resource: resource,
    ...(Object.keys(condition).length === 0 ? {} : { Condition: condition }),
  };
}

function principalOf(principal: string): PolicyStatement["Principal"] {
  if (principal === "*") return "*";
  if (/^\d{12}$/.test(principal)) return { AWS: `arn:aws:iam::${principal}:root` };
  if (principal.startsWith("arn:")) return { AWS: principal };
  if (/^[\w.-]+\.amazonaws\.com(?:\.cn)?$/.test(principal)) return { Service: principal };
  throw invalid("The provided principal was invalid. Please check the principal and try again.");
}

/**
 * Whether the policy lets everybody call the function through its URL. Since October 2025 this takes both
 * `lambda:InvokeFunctionUrl` and `lambda:InvokeFunction` ("Control access to Lambda function URLs").
 * Returns the actions that are missing.
 */
export function missingForUrl(
  statements: readonly PolicyStatement[],
  authType: "NONE" | "AWS_IAM",
  principalArn?: string,
): string[] {
  const allows = (action: string): boolean =>
    statements.some((statement) => {
      const { Principal, Action, Condition = {} } = statement;
      const mayBe =
        Principal === "*" || (principalArn !== undefined && "AWS" in Principal && isSame(Principal.AWS, principalArn));
      const actions = [action, "lambda:*", "*"];
      return (
        mayBe &&
        actions.includes(Action) &&
        Object.entries(Condition).every(([operator, keys]) =>
          Object.entries(keys).every(([key, value]) => holds(operator, key, value, authType)),
        )
      );
    });
  return ["lambda:InvokeFunctionUrl", "lambda:InvokeFunction"].filter((action) => !allows(action));
}

// A condition that a URL's request says nothing about (a source ARN or account) does not hold.
function holds(operator: string, key: string, value: string, authType: string): boolean {
  if (operator === "StringEquals" && key === "lambda:FunctionUrlAuthType") return value === authType;
  return operator === "Bool" && key === "lambda:InvokedViaFunctionUrl" && value === "true";
}

// The account's root stands for all of its identities; an assumed role for its role.
function isSame(allowed: string, caller: string): boolean {
  const role = /^arn:([^:]+):sts::(\d{12}):assumed-role\/([^/]+)\//.exec(caller);
  const account = /^arn:([^:]+):[^:]*:[^:]*:(\d{12}):/.exec(caller);
  const names = [
    caller,
    role && `arn:${role[1]}:iam::${role[2]}:role/${role[3]}`,
    account && `arn:${account[1]}:iam::${account[2]}:root`,
  ];
  return names.includes(allowed);
}
