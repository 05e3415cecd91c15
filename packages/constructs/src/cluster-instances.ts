import * as rds from "aws-cdk-lib/aws-rds";
import type * as iam from "aws-cdk-lib/aws-iam";
import type { Duration } from "aws-cdk-lib/core";
import type { Construct } from "constructs";
import { InstanceType } from "./cluster-instance-props";
import { ClusterInstanceType } from "./cluster-instance";
import type { DatabaseClusterBaseProps } from "./cluster-props";
import type { IDatabaseCluster } from "./cluster-ref";
import { InstanceUpdateBehaviour } from "./enums";
import type { InstanceProps } from "./instance-props";
import { asksForPublicSubnets, type Network } from "./network";
import { parameterGroupFor } from "./parameter-group";
import { type Insights, checkedInsights } from "./performance-insights";
import { instancePolicy } from "./removal";
import { checkMemberInsights, warnAboutFailover } from "./validation/members";
import { invalid } from "./validation/invalid";

/** An instance as the cluster needs to know it. */
export interface Member {
  readonly identifier: string;
  readonly address: string;
}

/** What instances take over from their cluster. */
export interface InstanceContext {
  readonly scope: Construct & IDatabaseCluster;
  readonly engine: rds.IClusterEngine;
  readonly props: DatabaseClusterBaseProps;
  readonly network: Network;
  readonly insights: Insights;
  /** Enhanced monitoring, when it is set on the instances. */
  readonly monitoring: { readonly interval?: Duration; readonly role?: iam.IRole };
}

/** Creates equal instances: `Instance1`, `Instance2` and so on. */
export function createEqualInstances(context: InstanceContext, instanceProps: InstanceProps, count: number): Member[] {
  const { scope, engine, props, network, monitoring } = context;
  const insights = checkedInsights(scope, instanceProps);
  checkMemberInsights(scope, context.insights, { name: "the instances of instanceProps", ...insights });
  const parameterGroup = parameterGroupFor(
    scope,
    "InstanceParameterGroup",
    engine,
    instanceProps.parameterGroup,
    instanceProps.parameters,
  )?.bindToInstance({}).parameterGroupName;
  // The instances wait for the subnets that instanceProps selects, also where the cluster was given others.
  const { internetConnectivityEstablished } = instanceProps.vpc.selectSubnets(instanceProps.vpcSubnets);
  const base = props.instanceIdentifierBase ?? (props.clusterIdentifier && `${props.clusterIdentifier}instance`);
  const members: rds.CfnDBInstance[] = [];
  for (let number = 1; number <= count; number++) {
    const instance = new rds.CfnDBInstance(scope, `Instance${number}`, {
      engine: engine.engineType,
      dbClusterIdentifier: scope.clusterIdentifier,
      dbInstanceIdentifier: base && `${base}${number}`,
      dbInstanceClass: `db.${ClusterInstanceType.provisioned(instanceProps.instanceType).toString()}`,
      publiclyAccessible: instanceProps.publiclyAccessible ?? asksForPublicSubnets(instanceProps.vpcSubnets),
      enablePerformanceInsights: insights.enabled || instanceProps.enablePerformanceInsights,
      performanceInsightsKmsKeyId: insights.key?.keyArn,
      performanceInsightsRetentionPeriod: insights.retention,
      dbSubnetGroupName: network.subnetGroup.dbSubnetGroupRef.dbSubnetGroupName,
      dbParameterGroupName: parameterGroup,
      monitoringInterval: monitoring.interval?.toSeconds(),
      monitoringRoleArn: monitoring.role?.roleArn,
      autoMinorVersionUpgrade: instanceProps.autoMinorVersionUpgrade,
      allowMajorVersionUpgrade: instanceProps.allowMajorVersionUpgrade,
      deleteAutomatedBackups: instanceProps.deleteAutomatedBackups,
      preferredMaintenanceWindow: instanceProps.preferredMaintenanceWindow,
    });
    instance.applyRemovalPolicy(instancePolicy(props.removalPolicy), { applyToUpdateReplacePolicy: true });
    instance.node.addDependency(internetConnectivityEstablished);
    const previous = members.at(-1);
    if (previous && props.instanceUpdateBehaviour === InstanceUpdateBehaviour.ROLLING)
      instance.node.addDependency(previous);
    members.push(instance);
  }
  return members.map((instance) => ({
    identifier: instance.ref,
    get address() {
      return instance.attrEndpointAddress;
    },
  }));
}

/** Creates the writer, then the readers, which wait for it. */
export function createWriterAndReaders(context: InstanceContext): { members: Member[]; serverless: boolean } {
  const { scope, props, network } = context;
  if (!props.writer)
    invalid(scope, "the cluster has no writer; give one, e.g. writer: ClusterInstance.serverlessV2('writer')");
  const options = {
    monitoringInterval: context.monitoring.interval,
    monitoringRole: context.monitoring.role,
    removalPolicy: instancePolicy(props.removalPolicy),
    subnetGroup: network.subnetGroup,
  };
  const writer = props.writer.bind(scope, scope, { ...options, promotionTier: 0 });
  const readers = (props.readers ?? []).map((reader) => {
    const instance = reader.bind(scope, scope, options);
    instance.node.addDependency(writer);
    return instance;
  });
  const instances = [writer, ...readers];
  for (const instance of instances) {
    checkMemberInsights(scope, context.insights, {
      name: `the instance ${instance.node.id}`,
      enabled: instance.performanceInsightsEnabled,
      retention: instance.performanceInsightRetention,
      key: instance.performanceInsightEncryptionKey,
    });
  }
  warnAboutFailover(scope, writer, readers);
  return {
    members: instances.map((instance) => ({
      identifier: instance.instanceIdentifier,
      get address() {
        return instance.dbInstanceEndpointAddress;
      },
    })),
    serverless: instances.some((instance) => instance.type === InstanceType.SERVERLESS_V2),
  };
}
