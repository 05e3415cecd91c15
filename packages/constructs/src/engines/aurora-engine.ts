import type * as rds from "aws-cdk-lib/aws-rds";
import type * as secretsmanager from "aws-cdk-lib/aws-secretsmanager";
import type { Construct } from "constructs";
import { ParameterGroup } from "../parameter-group";
import { invalid } from "../validation/invalid";
import type { IClusterEngine } from "./engine";

/** Everything that tells one Aurora engine from another. */
export interface Flavour {
  readonly engineType: string;
  readonly engineFamily: string;
  readonly engineVersion?: rds.EngineVersion;
  readonly defaultUsername?: string;
  readonly defaultPort?: number;
  readonly features: rds.ClusterEngineFeatures;
  readonly supportedLogTypes: string[];
  readonly rotation: {
    single: secretsmanager.SecretRotationApplication;
    multi: secretsmanager.SecretRotationApplication;
  };
  /** Id of the imported default parameter group; left out where a cluster may go without one. */
  readonly defaultGroupId?: string;
  /** Parameters that carry the S3 roles; left out where features carry them. */
  readonly s3Parameters?: { load: string; save: string };
  readonly combineImportAndExportRoles?: boolean;
}

/** An Aurora engine, whatever its flavour. */
export class AuroraEngine implements IClusterEngine {
  public readonly engineType: string;
  public readonly engineFamily?: string;
  public readonly engineVersion?: rds.EngineVersion;
  public readonly parameterGroupFamily?: string;
  public readonly defaultUsername?: string;
  public readonly supportedLogTypes: string[];
  public readonly combineImportAndExportRoles?: boolean;
  public readonly singleUserRotationApplication: secretsmanager.SecretRotationApplication;
  public readonly multiUserRotationApplication: secretsmanager.SecretRotationApplication;

  public constructor(private readonly flavour: Flavour) {
    this.engineType = flavour.engineType;
    this.engineFamily = flavour.engineFamily;
    this.engineVersion = flavour.engineVersion;
    this.parameterGroupFamily = flavour.engineVersion && `${flavour.engineType}${flavour.engineVersion.majorVersion}`;
    this.defaultUsername = flavour.defaultUsername;
    this.supportedLogTypes = flavour.supportedLogTypes;
    this.combineImportAndExportRoles = flavour.combineImportAndExportRoles;
    this.singleUserRotationApplication = flavour.rotation.single;
    this.multiUserRotationApplication = flavour.rotation.multi;
  }

  public bindToCluster(scope: Construct, options: rds.ClusterEngineBindOptions): rds.ClusterEngineConfig {
    const { features, defaultPort } = this.flavour;
    this.requireS3Features(scope, options);
    const parameterGroup = this.groupWithRoles(scope, options) ?? options.parameterGroup ?? this.defaultGroup(scope);
    return { parameterGroup, port: defaultPort, features };
  }

  /** The group that carries the S3 roles: the one given, or one of the cluster's own, since the default group cannot. */
  private groupWithRoles(scope: Construct, options: rds.ClusterEngineBindOptions): rds.IParameterGroup | undefined {
    const { s3ImportRole, s3ExportRole } = options;
    const { s3Parameters } = this.flavour;
    if (!s3Parameters || (!s3ImportRole && !s3ExportRole)) return undefined;
    const group = options.parameterGroup ?? new ParameterGroup(scope, "ClusterParameterGroup", { engine: this });
    if (s3ImportRole) group.addParameter(s3Parameters.load, s3ImportRole.roleRef.roleArn);
    if (s3ExportRole) group.addParameter(s3Parameters.save, s3ExportRole.roleRef.roleArn);
    return group;
  }

  private defaultGroup(scope: Construct): rds.IParameterGroup | undefined {
    const { defaultGroupId, engineType } = this.flavour;
    if (defaultGroupId === undefined) return undefined;
    if (this.parameterGroupFamily === undefined) {
      invalid(
        scope,
        `the engine ${engineType} has no version, so its parameter group family is not known; use DatabaseClusterEngine.auroraPostgres({ version }), or pass parameterGroup`,
      );
    }
    return ParameterGroup.fromParameterGroupName(scope, defaultGroupId, `default.${this.parameterGroupFamily}`);
  }

  private requireS3Features(scope: Construct, options: rds.ClusterEngineBindOptions): void {
    const version = this.engineVersion?.fullVersion;
    if (this.flavour.s3Parameters || version === undefined) return;
    for (const [feature, role] of [
      ["s3Import", options.s3ImportRole],
      ["s3Export", options.s3ExportRole],
    ] as const) {
      if (role && !this.flavour.features[feature]) {
        invalid(
          scope,
          `${this.engineType} ${version} has no ${feature} feature; use a version that has it, e.g. 16.4 or newer`,
        );
      }
    }
  }
}
