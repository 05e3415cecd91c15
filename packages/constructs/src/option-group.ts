import * as ec2 from "aws-cdk-lib/aws-ec2";
import * as rds from "aws-cdk-lib/aws-rds";
import { Annotations, Lazy, Resource } from "aws-cdk-lib/core";
import type { Construct } from "constructs";
import { injectedProps } from "./property-injection";
import { invalid } from "./validation/invalid";
import { checkGroupName } from "./validation/names";
import { checkRange } from "./validation/ranges";

/** A group of options that instances run with. */
export interface IOptionGroup extends rds.IOptionGroup {}

/** An option of an engine, with its settings and, where it listens, its port. */
export interface OptionConfiguration extends rds.OptionConfiguration {}

/** Properties of an `OptionGroup`. */
export interface OptionGroupProps {
  /** The engine; it must know its major version. */
  readonly engine: rds.IInstanceEngine;

  /**
   * What the group is for.
   *
   * @default - a description with engine and major version
   */
  readonly description?: string;

  /** The options. */
  readonly configurations: rds.OptionConfiguration[];

  /**
   * The name of the group: 1 to 255 letters, digits or hyphens.
   *
   * @default - CloudFormation makes one
   */
  readonly optionGroupName?: string;
}

/**
 * A group of options, e.g. Oracle's `OEM` or SQL Server's `SQLSERVER_BACKUP_RESTORE`.
 *
 * @resource AWS::RDS::OptionGroup
 */
export class OptionGroup extends Resource implements IOptionGroup {
  /** The id of this class for `PropertyInjectors`. */
  public static readonly PROPERTY_INJECTION_ID: string = "cdk-rockpool.OptionGroup";

  /** A group that exists outside of this app. Options cannot be added to it. */
  public static fromOptionGroupName(scope: Construct, id: string, optionGroupName: string): IOptionGroup {
    return new ImportedOptionGroup(scope, id, optionGroupName);
  }

  /** The name of the group. */
  public readonly optionGroupName: string;

  /** The connections of the options that listen on a port, by name of the option. */
  public readonly optionConnections: { [key: string]: ec2.Connections } = {};

  private readonly configurations: rds.CfnOptionGroup.OptionConfigurationProperty[] = [];

  /** @throws when the engine has no version, or an option has a port without a VPC, the other way round, or twice */
  public constructor(scope: Construct, id: string, props: OptionGroupProps) {
    props = injectedProps("OptionGroup", scope, id, props);
    super(scope, id);
    checkGroupName(this, "optionGroupName", props.optionGroupName);
    const { engineType, engineVersion } = props.engine;
    if (engineVersion === undefined) {
      invalid(
        this,
        `the engine ${engineType} has no version, but an option group belongs to a major version; use an engine with a version`,
      );
    }
    for (const configuration of props.configurations) this.addConfiguration(configuration);
    const { majorVersion } = engineVersion;
    const resource = new rds.CfnOptionGroup(this, "Resource", {
      engineName: engineType,
      majorEngineVersion: majorVersion,
      optionGroupDescription: props.description || `Option group for ${engineType} ${majorVersion}`,
      optionGroupName: props.optionGroupName,
      optionConfigurations: Lazy.any({ produce: () => this.configurations }),
    });
    this.optionGroupName = props.optionGroupName ?? resource.ref;
  }

  /** This group as CloudFormation refers to it. */
  public get optionGroupRef(): rds.OptionGroupReference {
    return { optionGroupName: this.optionGroupName };
  }

  /** Adds an option. */
  public addConfiguration(configuration: rds.OptionConfiguration): boolean {
    const { name, port, settings, version } = configuration;
    this.configurations.push({
      optionName: name,
      optionSettings: settings && Object.entries(settings).map(([key, value]) => ({ name: key, value })),
      optionVersion: version,
      port,
      vpcSecurityGroupMemberships: this.securityGroups(configuration),
    });
    return true;
  }

  /** The ids of the security groups of an option that listens: those given, or a new one, and those that join its connections later. */
  private securityGroups(configuration: rds.OptionConfiguration): string[] | undefined {
    const { name, port, vpc, securityGroups = [] } = configuration;
    if (port === undefined && vpc === undefined) {
      if (securityGroups.length > 0) {
        Annotations.of(this).addWarningV2(
          "cdk-rockpool:optionSecurityGroupsIgnored",
          `option ${name} has securityGroups but neither port nor vpc, so they are left out; give port and vpc too`,
        );
      }
      return undefined;
    }
    if (port === undefined || vpc === undefined) {
      invalid(
        this,
        `option ${name} has ${port === undefined ? "a vpc but no port" : `port ${port} but no vpc`}; give both or neither`,
      );
    }
    checkRange(this, `the port of option ${name}`, port, { min: 1, max: 65_535 });
    if (name in this.optionConnections) {
      invalid(this, `option ${name} is given twice with a port; give each option once`);
    }
    const groups =
      securityGroups.length > 0
        ? securityGroups
        : [
            new ec2.SecurityGroup(this, `SecurityGroup${name}`, {
              vpc,
              description: `Security group for ${name} option`,
            }),
          ];
    const connections = new ec2.Connections({ securityGroups: groups, defaultPort: ec2.Port.tcp(port) });
    this.optionConnections[name] = connections;
    return Lazy.list({ produce: () => connections.securityGroups.map((group) => group.securityGroupId) });
  }
}

class ImportedOptionGroup extends Resource implements IOptionGroup {
  public constructor(
    scope: Construct,
    id: string,
    public readonly optionGroupName: string,
  ) {
    super(scope, id);
  }

  public get optionGroupRef(): rds.OptionGroupReference {
    return { optionGroupName: this.optionGroupName };
  }

  public addConfiguration(_configuration: rds.OptionConfiguration): boolean {
    return false;
  }
}
