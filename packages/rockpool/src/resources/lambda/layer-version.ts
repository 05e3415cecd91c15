import type { ResourceHandler } from "../../cloudformation/contract.js";
import type { Environment } from "../../environment.js";
import { ownerCall } from "../../services/contract.js";
import type { LambdaService } from "../../services/lambda/index.js";
import { object, optionalText } from "../properties.js";

/** AWS::Lambda::LayerVersion. `Ref`: the ARN of the version. Every change makes a new version. */
export function layerVersion({
  lambda,
  environment,
}: {
  lambda: LambdaService;
  environment: Environment;
}): ResourceHandler {
  const { operations } = lambda;
  const call = ownerCall(environment.account.accountId, environment.account.partition);

  return {
    async create(context, properties) {
      const content = object(properties, "Content");
      const { LayerVersionArn = "" } = await operations.PublishLayerVersion(call, {
        LayerName: optionalText(properties, "LayerName") ?? context.generateName({ maxLength: 140 }),
        Description: optionalText(properties, "Description"),
        LicenseInfo: optionalText(properties, "LicenseInfo"),
        Content: {
          S3Bucket: optionalText(content, "S3Bucket"),
          S3Key: optionalText(content, "S3Key"),
          S3ObjectVersion: optionalText(content, "S3ObjectVersion"),
        },
      });
      context.initiated(LayerVersionArn);
      return { physicalId: LayerVersionArn, attributes: { LayerVersionArn } };
    },

    async delete(_context, physicalId) {
      const [, LayerName, version] = /^(.+):(\d+)$/.exec(physicalId) ?? [];
      if (LayerName === undefined) return;
      await operations.DeleteLayerVersion(call, { LayerName, VersionNumber: Number(version) });
    },
  };
}
