import type { ExternalValues } from "../cloudformation/contract.js";
import type { FolderBuckets } from "../deploy/folders.js";
import type { Environment } from "../environment.js";
import { AwsError } from "../errors.js";
import { ownerCall } from "../services/contract.js";
import { availabilityZones } from "../services/ec2/index.js";
import type { S3Service } from "../services/s3/index.js";
import { type ObjectLocation, parseS3Url } from "../services/s3/url.js";
import type { SecretsManagerService } from "../services/secretsmanager/index.js";
import type { SsmService } from "../services/ssm/index.js";

/** Reads objects from S3, or from the folder that stands for a bucket which does not exist. */
export function objectReader({
  environment,
  s3,
  folders,
}: {
  environment: Environment;
  s3: S3Service;
  folders: FolderBuckets;
}) {
  const call = ownerCall(environment.account.accountId, environment.account.partition);
  return ({ bucket, key, versionId }: ObjectLocation): Uint8Array => {
    try {
      return s3.operations.GetObject(call, {
        Bucket: bucket,
        Key: key,
        ...(versionId === undefined ? {} : { VersionId: versionId }),
      }).Body;
    } catch (error) {
      const file = error instanceof AwsError && error.status === 404 ? folders.read(bucket, key) : undefined;
      if (file === undefined) throw error;
      return file;
    }
  };
}

/** What templates take from elsewhere, out of the pool's own services. */
export function externalValues(parts: {
  environment: Environment;
  ssm: SsmService;
  secretsManager: SecretsManagerService;
  readObject: (location: ObjectLocation) => Uint8Array;
}): ExternalValues {
  return {
    async ssmParameter(name, version, options) {
      return parts.ssm.resolve(name, version, options);
    },
    async secret(reference) {
      return parts.secretsManager.resolveSecret(reference);
    },
    availabilityZones,
    async template(url) {
      const location = parseS3Url(url);
      if (location === undefined)
        throw new AwsError("ValidationError", `TemplateURL must be a supported URL: ${url} is no S3 URL.`);
      try {
        return new TextDecoder().decode(parts.readObject(location));
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        throw new AwsError("ValidationError", `S3 error: ${error.message}`, { cause: error, fields: { url } });
      }
    },
  };
}
