import { RemovalPolicy } from "aws-cdk-lib/core";
import type { CfnResource } from "aws-cdk-lib/core";

/** A database leaves a snapshot behind unless something else is asked for. */
export function applyDatabasePolicy(resource: CfnResource, policy: RemovalPolicy | undefined): void {
  resource.applyRemovalPolicy(policy ?? RemovalPolicy.SNAPSHOT, { applyToUpdateReplacePolicy: true });
}

/** The policy of a cluster's instances: their data is the cluster's, so a snapshot of theirs would be of no use. */
export function instancePolicy(policy: RemovalPolicy | undefined): RemovalPolicy {
  return policy === RemovalPolicy.RETAIN ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
}

/** The policy of what a retained database goes on using. */
export function helperPolicy(policy: RemovalPolicy | undefined): RemovalPolicy | undefined {
  return policy === RemovalPolicy.RETAIN ? RemovalPolicy.RETAIN : undefined;
}

/** A retained database is protected from deletion unless that is turned off. */
export function deletionProtection(given: boolean | undefined, policy: RemovalPolicy | undefined): boolean | undefined {
  return given ?? (policy === RemovalPolicy.RETAIN ? true : undefined);
}
