import type { JsonObject } from "../contract.js";
import { validationError } from "../template/errors.js";
import type { Template } from "../template/model.js";
import { insufficientCapabilities } from "./errors.js";
import type { ResourceRecord } from "./model.js";
import type { EngineParts } from "./operation.js";
import type { Prepared } from "./prepared.js";

/** The property that names each IAM type for which CAPABILITY_IAM is asked; with a name given, CAPABILITY_NAMED_IAM is. */
const IAM_NAMES: Readonly<Record<string, string | undefined>> = {
  "AWS::IAM::AccessKey": undefined,
  "AWS::IAM::Group": "GroupName",
  "AWS::IAM::InstanceProfile": "InstanceProfileName",
  "AWS::IAM::ManagedPolicy": "ManagedPolicyName",
  "AWS::IAM::Policy": undefined,
  "AWS::IAM::Role": "RoleName",
  "AWS::IAM::User": "UserName",
  "AWS::IAM::UserToGroupAddition": undefined,
};

interface CapabilitySource {
  readonly resources: Readonly<Record<string, { readonly type: string; readonly properties: JsonObject }>>;
  readonly transforms: readonly string[];
}

/** The capabilities that a template asks for, and why, as GetTemplateSummary and ValidateTemplate say it. */
export function requiredCapabilities(template: CapabilitySource): { capabilities: string[]; reason?: string } {
  const iam = Object.values(template.resources).filter(({ type }) => Object.hasOwn(IAM_NAMES, type));
  const named = iam.some(({ type, properties }) => {
    const name = IAM_NAMES[type];
    return name !== undefined && Object.hasOwn(properties, name);
  });
  const capabilities = [
    ...(iam.length === 0 ? [] : [named ? "CAPABILITY_NAMED_IAM" : "CAPABILITY_IAM"]),
    ...(template.transforms.length === 0 ? [] : ["CAPABILITY_AUTO_EXPAND"]),
  ];
  const types = [...new Set(iam.map(({ type }) => type))];
  return types.length === 0
    ? { capabilities }
    : { capabilities, reason: `The following resource(s) require capabilities: [${types.join(", ")}]` };
}

/**
 * @param expands Whether macros need to be agreed to: a change set shows what they make of the template, so that it does not.
 * @throws AwsError InsufficientCapabilitiesException
 */
export function checkCapabilities(template: Template, given: readonly string[], expands: boolean): void {
  const missing = requiredCapabilities(template).capabilities.filter((capability) => {
    if (capability === "CAPABILITY_AUTO_EXPAND" && !expands) return false;
    if (capability === "CAPABILITY_IAM" && given.includes("CAPABILITY_NAMED_IAM")) return false;
    return !given.includes(capability);
  });
  if (missing.length > 0) throw insufficientCapabilities(missing);
}

/** Types of the live resources that Rockpool does not run. */
export function modelledTypes(parts: EngineParts, prepared: Prepared): string[] {
  const types = prepared.live.map((logicalId) => prepared.template.resources[logicalId]?.type ?? "");
  return [...new Set(types)].filter((type) => parts.registry.handler(type) === undefined);
}

/** @throws AwsError ValidationError when a logical id has changed its type, which CloudFormation does not do */
export function checkTypes(template: Template, records: readonly ResourceRecord[]): void {
  const changed = records.filter((record) => {
    const declared = template.resources[record.logicalId];
    return record.version !== undefined && declared !== undefined && declared.type !== record.version.type;
  });
  if (changed.length > 0) {
    throw validationError(
      `Update of resource type is not permitted. The new template modifies resource type of the following resources: [${changed
        .map((record) => record.logicalId)
        .join(", ")}]`,
    );
  }
}

/** Says once for each type and stack that a resource is modelled and not run. */
export function announceModelled(parts: EngineParts, stackName: string, prepared: Prepared): void {
  for (const type of modelledTypes(parts, prepared)) {
    parts.environment.events.emit({
      kind: "notice",
      level: "warning",
      code: "cloudformation.modelled",
      message: `${type} in stack ${stackName} is modelled, not run: Rockpool records its properties and makes nothing of them.`,
    });
  }
  for (const message of prepared.warnings) {
    parts.environment.events.emit({ kind: "notice", level: "warning", code: "cloudformation.template", message });
  }
}
