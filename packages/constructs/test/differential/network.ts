import { aws_ec2 as ec2, type Stack } from "aws-cdk-lib";

/** The VPC that every scenario is given: public, private and isolated subnets in two zones. */
export function networkIn(stack: Stack): ec2.Vpc {
  return new ec2.Vpc(stack, "Vpc", {
    maxAzs: 2,
    natGateways: 1,
    restrictDefaultSecurityGroup: false,
    subnetConfiguration: [
      { name: "Public", subnetType: ec2.SubnetType.PUBLIC },
      { name: "Private", subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
      { name: "Isolated", subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    ],
  });
}
