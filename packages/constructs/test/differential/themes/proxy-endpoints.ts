import { aws_ec2 as ec2, type aws_rds as rds, CfnOutput, type Stack } from "aws-cdk-lib";
import { clusterOf, type Rds, type Refusal, type Scenario } from "../kit.ts";

type Options = (m: Rds, stack: Stack, vpc: ec2.IVpc) => rds.DatabaseProxyEndpointOptions | undefined;

/** A proxy with an endpoint more. */
function endpoint(name: string, options: Options): Scenario {
  return {
    name,
    build: (m, stack, vpc) => {
      const db = clusterOf(m, stack, vpc);
      const proxy = db.addProxy("Proxy", { vpc, secrets: [db.secret] });
      const made = proxy.addEndpoint("Endpoint", options(m, stack, vpc));
      new CfnOutput(stack, "Values", {
        value: stack.toJsonString([
          made.dbProxyEndpointRef,
          made.dbProxyEndpointArn,
          made.dbProxyEndpointName,
          made.endpoint,
        ]),
      });
    },
  };
}

export const scenarios: readonly Scenario[] = [
  endpoint("an endpoint without options", () => undefined),
  endpoint("an endpoint in the proxy's VPC", (_m, _stack, vpc) => ({ vpc })),
  endpoint("every option of an endpoint", (m, stack, vpc) => ({
    vpc,
    dbProxyEndpointName: "Read-Only",
    targetRole: m.ProxyEndpointTargetRole.READ_ONLY,
    vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    securityGroups: [new ec2.SecurityGroup(stack, "Group", { vpc })],
  })),
  endpoint("an endpoint for reading and writing, with an empty name", (m, _stack, vpc) => ({
    vpc,
    dbProxyEndpointName: "",
    targetRole: m.ProxyEndpointTargetRole.READ_WRITE,
  })),
  endpoint("an endpoint in another VPC", (_m, stack) => ({
    vpc: new ec2.Vpc(stack, "Other", { maxAzs: 2, natGateways: 1, restrictDefaultSecurityGroup: false }),
  })),
  {
    name: "endpoints with names from long paths",
    build: (m, stack, vpc) => {
      const db = clusterOf(m, stack, vpc);
      const proxy = db.addProxy("Proxy", { vpc, secrets: [db.secret] });
      for (const length of [20, 40, 42, 44, 46, 80]) proxy.addEndpoint("E".repeat(length));
    },
  },
  {
    name: "endpoints of a proxy of this app, of an imported one, and an imported endpoint",
    build: (m, stack, vpc) => {
      const db = clusterOf(m, stack, vpc);
      const own = db.addProxy("Proxy", { vpc, secrets: [db.secret] });
      const theirs = m.DatabaseProxy.fromDatabaseProxyAttributes(stack, "Theirs", {
        dbProxyName: "theirs",
        dbProxyArn: "arn:aws:rds:eu-west-1:123456789012:db-proxy:prx-0123456789abcdef0",
        endpoint: "host",
        securityGroups: [],
      });
      new m.DatabaseProxyEndpoint(stack, "OfOwn", { vpc, dbProxy: own });
      new m.DatabaseProxyEndpoint(stack, "OfTheirs", { vpc, dbProxy: theirs });
      const imported = m.DatabaseProxyEndpoint.fromDatabaseProxyEndpointAttributes(stack, "Imported", {
        dbProxyEndpointName: "name",
        dbProxyEndpointArn: "arn",
        endpoint: "host",
      });
      const { dbProxyEndpointRef, dbProxyEndpointArn, dbProxyEndpointName } = imported;
      new CfnOutput(stack, "Values", {
        value: stack.toJsonString([dbProxyEndpointRef, dbProxyEndpointArn, dbProxyEndpointName, imported.endpoint]),
      });
    },
  },
];

export const refusals: readonly Refusal[] = [
  {
    ...endpoint("an endpoint with an empty list of security groups", (_m, _stack, vpc) => ({
      vpc,
      securityGroups: [],
    })),
    words: /securityGroups is empty; give one or more, or leave it out/,
  },
];
