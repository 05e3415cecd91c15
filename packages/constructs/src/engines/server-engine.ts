import { Annotations } from "aws-cdk-lib/core";
import type * as rds from "aws-cdk-lib/aws-rds";
import type * as secretsmanager from "aws-cdk-lib/aws-secretsmanager";
import type { Construct } from "constructs";
import { OptionGroup } from "../option-group";
import { invalid } from "../validation/invalid";
import type { IInstanceEngine } from "./engine";
import { type EngineType, FLAVOURS, type Flavour } from "./server-flavours";

/** An engine of database instances, whatever its flavour. */
export class ServerEngine implements IInstanceEngine {
  public readonly engineType: string;
  public readonly engineFamily?: string;
  public readonly engineVersion?: rds.EngineVersion;
  public readonly parameterGroupFamily?: string;
  public readonly defaultUsername?: string;
  public readonly supportsReadReplicaBackups?: boolean;
  public readonly singleUserRotationApplication: secretsmanager.SecretRotationApplication;
  public readonly multiUserRotationApplication: secretsmanager.SecretRotationApplication;

  private readonly flavour: Flavour;

  public constructor(
    engineType: EngineType,
    engineVersion?: rds.EngineVersion,
    private readonly features: rds.InstanceEngineFeatures | undefined = FLAVOURS[engineType].features,
  ) {
    const flavour = FLAVOURS[engineType];
    this.flavour = flavour;
    this.engineType = engineType;
    this.engineVersion = engineVersion;
    this.parameterGroupFamily = engineVersion && `${engineType}${flavour.familyOf(engineVersion.majorVersion)}`;
    this.engineFamily = flavour.engineFamily;
    this.defaultUsername = flavour.defaultUsername;
    this.supportsReadReplicaBackups = flavour.supportsReadReplicaBackups;
    this.singleUserRotationApplication = flavour.rotation.single;
    this.multiUserRotationApplication = flavour.rotation.multi;
  }

  public bindToInstance(scope: Construct, options: rds.InstanceEngineBindOptions): rds.InstanceEngineConfig {
    this.refuseUnusable(scope, options);
    return { features: this.features, optionGroup: this.optionGroup(scope, options) };
  }

  private refuseUnusable(scope: Construct, options: rds.InstanceEngineBindOptions): void {
    for (const property of this.flavour.refuses) {
      if (!options[property]) continue;
      const others = Object.entries(FLAVOURS).flatMap(([type, { refuses }]) =>
        refuses.includes(property) ? [] : [type],
      );
      invalid(
        scope,
        `${property} is given, but ${this.engineType} instances have no ${property}; leave it out, or use ${others.join(", ")}`,
      );
    }
  }

  /** The instance's group with the option for S3 in it, or a new one for that option. */
  private optionGroup(scope: Construct, options: rds.InstanceEngineBindOptions): rds.IOptionGroup | undefined {
    const { s3ImportRole, s3ExportRole, optionGroup } = options;
    const { s3Option } = this.flavour;
    const role = s3ImportRole ?? s3ExportRole;
    if (role === undefined || s3Option === undefined) return optionGroup;
    if (s3Option.oneRole && s3ExportRole && s3ExportRole.roleRef.roleArn !== role.roleRef.roleArn) {
      invalid(
        scope,
        `s3ImportRole and s3ExportRole differ, but ${this.engineType} names a single role in its option; give the same role twice`,
      );
    }
    const configuration = s3Option.configuration(role.roleRef.roleArn);
    const group = optionGroup ?? new OptionGroup(scope, "InstanceOptionGroup", { engine: this, configurations: [] });
    if (!group.addConfiguration(configuration)) {
      Annotations.of(scope).addWarningV2(
        "cdk-rockpool:importedOptionGroupWithoutS3",
        `the option group is imported, so the option ${configuration.name} cannot be added to it; make sure that it has the option, or ${this.engineType} cannot reach S3`,
      );
    }
    return group;
  }
}
