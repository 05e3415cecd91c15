import * as iam from "aws-cdk-lib/aws-iam";
import { Annotations } from "aws-cdk-lib/core";
import type * as rds from "aws-cdk-lib/aws-rds";
import type * as s3 from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";
import { invalid } from "./validation/invalid";

/** The S3 properties of a cluster or an instance. */
export interface S3Props {
  readonly s3ImportRole?: iam.IRole;
  readonly s3ImportBuckets?: s3.IBucket[];
  readonly s3ExportRole?: iam.IRole;
  readonly s3ExportBuckets?: s3.IBucket[];
}

/** The roles by which a database reads and writes S3. */
export interface S3Roles {
  readonly importRole?: iam.IRole;
  readonly exportRole?: iam.IRole;
}

/**
 * Roles as given, or new ones for the buckets.
 *
 * @param combine whether one role is made for both directions
 */
export function s3Roles(scope: Construct, props: S3Props, combine: boolean | undefined): S3Roles {
  const importRole = roleFor(
    scope,
    "S3Import",
    props.s3ImportRole,
    props.s3ImportBuckets,
    combine ? props.s3ExportRole : undefined,
    (bucket, role) => bucket.grantRead(role),
  );
  const exportRole = roleFor(
    scope,
    "S3Export",
    props.s3ExportRole,
    props.s3ExportBuckets,
    combine ? importRole : undefined,
    (bucket, role) => bucket.grantReadWrite(role),
  );
  return { importRole, exportRole };
}

/** The roles of a cluster. Warns when the engine takes one role for both directions and is given two. */
export function clusterS3Roles(scope: Construct, props: S3Props, combine: boolean | undefined): S3Roles {
  const { importRole, exportRole } = s3Roles(scope, props, combine);
  if (combine && importRole && exportRole && importRole !== exportRole) {
    Annotations.of(scope).addWarningV2(
      "cdk-rockpool:twoS3Roles",
      "this engine takes one role for S3 import and export, and uses s3ExportRole for both; pass the same role as s3ImportRole and s3ExportRole",
    );
  }
  return { importRole, exportRole };
}

/** `AssociatedRoles` of a cluster: one entry a role and feature. */
export function associatedRoles(
  roles: S3Roles,
  features: rds.ClusterEngineFeatures | undefined,
): rds.CfnDBCluster.DBClusterRoleProperty[] | undefined {
  const entries: rds.CfnDBCluster.DBClusterRoleProperty[] = [];
  if (roles.importRole) entries.push({ roleArn: roles.importRole.roleArn, featureName: features?.s3Import });
  if (roles.exportRole && (roles.exportRole !== roles.importRole || features?.s3Export !== features?.s3Import)) {
    entries.push({ roleArn: roles.exportRole.roleArn, featureName: features?.s3Export });
  }
  return entries.length > 0 ? entries : undefined;
}

/** `AssociatedRoles` of an instance. Ends synthesis when the engine has no feature that would use a role. */
export function instanceRoles(
  scope: Construct,
  engine: rds.IInstanceEngine,
  roles: S3Roles,
  features: rds.InstanceEngineFeatures | undefined,
): rds.CfnDBInstance.DBInstanceRoleProperty[] | undefined {
  const entry = (role: iam.IRole, direction: string, featureName: string | undefined) => {
    if (featureName === undefined) {
      const version = engine.engineVersion?.fullVersion;
      invalid(
        scope,
        `${engine.engineType}${version === undefined ? "" : ` ${version}`} has no S3 ${direction}; leave s3${direction}Role and s3${direction}Buckets out, or use an engine that has it`,
      );
    }
    return { roleArn: role.roleArn, featureName };
  };
  const { importRole, exportRole } = roles;
  const imported = importRole && entry(importRole, "Import", features?.s3Import);
  const exported = exportRole && entry(exportRole, "Export", features?.s3Export);
  // Where one feature serves both directions, it has the role of imports, even if there is none.
  const shared = features?.s3Import === features?.s3Export;
  if (shared && exportRole && exportRole !== importRole) {
    Annotations.of(scope).addWarningV2(
      "cdk-rockpool:s3ExportRoleNotAssociated",
      `${engine.engineType} has one role for S3 import and export, that of imports, so the role of exports is not associated with the instance; give it as s3ImportRole too`,
    );
  }
  const entries = [imported, shared ? undefined : exported].filter((role) => role !== undefined);
  return entries.length > 0 ? entries : undefined;
}

function roleFor(
  scope: Construct,
  name: string,
  role: iam.IRole | undefined,
  buckets: s3.IBucket[] | undefined,
  shared: iam.IRole | undefined,
  grant: (bucket: s3.IBucket, role: iam.IRole) => void,
): iam.IRole | undefined {
  if (!buckets || buckets.length === 0) return role;
  const prop = `s3${name.slice(2)}`;
  if (role)
    invalid(
      scope,
      `${prop}Role and ${prop}Buckets are both given; grant the role access to the buckets, or leave it out`,
    );
  const made =
    shared ?? new iam.Role(scope, `${name}Role`, { assumedBy: new iam.ServicePrincipal("rds.amazonaws.com") });
  for (const bucket of buckets) grant(bucket, made);
  return made;
}
