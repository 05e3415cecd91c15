import * as ec2 from "aws-cdk-lib/aws-ec2";
import { ContextProvider, Token } from "aws-cdk-lib/core";
import { ContextProvider as ContextProviderName } from "aws-cdk-lib/cloud-assembly-schema";
import type { Construct } from "constructs";
import type { DatabaseInstanceAttributes } from "./instance-ref";
import { invalid } from "./validation/invalid";

/** A property of the instance, as the Cloud Control API names it, and what stands for it until it has been looked up. */
const DUMMY = {
  DBInstanceArn: "TESTARN",
  "Endpoint.Address": "TESTADDRESS",
  "Endpoint.Port": "5432",
  DbiResourceId: "TESTID",
  DBSecurityGroups: [],
  VPCSecurityGroups: [],
};

/** Looks an instance up in its account. The CLI does so after synthesis and synthesizes again; until then the values are made up. */
export function lookUpInstance(scope: Construct, instanceIdentifier: string): DatabaseInstanceAttributes {
  if (Token.isUnresolved(instanceIdentifier)) {
    invalid(
      scope,
      "the identifier of the instance to look up is a value of deploy time; lookups need a text, so give one or use fromDatabaseInstanceAttributes()",
    );
  }
  // The options and the dummy values make the key under which `cdk.context.json` keeps the answer: they are a contract.
  const found: unknown = ContextProvider.getValue(scope, {
    provider: ContextProviderName.CC_API_PROVIDER,
    props: {
      typeName: "AWS::RDS::DBInstance",
      exactIdentifier: instanceIdentifier,
      propertiesToReturn: Object.keys(DUMMY),
    },
    dummyValue: [{ Identifier: "TEST", ...DUMMY }],
  }).value;
  const instance: unknown = Array.isArray(found) ? found[0] : undefined;
  if (!isRecord(instance)) {
    invalid(
      scope,
      `the lookup found no instance ${instanceIdentifier}; check its name, and clear the answer with "cdk context --reset"`,
    );
  }
  const groups = [instance.DBSecurityGroups, instance.VPCSecurityGroups].find(
    (ids): ids is unknown[] => Array.isArray(ids) && ids.length > 0,
  );
  const port = Number(instance["Endpoint.Port"]);
  return {
    instanceIdentifier,
    instanceEndpointAddress: String(instance["Endpoint.Address"]),
    port,
    instanceResourceId: String(instance.DbiResourceId),
    securityGroups: (groups ?? []).map((group) =>
      ec2.SecurityGroup.fromSecurityGroupId(scope, `LSG-${String(group)}`, String(group)),
    ),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
