import type { JsonObject, ResourceContext, ResourceHandler, ResourceState } from "../../cloudformation/contract.js";
import type { Environment } from "../../environment.js";
import { AwsError } from "../../errors.js";
import { ownerCall } from "../../services/contract.js";
import type { LambdaService } from "../../services/lambda/index.js";
import { object, optionalNumber, optionalText, tags, text, textList } from "../properties.js";
import { difference, refuseProperties } from "../record-handler.js";
import { lambdaCode } from "./code.js";

const REFUSED = [
  "CapacityProviderConfig",
  "CodeSigningConfigArn",
  "DurableConfig",
  "FileSystemConfigs",
  "FunctionScalingConfig",
  "ImageConfig",
  "PublishToLatestPublished",
  "TenancyConfig",
];

/** AWS::Lambda::Function. `Ref`: the function's name. */
export function lambdaFunction(given: { lambda: LambdaService; environment: Environment }): ResourceHandler {
  const { lambda, environment } = given;
  const { operations } = lambda;
  const call = ownerCall(environment.account.accountId, environment.account.partition);

  const state = (FunctionName: string): ResourceState => ({
    physicalId: FunctionName,
    attributes: {
      Arn: operations.GetFunctionConfiguration(call, { FunctionName }).FunctionArn ?? "",
      "SnapStartResponse.ApplyOn": "None",
      "SnapStartResponse.OptimizationStatus": "Off",
    },
  });

  const reserve = (FunctionName: string, properties: JsonObject): void => {
    const ReservedConcurrentExecutions = optionalNumber(properties, "ReservedConcurrentExecutions");
    if (ReservedConcurrentExecutions === undefined) operations.DeleteFunctionConcurrency(call, { FunctionName });
    else operations.PutFunctionConcurrency(call, { FunctionName, ReservedConcurrentExecutions });
  };

  const change = async (
    context: ResourceContext,
    FunctionName: string,
    properties: JsonObject,
    codeChanged: boolean,
  ): Promise<void> => {
    if (codeChanged) await operations.UpdateFunctionCode(call, { FunctionName, ...lambdaCode(properties) });
    await operations.UpdateFunctionConfiguration(call, { FunctionName, ...settings(FunctionName, properties) });
    reserve(FunctionName, properties);
    const Resource = operations.GetFunctionConfiguration(call, { FunctionName }).FunctionArn;
    const wanted = tagRecord(context, properties);
    const present = operations.ListTags(call, { Resource }).Tags ?? {};
    operations.UntagResource(call, { Resource, TagKeys: difference(Object.keys(present), Object.keys(wanted)) });
    operations.TagResource(call, { Resource, Tags: wanted });
  };

  return {
    async create(context, properties) {
      refuseProperties(context, properties, REFUSED);
      const FunctionName = optionalText(properties, "FunctionName") ?? context.generateName({ maxLength: 64 });
      const { inline, Architectures, ...Code } = lambdaCode(properties);
      const creating = { ...call, written: (id: string) => context.initiated(id) };
      await operations.CreateFunction(creating, {
        FunctionName,
        Code,
        inline,
        Architectures,
        Tags: tagRecord(context, properties),
        ...settings(FunctionName, properties),
      });
      reserve(FunctionName, properties);
      return state(FunctionName);
    },

    async update(context, physicalId, oldProperties, newProperties) {
      refuseProperties(context, newProperties, REFUSED);
      const codeChanged = ["Code", "Runtime", "Architectures"].some(
        (name) => JSON.stringify(oldProperties[name]) !== JSON.stringify(newProperties[name]),
      );
      await change(context, physicalId, newProperties, codeChanged);
      return state(physicalId);
    },

    async delete(_context, FunctionName) {
      try {
        await operations.DeleteFunction(call, { FunctionName });
      } catch (error) {
        if (!(error instanceof AwsError && error.code === "ResourceNotFoundException")) throw error;
      }
    },
  };
}

/** Every setting, with its default where the template has none: so that an update takes back what was removed. */
function settings(functionName: string, properties: JsonObject) {
  const vpc = object(properties, "VpcConfig");
  const variables = object(object(properties, "Environment"), "Variables");
  return {
    Role: text(properties, "Role"),
    Runtime: optionalText(properties, "Runtime"),
    Handler: optionalText(properties, "Handler"),
    Description: optionalText(properties, "Description") ?? "",
    Timeout: optionalNumber(properties, "Timeout") ?? 3,
    MemorySize: optionalNumber(properties, "MemorySize") ?? 128,
    Environment: { Variables: Object.fromEntries(Object.keys(variables).map((name) => [name, text(variables, name)])) },
    Layers: textList(properties, "Layers"),
    EphemeralStorage: { Size: optionalNumber(object(properties, "EphemeralStorage"), "Size") ?? 512 },
    LoggingConfig: {
      LogGroup: optionalText(object(properties, "LoggingConfig"), "LogGroup") ?? `/aws/lambda/${functionName}`,
    },
    VpcConfig: { SubnetIds: textList(vpc, "SubnetIds"), SecurityGroupIds: textList(vpc, "SecurityGroupIds") },
    TracingConfig: {
      Mode:
        optionalText(object(properties, "TracingConfig"), "Mode") === "Active"
          ? ("Active" as const)
          : ("PassThrough" as const),
    },
    DeadLetterConfig: { TargetArn: optionalText(object(properties, "DeadLetterConfig"), "TargetArn") ?? "" },
  };
}

function tagRecord(context: ResourceContext, properties: JsonObject): Record<string, string> {
  return Object.fromEntries(tags(context, properties).map(({ Key, Value }) => [Key, Value]));
}
