import type { ResourceContext } from "../cloudformation/contract.js";
import type { TagEntry } from "../services/tags.js";

/** Whether a resource with these tags was made by an earlier, interrupted run of this very creation. */
export function isOwn(context: ResourceContext, found: readonly TagEntry[]): boolean {
  const value = (key: string): string | undefined => found.find((tag) => tag.Key === key)?.Value;
  return (
    value("aws:cloudformation:stack-id") === context.stackId &&
    value("aws:cloudformation:logical-id") === context.logicalId
  );
}
