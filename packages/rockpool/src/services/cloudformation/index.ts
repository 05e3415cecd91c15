import { arn, type Environment } from "../../environment.js";
import type { StackEngine } from "../../cloudformation/engine/index.js";
import type { Permission, Service } from "../contract.js";
import { changeSetOperations } from "./change-sets.js";
import type { CloudFormationParts } from "./parts.js";
import { readingOperations } from "./reading.js";
import { stackOperations } from "./stacks.js";
import { templateOperations } from "./templates.js";

function operations(parts: CloudFormationParts) {
  return {
    ...stackOperations(parts),
    ...readingOperations(parts),
    ...templateOperations(parts),
    ...changeSetOperations(parts),
  };
}

export type CloudFormationService = Service<ReturnType<typeof operations>>;

/** The CloudFormation API over the stack engine. */
export function createCloudFormationService(parts: CloudFormationParts): CloudFormationService {
  return {
    sdkName: "cloudformation",
    signingName: "cloudformation",
    operations: operations(parts),
    permissions: (operation, input) => permissions(parts, operation, input),
    model: () => import("@aws-sdk/client-cloudformation"),
  };
}

/** Operations on a stack act on its ARN, change sets included; those without a stack act on every resource. */
function permissions(
  { environment, engine }: { environment: Environment; engine: StackEngine },
  operation: string,
  { StackName: name, ChangeSetName: changeSet }: Readonly<Record<string, unknown>>,
): Permission[] {
  const action = `cloudformation:${operation}`;
  if (typeof name === "string")
    return [{ action, resource: engine.queries.arnOf(name) ?? stackArn(environment, name) }];
  if (typeof changeSet === "string" && changeSet.startsWith("arn:")) {
    const resource = engine.queries.stackOfChangeSet(changeSet) ?? stackArn(environment, "*");
    return [{ action, resource }];
  }
  return [{ action, resource: "*" }];
}

/** As AWS forms it for a stack that does not exist. */
const stackArn = ({ account }: Environment, name: string): string =>
  name.startsWith("arn:") ? name : arn(account, "cloudformation", `stack/${name}/*`);
