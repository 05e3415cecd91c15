import type { JsonObject, ResourceContext, ResourceHandler } from "../../cloudformation/contract.js";
import type { Environment } from "../../environment.js";
import { AwsError } from "../../errors.js";
import { ownerCall } from "../../services/contract.js";
import type { LogsService } from "../../services/logs/index.js";
import { optionalNumber, optionalText, tags } from "../properties.js";
import { difference, recordHandler, refuseProperties } from "../record-handler.js";

const REFUSED = [
  "DataProtectionPolicy",
  "FieldIndexPolicies",
  "ResourcePolicyDocument",
  "BearerTokenAuthenticationEnabled",
  "DeletionProtectionEnabled",
];

/** AWS::Logs::LogGroup. `Ref`: the group's name; `Arn` ends in `:*`. */
export function logGroup({ logs, environment }: { logs: LogsService; environment: Environment }): ResourceHandler {
  const { operations } = logs;
  const call = ownerCall(environment.account.accountId, environment.account.partition);

  const retain = (logGroupName: string, properties: JsonObject): void => {
    const retentionInDays = optionalNumber(properties, "RetentionInDays");
    if (retentionInDays === undefined) operations.DeleteRetentionPolicy(call, { logGroupName });
    else operations.PutRetentionPolicy(call, { logGroupName, retentionInDays });
  };

  return recordHandler(environment, {
    create(context, properties) {
      refuseProperties(context, properties, REFUSED);
      const logGroupName = optionalText(properties, "LogGroupName") ?? context.generateName({ maxLength: 512 });
      operations.CreateLogGroup(call, {
        logGroupName,
        kmsKeyId: optionalText(properties, "KmsKeyId"),
        tags: tagRecord(context, properties),
        logGroupClass: groupClass(optionalText(properties, "LogGroupClass")),
      });
      retain(logGroupName, properties);
      return logGroupName;
    },

    update(context, logGroupName, before, after) {
      refuseProperties(context, after, REFUSED);
      retain(logGroupName, after);
      const [old, wanted] = [tagRecord(context, before), tagRecord(context, after)];
      operations.UntagLogGroup(call, { logGroupName, tags: difference(Object.keys(old), Object.keys(wanted)) });
      operations.TagLogGroup(call, { logGroupName, tags: wanted });
    },

    delete(_context, logGroupName) {
      operations.DeleteLogGroup(call, { logGroupName });
    },

    attributes(logGroupName) {
      const { logGroups = [] } = operations.DescribeLogGroups(call, { logGroupNamePrefix: logGroupName });
      const found = logGroups.find((group) => group.logGroupName === logGroupName);
      return found === undefined ? undefined : { Arn: found.arn ?? "" };
    },
  });
}

function groupClass(value: string | undefined): "STANDARD" | "INFREQUENT_ACCESS" | "DELIVERY" {
  if (value === undefined || value === "STANDARD") return "STANDARD";
  if (value === "INFREQUENT_ACCESS" || value === "DELIVERY") return value;
  throw new AwsError(
    "ValidationError",
    `LogGroupClass ${value} is not valid; it is one of STANDARD, INFREQUENT_ACCESS, DELIVERY`,
  );
}

function tagRecord(context: ResourceContext, properties: JsonObject): Record<string, string> {
  return Object.fromEntries(tags(context, properties).map(({ Key, Value }) => [Key, Value]));
}
