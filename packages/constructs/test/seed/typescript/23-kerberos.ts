import { aws_iam as iam, type Stack } from "aws-cdk-lib";
import type { Given, Rds } from "../../support/snippets/given.ts";

export default function (this: Stack, rds: Rds, { vpc }: Given) {
  const role = new iam.Role(this, "RDSDirectoryServicesRole", {
    assumedBy: new iam.ServicePrincipal("rds.amazonaws.com"),
    managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName("service-role/AmazonRDSDirectoryServiceAccess")],
  });
  const instance = new rds.DatabaseInstance(this, "Instance", {
    engine: rds.DatabaseInstanceEngine.mysql({ version: rds.MysqlEngineVersion.VER_8_0_19 }),
    vpc,
    domain: "d-????????", // The ID of the domain for the instance to join.
    domainRole: role,
  });
  return { instance };
}
