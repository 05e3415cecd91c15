import { arn, type Environment } from "../../environment.js";
import type { Permission, Service } from "../contract.js";
import { CLOUDFORMATION } from "./authority.js";
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

/** Whoever names a role for CloudFormation must be allowed to pass it. */
function permissions(
  parts: CloudFormationParts,
  operation: string,
  input: Readonly<Record<string, unknown>>,
): Permission[] {
  const { RoleARN: role } = input;
  const conditions = { "iam:PassedToService": CLOUDFORMATION };
  return [
    { action: `cloudformation:${operation}`, resource: resourceOf(parts, input) },
    ...(typeof role === "string" ? [{ action: "iam:PassRole", resource: role, conditions }] : []),
  ];
}

/** Operations on a stack act on its ARN, change sets included; those without a stack act on every resource. */
function resourceOf(
  { environment, engine }: CloudFormationParts,
  { StackName: name, ChangeSetName: changeSet }: Readonly<Record<string, unknown>>,
): string {
  if (typeof name === "string") return engine.queries.arnOf(name) ?? stackArn(environment, name);
  if (typeof changeSet === "string" && changeSet.startsWith("arn:"))
    return engine.queries.stackOfChangeSet(changeSet) ?? stackArn(environment, "*");
  return "*";
}

/** As AWS forms it for a stack that does not exist. */
const stackArn = ({ account }: Environment, name: string): string =>
  name.startsWith("arn:") ? name : arn(account, "cloudformation", `stack/${name}/*`);
