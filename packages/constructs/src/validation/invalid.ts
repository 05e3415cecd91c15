import type { IConstruct } from "constructs";

/**
 * Ends synthesis because of a value that Amazon RDS would refuse.
 *
 * @param scope the construct whose props are at fault; its path goes in front
 * @param message lowercase, no full stop: what was given, what is allowed, what to do
 */
export function invalid(scope: IConstruct, message: string): never {
  throw new Error(`${scope.node.path}: ${message}`);
}
