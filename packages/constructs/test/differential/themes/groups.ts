import { aws_ec2 as ec2, CfnOutput, RemovalPolicy, Token } from "aws-cdk-lib";
import type { Stack } from "aws-cdk-lib";
import { cluster, mysql, type Rds, refusedCluster, type Refusal, type Scenario } from "../kit.ts";

export const scenarios: readonly Scenario[] = [
  cluster("PostgreSQL without a version, with a parameter group", (m, stack) => ({
    engine: m.DatabaseClusterEngine.AURORA_POSTGRESQL,
    parameterGroup: m.ParameterGroup.fromParameterGroupName(stack, "Group", "default.aurora-postgresql16"),
  })),
  ...[ec2.SubnetType.PUBLIC, ec2.SubnetType.PRIVATE_ISOLATED].map((subnetType) => ({
    name: `a subnet group in a VPC of ${subnetType} subnets, selected`,
    build: (m: Rds, stack: Stack) => {
      const subnetConfiguration = [{ name: "All", subnetType }];
      const vpc = new ec2.Vpc(stack, "Other", { subnetConfiguration, natGateways: 0 });
      new m.SubnetGroup(stack, "Group", { vpc, description: "mine", vpcSubnets: { subnetType } });
    },
  })),
  cluster("isolated subnets", () => ({ vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED } })),
  cluster("an existing subnet group and security groups", (m, stack, vpc) => ({
    subnetGroup: new m.SubnetGroup(stack, "Subnets", {
      vpc,
      description: "mine",
      subnetGroupName: "My-Group",
      removalPolicy: RemovalPolicy.RETAIN,
    }),
    securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, "Group", "sg-12345678")],
  })),
  {
    name: "subnet groups",
    build: (m, stack, vpc) => {
      const all = [
        new m.SubnetGroup(stack, "Plain", { vpc, description: "plain" }),
        new m.SubnetGroup(stack, "Isolated", {
          vpc,
          description: "isolated",
          vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
          subnetGroupName: Token.asString({ Ref: "Name" }),
          removalPolicy: RemovalPolicy.DESTROY,
        }),
        m.SubnetGroup.fromSubnetGroupName(stack, "Theirs", "theirs"),
      ];
      new CfnOutput(stack, "Groups", {
        value: all
          .flatMap(({ subnetGroupName, dbSubnetGroupRef: { dbSubnetGroupName, dbSubnetGroupArn } }) => [
            subnetGroupName,
            dbSubnetGroupName,
            dbSubnetGroupArn,
          ])
          .join(),
      });
    },
  },
  cluster("an imported subnet group", (m, stack) => ({
    subnetGroup: m.SubnetGroup.fromSubnetGroupName(stack, "Subnets", "theirs"),
  })),
  {
    name: "parameter groups",
    build: (m, stack) => {
      m.ParameterGroup.forCluster(stack, "Cluster", { engine: mysql(m) });
      m.ParameterGroup.forInstance(stack, "Instance", { engine: mysql(m), name: "named", description: "described" });
      const both = new m.ParameterGroup(stack, "Both", {
        engine: mysql(m),
        parameters: { b: "1" },
        removalPolicy: RemovalPolicy.RETAIN,
      });
      both.bindToInstance({});
      both.bindToCluster({});
      both.addParameter("c", "2");
      new CfnOutput(stack, "Refs", {
        value: stack.toJsonString([both.dbParameterGroupRef, both.dbClusterParameterGroupRef]),
      });
    },
  },
];

export const refusals: readonly Refusal[] = [
  refusedCluster("a parameter group and parameters", /parameterGroup and parameters are both given/, (m, stack) => ({
    parameters: { a: "1" },
    parameterGroup: m.ParameterGroup.fromParameterGroupName(stack, "G", "g"),
  })),
  ...[ec2.SubnetType.PUBLIC, ec2.SubnetType.PRIVATE_ISOLATED].map((subnetType) => ({
    name: `a subnet group in a VPC of ${subnetType} subnets, none selected`,
    words: /the VPC has no private subnets with a way out/,
    build: (m: Rds, stack: Stack) => {
      const subnetConfiguration = [{ name: "All", subnetType }];
      const vpc = new ec2.Vpc(stack, "Other", { subnetConfiguration, natGateways: 0 });
      new m.SubnetGroup(stack, "Group", { vpc, description: "mine" });
    },
  })),
  {
    name: "a parameter group without a family",
    words: /has no version/,
    build: (m, stack) => new m.ParameterGroup(stack, "Group", { engine: m.DatabaseClusterEngine.AURORA_POSTGRESQL }),
  },
];
