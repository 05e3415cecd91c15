import type * as rds from "aws-cdk-lib/aws-rds";
import type { IConstruct } from "constructs";
import type { ServerlessClusterBaseProps, ServerlessScalingOptions } from "../serverless-cluster-props";
import { invalid } from "./invalid";
import { checkDatabaseName, checkIdentifier } from "./names";
import { checkRange, checkRetention, type Range } from "./ranges";

const LIMITS = {
  autoPause: { min: 300, max: 86_400, unit: "seconds" },
  timeout: { min: 60, max: 600, unit: "seconds" },
} satisfies Record<string, Range>;

/** Ends synthesis for values of a new Serverless v1 cluster that RDS refuses for certain. */
export function checkServerlessProps(scope: IConstruct, props: ServerlessClusterBaseProps): void {
  for (const name of ["vpcSubnets", "subnetGroup", "securityGroups"] as const) {
    if (props[name] && !props.vpc) invalid(scope, `${name} is given without a VPC; add vpc, or leave ${name} out`);
  }
  checkIdentifier(scope, "clusterIdentifier", props.clusterIdentifier);
  checkDatabaseName(scope, props.engine.engineFamily, props.defaultDatabaseName);
  checkRetention(scope, "backupRetention", props.backupRetention, 1);
  if (props.scaling) checkScaling(scope, props.scaling);
}

/** `ScalingConfiguration` of a cluster. */
export function scalingOf(scaling: ServerlessScalingOptions): rds.CfnDBCluster.ScalingConfigurationProperty {
  const pause = scaling.autoPause?.toSeconds();
  return {
    autoPause: pause !== 0,
    minCapacity: scaling.minCapacity,
    maxCapacity: scaling.maxCapacity,
    secondsUntilAutoPause: pause === 0 ? undefined : pause,
    secondsBeforeTimeout: scaling.timeout?.toSeconds(),
    timeoutAction: scaling.timeoutAction,
  };
}

function checkScaling(scope: IConstruct, scaling: ServerlessScalingOptions): void {
  const { minCapacity, maxCapacity, autoPause, timeout } = scaling;
  if (minCapacity && maxCapacity && minCapacity > maxCapacity) {
    invalid(
      scope,
      `scaling.minCapacity ${minCapacity} is above scaling.maxCapacity ${maxCapacity}; lower one or raise the other`,
    );
  }
  // 0 keeps the cluster running.
  if (autoPause && !autoPause.isUnresolved() && autoPause.toSeconds() !== 0) {
    checkRange(scope, "scaling.autoPause", autoPause.toSeconds(), LIMITS.autoPause);
  }
  if (timeout && !timeout.isUnresolved()) checkRange(scope, "scaling.timeout", timeout.toSeconds(), LIMITS.timeout);
}
