import * as iam from "aws-cdk-lib/aws-iam";
import type * as rds from "aws-cdk-lib/aws-rds";
import type { Duration } from "aws-cdk-lib/core";
import type { Construct } from "constructs";
import { invalid } from "./validation/invalid";
import { checkOneOf } from "./validation/ranges";

const INTERVALS = [0, 1, 5, 10, 15, 30, 60];

/** The enhanced monitoring properties of a cluster or an instance. */
export interface MonitoringProps<Role extends iam.IRoleRef> {
  readonly monitoringInterval?: Duration;
  readonly monitoringRole?: Role;
  readonly enableClusterLevelEnhancedMonitoring?: boolean;
}

/** The enhanced monitoring properties of an instance. A role without samples to send is left out. */
export function instanceMonitoring(
  scope: Construct,
  props: MonitoringProps<iam.IRoleRef>,
): Pick<rds.CfnDBInstanceProps, "monitoringInterval" | "monitoringRoleArn"> {
  checkInterval(scope, props.monitoringInterval);
  const monitoringInterval = props.monitoringInterval?.toSeconds();
  const role = monitoringInterval ? monitoringRole(scope, props) : undefined;
  return { monitoringInterval, monitoringRoleArn: role?.roleRef.roleArn };
}

/** The role that sends enhanced monitoring samples: the one given, or a new one where there are samples to send. */
export function monitoringRole<Role extends iam.IRoleRef>(
  scope: Construct,
  props: MonitoringProps<Role>,
): Role | iam.Role | undefined {
  const interval = props.monitoringInterval;
  if (interval === undefined && props.enableClusterLevelEnhancedMonitoring) {
    invalid(
      scope,
      "enableClusterLevelEnhancedMonitoring needs monitoringInterval; set it, e.g. to Duration.seconds(60)",
    );
  }
  checkInterval(scope, interval);
  // A role that is given is always passed on: instances may be told their interval elsewhere.
  if (props.monitoringRole) return props.monitoringRole;
  if (interval === undefined || (!interval.isUnresolved() && interval.toSeconds() === 0)) return undefined;
  return new iam.Role(scope, "MonitoringRole", {
    assumedBy: new iam.ServicePrincipal("monitoring.rds.amazonaws.com"),
    managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName("service-role/AmazonRDSEnhancedMonitoringRole")],
  });
}

function checkInterval(scope: Construct, interval: Duration | undefined): void {
  if (interval === undefined || interval.isUnresolved()) return;
  checkOneOf(scope, "monitoringInterval in seconds", interval.toSeconds({ integral: false }), INTERVALS);
}
