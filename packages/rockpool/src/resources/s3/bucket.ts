import type { JsonObject, ResourceContext, ResourceHandler } from "../../cloudformation/contract.js";
import type { Environment } from "../../environment.js";
import { AwsError } from "../../errors.js";
import { ownerCall } from "../../services/contract.js";
import type { S3Service } from "../../services/s3/index.js";
import { object, optionalText, tags } from "../properties.js";
import { recordHandler } from "../record-handler.js";

/** Properties that change something about a bucket on one machine. */
const RUN = ["BucketName", "VersioningConfiguration", "Tags"];
/** Properties of guarded, billed or expiring storage: accepted, and of no effect on files of one's own machine. */
const WITHOUT_EFFECT = [
  "BucketEncryption",
  "PublicAccessBlockConfiguration",
  "OwnershipControls",
  "LifecycleConfiguration",
  "CorsConfiguration",
  "AccessControl",
];

/** AWS::S3::Bucket. `Ref`: the bucket's name. */
export function bucket({ s3, environment }: { s3: S3Service; environment: Environment }): ResourceHandler {
  const { accountId, partition, region, urlSuffix } = environment.account;
  const call = ownerCall(accountId, partition);
  const { operations } = s3;

  const attributes = (name: string): Record<string, string> => ({
    Arn: `arn:${partition}:s3:::${name}`,
    DomainName: `${name}.s3.${urlSuffix}`,
    DualStackDomainName: `${name}.s3.dualstack.${region}.${urlSuffix}`,
    RegionalDomainName: `${name}.s3.${region}.${urlSuffix}`,
    WebsiteURL: `http://${name}.s3-website-${region}.${urlSuffix}`,
  });

  function check(properties: JsonObject): void {
    const allowed = [...RUN, ...WITHOUT_EFFECT];
    const others = Object.keys(properties).filter((property) => !allowed.includes(property));
    if (others.length > 0) {
      throw new AwsError(
        "NotImplemented",
        `AWS::S3::Bucket: Rockpool does not run ${others.join(", ")}; it takes ${allowed.join(", ")}`,
      );
    }
  }

  function configure(context: ResourceContext, Bucket: string, properties: JsonObject): void {
    const Status = optionalText(object(properties, "VersioningConfiguration"), "Status");
    if (Status !== undefined || operations.GetBucketVersioning(call, { Bucket }).Status !== undefined) {
      operations.PutBucketVersioning(call, {
        Bucket,
        VersioningConfiguration: { Status: Status === "Enabled" ? "Enabled" : "Suspended" },
      });
    }
    operations.PutBucketTagging(call, { Bucket, Tagging: { TagSet: tags(context, properties) } });
  }

  return recordHandler(environment, {
    create(context, properties) {
      check(properties);
      const name = optionalText(properties, "BucketName") ?? context.generateName({ maxLength: 63, lowerCase: true });
      operations.CreateBucket(call, { Bucket: name });
      configure(context, name, properties);
      return name;
    },
    update(context, physicalId, _oldProperties, newProperties) {
      check(newProperties);
      configure(context, physicalId, newProperties);
    },
    delete: (_context, Bucket) => void operations.DeleteBucket(call, { Bucket }),
    attributes,
  });
}
