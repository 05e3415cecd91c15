import { aws_ec2 as ec2, type Stack } from "aws-cdk-lib";
import type { Given, Rds } from "../../support/snippets/given.ts";

export default function (this: Stack, _rds: Rds, { instance, myEndpoint }: Given) {
  instance.addRotationSingleUser({
    vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_NAT }, // Place rotation Lambda in private subnets
    endpoint: myEndpoint,
  });
}
