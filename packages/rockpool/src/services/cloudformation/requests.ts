import type {
  CreateChangeSetInput,
  CreateStackInput as CreateStackRequest,
  Parameter,
  Tag,
  UpdateStackInput as UpdateStackRequest,
} from "@aws-sdk/client-cloudformation";
import type { ExternalValues } from "../../cloudformation/contract.js";
import type {
  ChangeSetInput,
  CreateStackInput,
  DeployInput,
  OnFailure,
  UpdateStackInput,
} from "../../cloudformation/engine/index.js";
import { checkTemplateSize } from "../../cloudformation/template/parse.js";
import { AwsError } from "../../errors.js";
import { required } from "../input.js";

/** A required member of a request, or CloudFormation's refusal. */
export const need = <T>(value: T | null | undefined, member: string): T => required(value, member, "ValidationError");

/** The calls that deploy share these members. */
type DeployRequest = Pick<
  CreateStackRequest & UpdateStackRequest,
  "Capabilities" | "DisableRollback" | "NotificationARNs" | "RoleARN" | "RetainExceptOnCreate" | "RollbackConfiguration"
> & { StackName: string | undefined; Parameters?: Parameter[] | undefined; Tags?: Tag[] | undefined };

interface TemplateSource {
  readonly TemplateBody?: string | undefined;
  readonly TemplateURL?: string | undefined;
}

/**
 * The template's text, given inline or by URL.
 * @returns `undefined` when the request has neither
 * @throws AwsError ValidationError when it has both, or it is too large
 */
export async function templateText(external: ExternalValues, source: TemplateSource): Promise<string | undefined> {
  const { TemplateBody: body, TemplateURL: url } = source;
  if (body !== undefined && url !== undefined) {
    throw new AwsError("ValidationError", "Specify exactly one of Template URL and Template Body.");
  }
  if (body !== undefined) {
    checkTemplateSize(body, "body");
    return body;
  }
  if (url === undefined) return undefined;
  const text = await external.template(url);
  checkTemplateSize(text, "url");
  return text;
}

export async function requireTemplate(external: ExternalValues, source: TemplateSource): Promise<string> {
  const text = await templateText(external, source);
  if (text === undefined) {
    throw new AwsError("ValidationError", "Either Template URL or Template Body must be specified.");
  }
  return text;
}

/** A text that may be given inline or by URL, e.g. a stack policy. */
async function bodyOrUrl(
  external: ExternalValues,
  body: string | undefined,
  url: string | undefined,
): Promise<string | undefined> {
  return body ?? (url === undefined ? undefined : await external.template(url));
}

export async function createInput(external: ExternalValues, request: CreateStackRequest): Promise<CreateStackInput> {
  const { DisableRollback, OnFailure: onFailure } = request;
  if (DisableRollback !== undefined && onFailure !== undefined) {
    throw new AwsError("ValidationError", "You can specify either OnFailure or DisableRollback, but not both.");
  }
  return {
    ...deployInput(request),
    template: await requireTemplate(external, request),
    clientRequestToken: request.ClientRequestToken,
    onFailure: readOnFailure(onFailure),
    timeoutMinutes: request.TimeoutInMinutes,
    terminationProtection: request.EnableTerminationProtection,
    stackPolicy: await bodyOrUrl(external, request.StackPolicyBody, request.StackPolicyURL),
  };
}

export async function updateInput(external: ExternalValues, request: UpdateStackRequest): Promise<UpdateStackInput> {
  return {
    ...deployInput(request),
    template: await templateText(external, request),
    usePreviousTemplate: request.UsePreviousTemplate,
    clientRequestToken: request.ClientRequestToken,
    stackPolicy: await bodyOrUrl(external, request.StackPolicyBody, request.StackPolicyURL),
    stackPolicyDuringUpdate: await bodyOrUrl(
      external,
      request.StackPolicyDuringUpdateBody,
      request.StackPolicyDuringUpdateURL,
    ),
  };
}

export async function changeSetInput(external: ExternalValues, request: CreateChangeSetInput): Promise<ChangeSetInput> {
  if ((request.ResourcesToImport ?? []).length > 0) {
    throw new AwsError("ValidationError", "Rockpool does not import existing resources: leave ResourcesToImport out.");
  }
  return {
    ...deployInput(request),
    template: await templateText(external, request),
    usePreviousTemplate: request.UsePreviousTemplate,
    changeSetName: need(request.ChangeSetName, "changeSetName"),
    type: request.ChangeSetType,
    description: request.Description,
    onFailure: readOnFailure(request.OnStackFailure),
  };
}

function deployInput(request: DeployRequest): DeployInput {
  if ((request.RollbackConfiguration?.RollbackTriggers ?? []).length > 0) {
    throw new AwsError(
      "ValidationError",
      "Rockpool watches no alarms: leave RollbackConfiguration.RollbackTriggers out.",
    );
  }
  return {
    stackName: need(request.StackName, "stackName"),
    parameters: request.Parameters?.map(({ ParameterKey, ParameterValue, UsePreviousValue }) => ({
      key: need(ParameterKey, "parameters.member.parameterKey"),
      value: ParameterValue,
      usePreviousValue: UsePreviousValue,
    })),
    tags: request.Tags === undefined ? undefined : readTags(request.Tags),
    capabilities: request.Capabilities,
    notificationArns: request.NotificationARNs,
    roleArn: request.RoleARN,
    disableRollback: request.DisableRollback,
    retainExceptOnCreate: request.RetainExceptOnCreate,
  };
}

function readTags(tags: readonly Tag[]): Record<string, string> {
  const entries = tags.map(
    ({ Key, Value }) => [need(Key, "tags.member.key"), need(Value, "tags.member.value")] as const,
  );
  const reserved = entries.find(([key]) => key.startsWith("aws:"));
  if (reserved !== undefined) {
    throw new AwsError("ValidationError", `aws: prefixed tag key names are not allowed for external use.`);
  }
  return Object.fromEntries(entries);
}

const ON_FAILURE = ["ROLLBACK", "DELETE", "DO_NOTHING"] as const;

function readOnFailure(value: string | undefined): OnFailure | undefined {
  const found = ON_FAILURE.find((known) => known === value);
  if (value !== undefined && found === undefined) {
    throw new AwsError(
      "ValidationError",
      `1 validation error detected: Value '${value}' at 'onFailure' failed to satisfy constraint: Member must satisfy enum value set: [${ON_FAILURE.join(", ")}]`,
    );
  }
  return found;
}
