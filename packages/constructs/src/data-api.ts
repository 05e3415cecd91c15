import * as iam from "aws-cdk-lib/aws-iam";
import type * as secretsmanager from "aws-cdk-lib/aws-secretsmanager";

/** The Data API actions that run SQL. */
export const DATA_API_ACTIONS = [
  "rds-data:BatchExecuteStatement",
  "rds-data:BeginTransaction",
  "rds-data:CommitTransaction",
  "rds-data:ExecuteStatement",
  "rds-data:RollbackTransaction",
];

/**
 * Lets a grantee run SQL on a cluster, and read the secret that this takes.
 *
 * @param resourceArn the cluster, or `*`
 */
export function grantDataApi(
  grantee: iam.IGrantable,
  resourceArn: string,
  secret: secretsmanager.ISecret | undefined,
): iam.Grant {
  const grant = iam.Grant.addToPrincipal({ grantee, actions: DATA_API_ACTIONS, resourceArns: [resourceArn] });
  secret?.grantRead(grantee);
  return grant;
}
