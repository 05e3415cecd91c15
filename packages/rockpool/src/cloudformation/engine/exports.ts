import { validationError } from "../template/errors.js";
import type { ExportRecord, Sealed, StackOutput } from "./model.js";
import type { Operation } from "./operation.js";
import type { StackStore } from "./store.js";

export const sealOutputs = (store: StackStore, outputs: readonly StackOutput[]): Sealed => store.seal(outputs);

export function openOutputs(store: StackStore, sealed: Sealed): StackOutput[] {
  return store.unseal<StackOutput[]>(sealed);
}

/** The exports among a stack's outputs. */
export function exportsOf(operation: Operation, outputs: readonly StackOutput[]): ExportRecord[] {
  return outputs.flatMap(({ exportName, value }) =>
    exportName === undefined
      ? []
      : [{ name: exportName, value: operation.parts.store.seal(value), stackId: operation.stackId }],
  );
}

/** Names of the stacks that use an export. */
export function importers(store: StackStore, exportName: string): string[] {
  return store
    .stacks()
    .filter((stack) => stack.status !== "DELETE_COMPLETE" && stack.imports.includes(exportName))
    .map((stack) => stack.stackName);
}

/**
 * An export's name is unique within the region, and what another stack uses may neither change nor go.
 * @throws AwsError ValidationError in CloudFormation's wording
 */
export function checkExports(operation: Operation, outputs: readonly StackOutput[]): void {
  const { store } = operation.parts;
  for (const { exportName } of outputs) {
    const other = exportName === undefined ? undefined : store.export(exportName);
    if (other !== undefined && other.stackId !== operation.stackId) {
      const owner = store.find(other.stackId)?.stackName ?? other.stackId;
      throw validationError(`Export with name ${other.name} is already exported by stack ${owner}`);
    }
  }
  for (const current of store.exports().filter(({ stackId }) => stackId === operation.stackId)) {
    const next = outputs.find(({ exportName }) => exportName === current.name);
    if (next?.value === store.unseal(current.value)) continue;
    checkUnused(store, current.name, next === undefined ? "deleted" : "updated");
  }
}

/** @throws AwsError ValidationError when a stack uses the export */
export function checkUnused(store: StackStore, exportName: string, verb: "deleted" | "updated"): void {
  const users = importers(store, exportName);
  if (users.length > 0) {
    throw validationError(`Export ${exportName} cannot be ${verb} as it is in use by ${users.join(", ")}`);
  }
}
