import { type Account, arn } from "../../environment.js";
import type { Json, JsonObject, ResourceContext } from "../contract.js";
import type { ResourceVersion } from "./model.js";
import { generatedName } from "./names.js";
import type { Operation } from "./operation.js";

/** What a handler is told about the version of a resource that it works on. */
export function resourceContext(
  operation: Operation,
  logicalId: string,
  version: ResourceVersion,
  initiated: (physicalId: string) => void = () => undefined,
): ResourceContext {
  const { stack, signal, parts } = operation;
  return {
    stackId: stack.stackId,
    stackName: stack.stackName,
    logicalId,
    resourceType: version.type,
    tags: {
      ...version.tags,
      "aws:cloudformation:stack-name": stack.stackName,
      "aws:cloudformation:stack-id": stack.stackId,
      "aws:cloudformation:logical-id": logicalId,
    },
    signal,
    generateName: (options) => generatedName(stack.stackName, logicalId, version.token, options),
    initiated,
    attributes: parts.store.unseal<JsonObject>(version.details),
  };
}

/**
 * The value of an attribute of a resource that is only modelled: of the right look, and recognisable as made up.
 * `AWS::SNS::Topic` has `TopicArn` = `arn:aws:sns:us-east-1:000000000000:topic/<physical id>`.
 */
export function modelledAttribute(account: Account, version: ResourceVersion, attribute: string): Json {
  const [, service = "unknown", kind = "resource"] = version.type.toLowerCase().split("::");
  if (attribute.endsWith("Arn")) return arn(account, service, `${kind}/${version.physicalId}`);
  return `${version.physicalId}-${attribute.replaceAll(".", "-")}`;
}
