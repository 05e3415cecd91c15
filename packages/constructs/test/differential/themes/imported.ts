import { aws_ec2 as ec2, aws_iam as iam, CfnOutput } from "aws-cdk-lib";
import { type Refusal, type Scenario } from "../kit.ts";

export const scenarios: readonly Scenario[] = [
  {
    name: "an imported cluster",
    build: (m, stack) => {
      const secret = new m.DatabaseSecret(stack, "Login", { username: "boss" });
      const db = m.DatabaseCluster.fromDatabaseClusterAttributes(stack, "Db", {
        clusterIdentifier: "theirs",
        clusterResourceIdentifier: "cluster-ABC",
        clusterEndpointAddress: "writer",
        readerEndpointAddress: "reader",
        instanceIdentifiers: ["one"],
        instanceEndpointAddresses: ["one"],
        port: 5432,
        dataApiEnabled: true,
        securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, "Group", "sg-12345678")],
        secret,
      });
      const user = new iam.User(stack, "User");
      db.grantDataApiAccess(user);
      db.grantConnect(user, "bob");
      db.connections.allowDefaultPortFromAnyIpv4();
      secret.attach(db);
      new CfnOutput(stack, "Values", {
        value: [
          db.clusterArn,
          db.clusterEndpoint.socketAddress,
          db.clusterReadEndpoint.socketAddress,
          ...db.instanceEndpoints.map((e) => e.socketAddress),
          ...db.instanceIdentifiers,
        ].join(),
      });
    },
  },
];

export const refusals: readonly Refusal[] = [
  ...(
    [
      "clusterResourceIdentifier",
      "clusterReadEndpoint",
      "instanceIdentifiers",
      "instanceEndpoints",
      "clusterEndpoint",
    ] as const
  ).map((member): Refusal => ({
    name: `${member} of an imported cluster of which nothing but its name is known`,
    words: /of this imported cluster is not known; give it to DatabaseCluster.fromDatabaseClusterAttributes/,
    build: (m, stack) =>
      m.DatabaseCluster.fromDatabaseClusterAttributes(stack, "Db", { clusterIdentifier: "theirs" })[member],
  })),
  {
    name: "a grant on an imported cluster that was not told to have the Data API",
    words: /import the cluster with dataApiEnabled: true/,
    build: (m, stack) =>
      m.DatabaseCluster.fromDatabaseClusterAttributes(stack, "Db", { clusterIdentifier: "theirs" }).grantDataApiAccess(
        new iam.User(stack, "User"),
      ),
  },
  {
    name: "the endpoint of an imported cluster that was not told",
    words: /clusterEndpointAddress of this imported cluster is not known/,
    build: (m, stack) =>
      m.DatabaseCluster.fromDatabaseClusterAttributes(stack, "Db", { clusterIdentifier: "theirs" }).clusterEndpoint,
  },
];
