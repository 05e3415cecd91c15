import { aws_ec2 as ec2, aws_rds as rds, type Stack } from "aws-cdk-lib";
import {
  ClientPasswordAuthType,
  DatabaseProxy,
  DatabaseProxyEndpoint,
  DefaultAuthScheme,
  type IDatabaseProxy,
  type IDatabaseProxyEndpoint,
  ProxyTarget,
  SessionPinningFilter,
} from "cdk-rockpool";
import { expect, test } from "vitest";
import { clusterIn } from "./support/cluster.ts";
import { synth } from "./support/synth.ts";

// The compiler is half of these tests: what is assigned here must fit without a cast.

const vpcSubnets = { subnetType: ec2.SubnetType.PRIVATE_ISOLATED };

function clusterWithSecret(stack: Stack) {
  const cluster = clusterIn(stack);
  if (!cluster.secret) throw new Error("the cluster has no secret");
  return { cluster, secrets: [cluster.secret], vpc: cluster.vpc, vpcSubnets };
}

test("addProxy takes our enums and filters, and gives our proxy", () => {
  const { template } = synth((stack) => {
    const { cluster, ...options } = clusterWithSecret(stack);
    const proxy = cluster.addProxy("Proxy", {
      ...options,
      clientPasswordAuthType: ClientPasswordAuthType.POSTGRES_SCRAM_SHA_256,
      defaultAuthScheme: DefaultAuthScheme.NONE,
      sessionPinningFilters: [SessionPinningFilter.EXCLUDE_VARIABLE_SETS],
    });
    expect(proxy).toBeInstanceOf(DatabaseProxy);
    expect(proxy).not.toBeInstanceOf(rds.DatabaseProxy);
  });
  expect(JSON.stringify(template)).toContain('"ClientPasswordAuthType":"POSTGRES_SCRAM_SHA_256"');
});

test("our proxy takes the enums and filters of aws-cdk-lib", () => {
  const { template } = synth((stack) => {
    const { cluster, ...options } = clusterWithSecret(stack);
    new DatabaseProxy(stack, "Proxy", {
      ...options,
      proxyTarget: ProxyTarget.fromCluster(cluster),
      clientPasswordAuthType: rds.ClientPasswordAuthType.POSTGRES_MD5,
      sessionPinningFilters: [rds.SessionPinningFilter.of("OTHER")],
    });
  });
  expect(JSON.stringify(template)).toContain('"SessionPinningFilters":["OTHER"]');
});

test("a proxy of aws-cdk-lib in front of our cluster is the one that ours would be", () => {
  const build = (make: (stack: Stack, made: ReturnType<typeof clusterWithSecret>) => void) =>
    synth((stack) => make(stack, clusterWithSecret(stack))).template;
  const theirs = build((stack, { cluster, ...options }) => {
    const proxyTarget = rds.ProxyTarget.fromCluster(cluster);
    new rds.DatabaseProxy(stack, "Proxy", { ...options, proxyTarget });
  });
  const ours = build((stack, { cluster, ...options }) => {
    new DatabaseProxy(stack, "Proxy", { ...options, proxyTarget: ProxyTarget.fromCluster(cluster) });
  });
  expect(ours).toEqual(theirs);
  expect(
    Object.values(ours.Resources).find(({ Type }) => Type === "AWS::RDS::DBProxyTargetGroup")?.DependsOn,
  ).toHaveLength(2);
});

test("proxies and endpoints of ours are accepted where aws-cdk-lib asks for its own, and the other way round", () => {
  synth((stack) => {
    const { cluster, ...options } = clusterWithSecret(stack);
    const ours: rds.IDatabaseProxy = new DatabaseProxy(stack, "Ours", {
      ...options,
      proxyTarget: ProxyTarget.fromCluster(cluster),
    });
    const theirs: IDatabaseProxy = new rds.DatabaseProxy(stack, "Theirs", {
      ...options,
      proxyTarget: rds.ProxyTarget.fromCluster(cluster),
    });
    const endpoints: (IDatabaseProxyEndpoint & rds.IDatabaseProxyEndpoint)[] = [
      new rds.DatabaseProxyEndpoint(stack, "OfOurs", { vpc: cluster.vpc, vpcSubnets, dbProxy: ours }),
      new DatabaseProxyEndpoint(stack, "OfTheirs", { vpc: cluster.vpc, vpcSubnets, dbProxy: theirs }),
    ];
    expect(endpoints).toHaveLength(2);
  });
});
