import type * as rds from "aws-cdk-lib/aws-rds";
import type { Construct } from "constructs";
import { DatabaseProxy } from "./proxy";
import type { ProxyTarget } from "./proxy-target";

/**
 * Puts a proxy in front of a database: the one place where a class of ours stands behind a type of `aws-cdk-lib`.
 *
 * Our databases fit wherever `aws-cdk-lib` asks for its own, so `addProxy` must be declared to return `rds.DatabaseProxy`. That is a class
 * with private members, which no other class fits for the compiler. Ours has all of its public members, which is all that anyone can use.
 */
export function addProxy(
  database: Construct,
  id: string,
  proxyTarget: ProxyTarget,
  options: rds.DatabaseProxyOptions,
): rds.DatabaseProxy {
  const proxy: unknown = new DatabaseProxy(database, id, { proxyTarget, ...options });
  return proxy as rds.DatabaseProxy;
}
