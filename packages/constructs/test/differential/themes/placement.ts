import { aws_ec2 as ec2 } from "aws-cdk-lib";
import type { Stack } from "aws-cdk-lib";
import { postgres, postgresInstance, type Rds, type Scenario } from "../kit.ts";

type Network = (stack: Stack) => { readonly vpc: ec2.IVpc; readonly vpcSubnets?: ec2.SubnetSelection };

/** A network of its own, with databases of both kinds in it that rotate their passwords. */
function placed(name: string, network: Network, props: { readonly publiclyAccessible?: boolean } = {}): Scenario {
  return {
    name,
    stack: { env: { account: "123456789012", region: "eu-west-1" } },
    build: (m: Rds, stack) => {
      const { vpc, vpcSubnets } = network(stack);
      const writer = m.ClusterInstance.serverlessV2("Writer", props);
      const databases = [
        new m.DatabaseCluster(stack, "Cluster", { engine: postgres(m), vpc, vpcSubnets, writer }),
        new m.DatabaseInstance(stack, "Instance", { engine: postgresInstance(m), vpc, vpcSubnets, ...props }),
      ];
      for (const database of databases) database.addRotationSingleUser();
    },
  };
}

const isolated = { subnetType: ec2.SubnetType.PRIVATE_ISOLATED };
const tiers = (...types: ec2.SubnetType[]) =>
  types.map((subnetType): ec2.SubnetConfiguration => ({ name: subnetType, subnetType }));

const vpcOf = (stack: Stack, props: ec2.VpcProps) =>
  new ec2.Vpc(stack, "Network", { restrictDefaultSecurityGroup: false, natGateways: 1, ...props });

/** Networks in which RDS would not place a database, or in which something of it would not be reached. */
export const scenarios: readonly Scenario[] = [
  placed("a network in a single availability zone", (stack) => ({ vpc: vpcOf(stack, { maxAzs: 1 }) })),
  placed("two subnets of one availability zone", (stack) => ({
    vpc: ec2.Vpc.fromVpcAttributes(stack, "Network", {
      vpcId: "vpc-1",
      availabilityZones: ["eu-west-1a"],
      privateSubnetIds: ["subnet-1", "subnet-2"],
      privateSubnetNames: ["One", "Two"],
    }),
  })),
  placed(
    "a public address in public subnets",
    (stack) => ({ vpc: vpcOf(stack, { maxAzs: 2 }), vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC } }),
    { publiclyAccessible: true },
  ),
  placed("a public address in private subnets", (stack) => ({ vpc: vpcOf(stack, { maxAzs: 2 }) }), {
    publiclyAccessible: true,
  }),
  placed("isolated subnets with an endpoint", (stack) => {
    const vpc = vpcOf(stack, {
      maxAzs: 2,
      natGateways: 0,
      subnetConfiguration: tiers(ec2.SubnetType.PRIVATE_ISOLATED),
    });
    vpc.addInterfaceEndpoint("Secrets", { service: ec2.InterfaceVpcEndpointAwsService.SECRETS_MANAGER });
    return { vpc, vpcSubnets: isolated };
  }),
  placed("a network that has not been looked up yet", (stack) => ({
    vpc: ec2.Vpc.fromLookup(stack, "Network", { vpcId: "vpc-12345678" }),
  })),
  placed("no subnets at all", (stack) => ({
    vpc: vpcOf(stack, { maxAzs: 2 }),
    vpcSubnets: { subnets: [] },
  })),
];
