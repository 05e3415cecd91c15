import type { Permission } from "../contract.js";
import type { LambdaStore } from "./store.js";

/** Operations whose IAM action has another name than the operation. */
const ACTIONS: Readonly<Record<string, string>> = { Invoke: "InvokeFunction" };

/** "Actions, resources, and condition keys for AWS Lambda" in the Service Authorization Reference. */
export function permissionsOf(
  store: LambdaStore,
  operation: string,
  input: Readonly<Record<string, unknown>>,
): Permission[] {
  const action = `lambda:${ACTIONS[operation] ?? operation}`;
  const permissions = [{ action, resource: resourceOf(store, input) }];
  const { Role } = input;
  if (typeof Role === "string" && (operation === "CreateFunction" || operation === "UpdateFunctionConfiguration")) {
    permissions.push({ action: "iam:PassRole", resource: Role });
  }
  return permissions;
}

function resourceOf(store: LambdaStore, input: Readonly<Record<string, unknown>>): string {
  const { FunctionName, Qualifier, Resource, LayerName, VersionNumber } = input;
  if (typeof LayerName === "string") {
    const name = LayerName.replace(/^.*:layer:/, "");
    return store.layerArn(name, typeof VersionNumber === "number" ? VersionNumber : undefined);
  }
  const reference = FunctionName ?? Resource;
  if (typeof reference !== "string") return "*";
  return store.arnOf(reference, typeof Qualifier === "string" ? Qualifier : undefined);
}
