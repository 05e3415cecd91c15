import type { Environment } from "../environment.js";
import { AwsError } from "../errors.js";
import { type CallContext, ownerCall } from "../services/contract.js";
import type { IamService } from "../services/iam/index.js";
import type { S3Service } from "../services/s3/index.js";
import type { SsmService } from "../services/ssm/index.js";
import { bootstrapCdk } from "../services/sts/bootstrap.js";

interface Parts {
  readonly environment: Environment;
  readonly iam: IamService;
  readonly ssm: SsmService;
  readonly s3: S3Service;
}

/** The stack that `cdk bootstrap` makes, and the names of what is in it by default. */
const TOOLKIT = "CDKToolkit";
const PREFIX = "cdk-hnb659fds-";
const VERSION_PARAMETER = "/cdk-bootstrap/hnb659fds/version";

/**
 * A pool is bootstrapped for the CDK from its start. Should `cdk bootstrap` be run all the same, what it makes takes the
 * place of what the pool has made, for as long as its stack exists.
 */
export function bootstrap(parts: Parts): void {
  make(parts);
  parts.environment.events.subscribe((event) => {
    if (event.kind !== "stack" || event.stackName !== TOOLKIT || event.physicalResourceId !== event.stackId) return;
    if (event.resourceStatus === "CREATE_IN_PROGRESS") remove(parts);
    if (["ROLLBACK_COMPLETE", "DELETE_COMPLETE"].includes(event.resourceStatus)) make(parts);
  });
}

/** Makes what is missing: roles, the version, and the bucket for assets, versioned as there. */
function make({ environment, iam, ssm, s3 }: Parts): void {
  bootstrapCdk({ environment, iam, ssm });
  const call = owner(environment);
  const Bucket = assetBucket(environment);
  try {
    s3.operations.CreateBucket(call, { Bucket });
    s3.operations.PutBucketVersioning(call, { Bucket, VersioningConfiguration: { Status: "Enabled" } });
  } catch (error) {
    if (!(error instanceof AwsError && error.code === "BucketAlreadyOwnedByYou")) throw error;
  }
}

function remove({ environment, iam, ssm, s3 }: Parts): void {
  const call = owner(environment);
  for (const { RoleName = "" } of iam.operations.ListRoles(call, { MaxItems: 1000 }).Roles ?? []) {
    if (!RoleName.startsWith(PREFIX)) continue;
    for (const PolicyName of iam.operations.ListRolePolicies(call, { RoleName }).PolicyNames ?? [])
      iam.operations.DeleteRolePolicy(call, { RoleName, PolicyName });
    for (const { PolicyArn } of iam.operations.ListAttachedRolePolicies(call, { RoleName }).AttachedPolicies ?? [])
      iam.operations.DetachRolePolicy(call, { RoleName, PolicyArn });
    iam.operations.DeleteRole(call, { RoleName });
  }
  if (ssm.exists(VERSION_PARAMETER)) ssm.operations.DeleteParameter(call, { Name: VERSION_PARAMETER });
  removeBucket(s3, call, assetBucket(environment));
}

/** Assets are needed while a stack is deployed, not afterwards; the CDK publishes again what it misses. */
function removeBucket(s3: S3Service, call: CallContext, Bucket: string): void {
  const buckets = s3.operations.ListBuckets().Buckets ?? [];
  if (!buckets.some(({ Name }) => Name === Bucket)) return;
  for (;;) {
    const { Versions = [], DeleteMarkers = [] } = s3.operations.ListObjectVersions(call, { Bucket });
    if (Versions.length + DeleteMarkers.length === 0) break;
    for (const { Key, VersionId } of [...Versions, ...DeleteMarkers])
      s3.operations.DeleteObject(call, { Bucket, Key, VersionId });
  }
  s3.operations.DeleteBucket(call, { Bucket });
}

const owner = ({ account }: Environment): CallContext => ownerCall(account.accountId, account.partition);
const assetBucket = ({ account }: Environment): string => `${PREFIX}assets-${account.accountId}-${account.region}`;
