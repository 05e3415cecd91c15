import * as iam from "aws-cdk-lib/aws-iam";
import { ArnFormat, Stack } from "aws-cdk-lib/core";
import type { IConstruct } from "constructs";

/**
 * The ARN of something of RDS, e.g. `arn:aws:rds:eu-west-1:123456789012:cluster:orders`.
 *
 * @param resource the kind, as ARNs call it, e.g. `cluster`, `db`, `subgrp`, `pg`
 */
export function rdsArn(scope: IConstruct, resource: string, resourceName: string): string {
  return Stack.of(scope).formatArn({
    service: "rds",
    resource,
    resourceName,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}

/** Lets a grantee log in as a database user with IAM authentication, at a cluster, an instance or a proxy of this resource id. */
export function grantLogin(scope: IConstruct, grantee: iam.IGrantable, resourceId: string, dbUser: string): iam.Grant {
  const resource = Stack.of(scope).formatArn({
    service: "rds-db",
    resource: "dbuser",
    resourceName: `${resourceId}/${dbUser}`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  return iam.Grant.addToPrincipal({ grantee, actions: ["rds-db:connect"], resourceArns: [resource] });
}
