import type { Construct } from "constructs";
import type { DatabaseClusterAttributes } from "./cluster-ref";
import { lookUp, securityGroupsById } from "./lookup";

/** Looks a cluster up in its account. */
export function lookUpCluster(scope: Construct, clusterIdentifier: string): DatabaseClusterAttributes {
  const cluster = lookUp(scope, {
    typeName: "AWS::RDS::DBCluster",
    kind: "cluster",
    identifier: clusterIdentifier,
    dummy: {
      DBClusterArn: "TESTARN",
      "Endpoint.Address": "TESTADDRESS",
      "Endpoint.Port": "5432",
      "ReadEndpoint.Address": "TESTREADERADDRESS",
      DBClusterResourceId: "TESTID",
      VpcSecurityGroupIds: [],
      EnableHttpEndpoint: true,
    },
  });
  // The registry's schema has all of them as text; numbers and booleans come as such from some versions of the CLI.
  const text = (name: string) => {
    const value = cluster[name];
    return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
      ? String(value)
      : undefined;
  };
  const port = text("Endpoint.Port");
  return {
    clusterIdentifier,
    clusterEndpointAddress: text("Endpoint.Address"),
    readerEndpointAddress: text("ReadEndpoint.Address"),
    clusterResourceIdentifier: text("DBClusterResourceId"),
    port: port === undefined ? undefined : Number(port),
    securityGroups: securityGroupsById(scope, cluster.VpcSecurityGroupIds),
    dataApiEnabled: text("EnableHttpEndpoint") === "true",
  };
}
