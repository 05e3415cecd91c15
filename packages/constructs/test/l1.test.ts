import { App, type CfnResource, Stack } from "aws-cdk-lib";
import * as peer from "aws-cdk-lib/aws-rds";
import * as rds from "cdk-rockpool";
import { CfnDBInstance, type CfnDBInstanceProps } from "cdk-rockpool";
import { expect, test } from "vitest";

test("the generated classes of aws-cdk-lib come with the same import, and are its own", () => {
  const generated = Object.entries(peer).filter(([name]) => name.startsWith("Cfn"));
  const ours = Object.fromEntries(Object.entries(rds));
  expect(generated.length).toBeGreaterThan(15);
  for (const [name, value] of generated) expect([name, ours[name] === value]).toEqual([name, true]);
});

test("they are used beside ours, as types and as values", () => {
  const stack = new Stack(new App({ analyticsReporting: false }), "Stack");
  const props: CfnDBInstanceProps = { engine: "postgres" };
  const scaling: rds.CfnDBCluster.ServerlessV2ScalingConfigurationProperty = { minCapacity: 1, maxCapacity: 2 };
  const made: CfnResource[] = [
    new CfnDBInstance(stack, "Instance", props),
    new rds.CfnDBCluster(stack, "Cluster", { engine: "aurora-mysql", serverlessV2ScalingConfiguration: scaling }),
  ];
  const reference: rds.IDBInstanceRef = new CfnDBInstance(stack, "Other", props);
  expect(made.map(({ cfnResourceType }) => cfnResourceType)).toEqual(["AWS::RDS::DBInstance", "AWS::RDS::DBCluster"]);
  expect(reference.dbInstanceRef.dbInstanceIdentifier).toContain("Token");
});
