import type { Environment } from "../../environment.js";
import { AwsError } from "../../errors.js";
import type { Permission, Service } from "../contract.js";
import { readingOperations } from "./reading.js";
import { ParameterStore } from "./store.js";
import { taggingOperations } from "./tagging.js";
import { writingOperations } from "./writing.js";

function operations(store: ParameterStore) {
  return { ...writingOperations(store), ...readingOperations(store), ...taggingOperations(store) };
}

export interface SsmService extends Service<ReturnType<typeof operations>> {
  /**
   * The value for a dynamic reference (`ssm`, or `ssm-secure` with `secure`) or for a template parameter of an SSM type.
   * `version` is a number as text; without one the latest. Throws in CloudFormation's wording when there is no such
   * parameter or version, or when it is secret and `secure` is not set.
   */
  resolve(name: string, version?: string, options?: { secure?: boolean }): string;
  /** Whether there is an own or public parameter of this name. */
  exists(name: string): boolean;
}

/** The Parameter Store of AWS Systems Manager. Nothing else of Systems Manager is here. */
export function createSsmService({ environment }: { environment: Environment }): SsmService {
  const store = new ParameterStore(environment);
  return {
    sdkName: "ssm",
    signingName: "ssm",
    operations: operations(store),
    permissions: (operation, input) => permissions(store, operation, input),
    model: () => import("@aws-sdk/client-ssm"),

    exists: (name) => store.find(name) !== undefined,

    resolve(name, version, { secure = false } = {}) {
      const parameter = store.find(name);
      const found = parameter?.versions.findLast((entry) => version === undefined || `${entry.version}` === version);
      const prefix = secure ? "ssm-secure" : "ssm";
      if (found === undefined) {
        const reference = [prefix, name, ...(version === undefined ? [] : [version])].join(":");
        throw new AwsError("ValidationError", `Parameters: [${reference}] cannot be found.`);
      }
      const isSecure = found.type === "SecureString";
      if (isSecure && !secure) {
        throw new AwsError("ValidationError", `Non-secure ssm prefix was used for secure parameter: ${name}`);
      }
      if (!isSecure && secure) {
        throw new AwsError("ValidationError", `Secure ssm prefix was used for non-secure parameter: ${name}`);
      }
      return store.value(found, true);
    },
  };
}

/** Operations that list all parameters act on every resource; those with a path act on the path. */
function permissions(store: ParameterStore, operation: string, input: Readonly<Record<string, unknown>>): Permission[] {
  const { Name, Names, Path, ResourceId } = input;
  const single = [Name, Path, ResourceId].find((value) => typeof value === "string");
  const names = typeof single === "string" ? [single] : Array.isArray(Names) ? Names.map(String) : undefined;
  if (names === undefined) return [{ action: `ssm:${operation}`, resource: "*" }];
  return names.map((name) => ({ action: `ssm:${operation}`, resource: store.arn(parameterName(store, name)) }));
}

/** Without the version or label after a colon, which is no part of the ARN. */
function parameterName(store: ParameterStore, reference: string): string {
  return store
    .nameOf(reference)
    .replace(/:[^:/]*$/, "")
    .replace(/(?<=.)\/$/, "");
}
