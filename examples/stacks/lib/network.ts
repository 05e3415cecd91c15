import { Vpc, SubnetType } from "aws-cdk-lib/aws-ec2";
import type { Construct } from "constructs";

/** Two subnets without a way to the internet, in different zones: what a database needs, and nothing that costs money. */
export function databaseVpc(scope: Construct): Vpc {
  return new Vpc(scope, "Vpc", {
    maxAzs: 2,
    natGateways: 0,
    restrictDefaultSecurityGroup: false,
    subnetConfiguration: [{ name: "Database", subnetType: SubnetType.PRIVATE_ISOLATED }],
  });
}

/** Those subnets, for the props of a database. */
export const vpcSubnets = { subnetType: SubnetType.PRIVATE_ISOLATED };
