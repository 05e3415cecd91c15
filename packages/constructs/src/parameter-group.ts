import * as rds from "aws-cdk-lib/aws-rds";
import { Lazy, Resource } from "aws-cdk-lib/core";
import type * as interfaces from "aws-cdk-lib/interfaces";
import type { CfnResource, RemovalPolicy } from "aws-cdk-lib/core";
import type { Construct } from "constructs";
import { rdsArn } from "./arn";
import { injectedProps } from "./property-injection";
import { invalid } from "./validation/invalid";
import { checkGroupName } from "./validation/names";

/** A parameter group, for clusters, for instances, or for both. */
export interface IParameterGroup extends rds.IParameterGroup {}

/** What a cluster tells the group that it uses: nothing so far. */
export interface ParameterGroupClusterBindOptions extends rds.ParameterGroupClusterBindOptions {}

/** What a group answers the cluster that uses it. */
export interface ParameterGroupClusterConfig extends rds.ParameterGroupClusterConfig {}

/** What an instance tells the group that it uses: nothing so far. */
export interface ParameterGroupInstanceBindOptions extends rds.ParameterGroupInstanceBindOptions {}

/** What a group answers the instance that uses it. */
export interface ParameterGroupInstanceConfig extends rds.ParameterGroupInstanceConfig {}

/** Properties of a `ParameterGroup`. */
export interface ParameterGroupProps {
  /** The engine; it must know its major version, which makes the family. */
  readonly engine: rds.IEngine;

  /**
   * The name of the group: 1 to 255 letters, digits or hyphens. RDS stores it in lower case.
   *
   * @default - CloudFormation makes one
   */
  readonly name?: string;

  /**
   * What the group is for.
   *
   * @default - a description with the family
   */
  readonly description?: string;

  /**
   * The parameters, by name.
   *
   * @default - none
   */
  readonly parameters?: { [key: string]: string };

  /**
   * What happens to the group when it leaves the stack.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * A group of engine parameters (`AWS::RDS::DBClusterParameterGroup`, `AWS::RDS::DBParameterGroup`).
 *
 * The resource comes into being when the group is first used: as a cluster's group, as an instance's, or as both.
 *
 * @resource AWS::RDS::DBParameterGroup
 */
export class ParameterGroup extends Resource implements IParameterGroup {
  /** The id of this class for `PropertyInjectors`. */
  public static readonly PROPERTY_INJECTION_ID: string = "cdk-rockpool.ParameterGroup";

  /** A group that exists outside of this app. Parameters cannot be added to it. */
  public static fromParameterGroupName(scope: Construct, id: string, parameterGroupName: string): IParameterGroup {
    return new ImportedParameterGroup(scope, id, parameterGroupName);
  }

  /** A group for instances that is created even if nothing uses it. */
  public static forInstance(scope: Construct, id: string, props: ParameterGroupProps): IParameterGroup {
    const group = new ParameterGroup(scope, id, props);
    group.instanceGroup();
    return group;
  }

  /** A group for clusters that is created even if nothing uses it. */
  public static forCluster(scope: Construct, id: string, props: ParameterGroupProps): IParameterGroup {
    const group = new ParameterGroup(scope, id, props);
    group.clusterGroup();
    return group;
  }

  private readonly family: string;
  private readonly parameters: { [key: string]: string };
  private clusterResource?: rds.CfnDBClusterParameterGroup;
  private instanceResource?: rds.CfnDBParameterGroup;

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: ParameterGroupProps,
  ) {
    props = injectedProps("ParameterGroup", scope, id, props);
    super(scope, id);
    checkGroupName(this, "name", props.name);
    const family = props.engine.parameterGroupFamily;
    if (family === undefined) {
      invalid(
        this,
        `the engine ${props.engine.engineType} has no version, so its parameter group family is not known; use an engine with a version`,
      );
    }
    this.family = family;
    this.parameters = { ...props.parameters };
  }

  /** Called when a cluster uses this group. */
  public bindToCluster(_options: rds.ParameterGroupClusterBindOptions): rds.ParameterGroupClusterConfig {
    return { parameterGroupName: this.clusterGroup().ref };
  }

  /** Called when an instance uses this group. */
  public bindToInstance(_options: rds.ParameterGroupInstanceBindOptions): rds.ParameterGroupInstanceConfig {
    return { parameterGroupName: this.instanceGroup().ref };
  }

  /** Adds a parameter, or replaces its value. */
  public addParameter(key: string, value: string): boolean {
    this.parameters[key] = value;
    return true;
  }

  /**
   * This group as the instances' one. The reference resolves once an instance uses the group.
   *
   * @throws at synthesis, when the ARN is used although no instance uses the group
   */
  public get dbParameterGroupRef(): interfaces.aws_rds.DBParameterGroupReference {
    return {
      dbParameterGroupName: this.nameOf(() => this.instanceResource),
      dbParameterGroupArn: Lazy.string({
        produce: () =>
          this.instanceResource?.attrDbParameterGroupArn ??
          invalid(this, "no instance uses the group, so it has no ARN; use ParameterGroup.forInstance() to create it"),
      }),
    };
  }

  /** This group as the clusters' one. The reference resolves once a cluster uses the group. */
  public get dbClusterParameterGroupRef(): interfaces.aws_rds.DBClusterParameterGroupReference {
    return { dbClusterParameterGroupName: this.nameOf(() => this.clusterResource) };
  }

  /** The name of a resource that may come into being later. */
  private nameOf(resource: () => CfnResource | undefined): string {
    return Lazy.string({ produce: () => resource()?.ref ?? this.props.name ?? "" });
  }

  private clusterGroup(): rds.CfnDBClusterParameterGroup {
    // The first of the two takes the id "Resource": the logical ids of running stacks hang on it.
    this.clusterResource ??= this.keep(
      new rds.CfnDBClusterParameterGroup(this, this.instanceResource ? "ClusterParameterGroup" : "Resource", {
        dbClusterParameterGroupName: this.props.name,
        description: this.props.description || `Cluster parameter group for ${this.family}`,
        family: this.family,
        parameters: Lazy.any({ produce: () => this.parameters }),
      }),
    );
    return this.clusterResource;
  }

  private instanceGroup(): rds.CfnDBParameterGroup {
    this.instanceResource ??= this.keep(
      new rds.CfnDBParameterGroup(this, this.clusterResource ? "InstanceParameterGroup" : "Resource", {
        dbParameterGroupName: this.props.name,
        description: this.props.description || `Parameter group for ${this.family}`,
        family: this.family,
        parameters: Lazy.any({ produce: () => this.parameters }),
      }),
    );
    return this.instanceResource;
  }

  private keep<T extends rds.CfnDBParameterGroup | rds.CfnDBClusterParameterGroup>(resource: T): T {
    if (this.props.removalPolicy !== undefined) resource.applyRemovalPolicy(this.props.removalPolicy);
    return resource;
  }
}

/** The group that a cluster or an instance uses: the one given, or one made from `parameters`. */
export function parameterGroupFor(
  scope: Construct,
  id: string,
  engine: rds.IEngine,
  parameterGroup: rds.IParameterGroup | undefined,
  parameters: { [key: string]: string } | undefined,
): rds.IParameterGroup | undefined {
  if (parameterGroup && parameters) {
    invalid(
      scope,
      "parameterGroup and parameters are both given; put the parameters into the group, or leave the group out",
    );
  }
  return parameterGroup ?? (parameters && new ParameterGroup(scope, id, { engine, parameters }));
}

class ImportedParameterGroup extends Resource implements IParameterGroup {
  public constructor(
    scope: Construct,
    id: string,
    private readonly parameterGroupName: string,
  ) {
    super(scope, id);
  }

  public bindToCluster(_options: rds.ParameterGroupClusterBindOptions): rds.ParameterGroupClusterConfig {
    return { parameterGroupName: this.parameterGroupName };
  }

  public bindToInstance(_options: rds.ParameterGroupInstanceBindOptions): rds.ParameterGroupInstanceConfig {
    return { parameterGroupName: this.parameterGroupName };
  }

  public addParameter(_key: string, _value: string): boolean {
    return false;
  }

  public get dbParameterGroupRef(): interfaces.aws_rds.DBParameterGroupReference {
    const dbParameterGroupArn = rdsArn(this, "pg", this.parameterGroupName);
    return { dbParameterGroupName: this.parameterGroupName, dbParameterGroupArn };
  }

  public get dbClusterParameterGroupRef(): interfaces.aws_rds.DBClusterParameterGroupReference {
    return { dbClusterParameterGroupName: this.parameterGroupName };
  }
}
