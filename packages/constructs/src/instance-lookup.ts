import type { Construct } from "constructs";
import type { DatabaseInstanceAttributes } from "./instance-ref";
import { lookUp, securityGroupsById } from "./lookup";

/** Looks an instance up in its account. */
export function lookUpInstance(scope: Construct, instanceIdentifier: string): DatabaseInstanceAttributes {
  const instance = lookUp(scope, {
    typeName: "AWS::RDS::DBInstance",
    kind: "instance",
    identifier: instanceIdentifier,
    dummy: {
      DBInstanceArn: "TESTARN",
      "Endpoint.Address": "TESTADDRESS",
      "Endpoint.Port": "5432",
      DbiResourceId: "TESTID",
      DBSecurityGroups: [],
      VPCSecurityGroups: [],
    },
  });
  const groups = [instance.DBSecurityGroups, instance.VPCSecurityGroups].find(
    (ids) => Array.isArray(ids) && ids.length > 0,
  );
  return {
    instanceIdentifier,
    instanceEndpointAddress: String(instance["Endpoint.Address"]),
    port: Number(instance["Endpoint.Port"]),
    instanceResourceId: String(instance.DbiResourceId),
    securityGroups: securityGroupsById(scope, groups),
  };
}
