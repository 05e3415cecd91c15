import * as iam from "aws-cdk-lib/aws-iam";
import type { Construct } from "constructs";

/** The role with which a database joins an Active Directory: the one given, or a new one. */
export function directoryRole(
  scope: Construct,
  id: string,
  domain: string | undefined,
  role: iam.IRoleRef | undefined,
): iam.IRoleRef | undefined {
  if (!domain) return undefined;
  return (
    role ??
    new iam.Role(scope, id, {
      assumedBy: new iam.CompositePrincipal(
        new iam.ServicePrincipal("rds.amazonaws.com"),
        new iam.ServicePrincipal("directoryservice.rds.amazonaws.com"),
      ),
      managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName("service-role/AmazonRDSDirectoryServiceAccess")],
    })
  );
}
