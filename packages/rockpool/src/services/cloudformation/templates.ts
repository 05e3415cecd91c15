import type {
  Capability,
  GetTemplateInput,
  GetTemplateOutput,
  GetTemplateSummaryInput,
  GetTemplateSummaryOutput,
  ValidateTemplateInput,
  ValidateTemplateOutput,
} from "@aws-sdk/client-cloudformation";
import { parseTemplate } from "../../cloudformation/template/parse.js";
import type { CallContext } from "../contract.js";
import type { CloudFormationParts } from "./parts.js";
import { need, requireTemplate, templateText } from "./requests.js";
import { capabilityList } from "./shapes.js";

/** Operations that read templates. */
export function templateOperations({ engine, external }: CloudFormationParts) {
  const { queries } = engine;

  return {
    GetTemplate(_call: CallContext, input: GetTemplateInput): GetTemplateOutput {
      const processed = input.TemplateStage === "Processed";
      const StagesAvailable: GetTemplateOutput["StagesAvailable"] = ["Original", "Processed"];
      if (input.ChangeSetName !== undefined) {
        const { deployment } = engine.changeSets.get(input.ChangeSetName, input.StackName);
        const body = processed ? (deployment.processed ?? parseTemplate(deployment.template).body) : undefined;
        return { TemplateBody: body === undefined ? deployment.template : JSON.stringify(body), StagesAvailable };
      }
      const stackName = need(input.StackName, "stackName");
      return {
        TemplateBody: processed ? JSON.stringify(queries.processedTemplate(stackName)) : queries.template(stackName),
        StagesAvailable,
      };
    },

    async GetTemplateSummary(_call: CallContext, input: GetTemplateSummaryInput): Promise<GetTemplateSummaryOutput> {
      const given = await templateText(external, input);
      const text = given ?? queries.template(need(input.StackName, "stackName"));
      const summary = queries.summary(text);
      const metadata = Object.keys(summary.metadata).length === 0 ? undefined : JSON.stringify(summary.metadata);
      return {
        Parameters: summary.parameters.map((parameter) => ({
          ParameterKey: parameter.key,
          DefaultValue: parameter.default,
          ParameterType: parameter.type,
          NoEcho: parameter.noEcho,
          Description: parameter.description,
          ParameterConstraints:
            parameter.allowedValues === undefined ? {} : { AllowedValues: [...parameter.allowedValues] },
        })),
        Description: summary.description,
        ...needed(summary),
        ResourceTypes: [...summary.resourceTypes],
        Version: "2010-09-09",
        Metadata: metadata,
        DeclaredTransforms: [...summary.transforms],
        ResourceIdentifierSummaries: summary.resourceTypes.map((type) => ({
          ResourceType: type,
          LogicalResourceIds: summary.resources.filter((one) => one.type === type).map(({ logicalId }) => logicalId),
        })),
      };
    },

    async ValidateTemplate(_call: CallContext, input: ValidateTemplateInput): Promise<ValidateTemplateOutput> {
      const summary = queries.summary(await requireTemplate(external, input));
      return {
        Parameters: summary.parameters.map((parameter) => ({
          ParameterKey: parameter.key,
          DefaultValue: parameter.default,
          NoEcho: parameter.noEcho,
          Description: parameter.description,
        })),
        Description: summary.description,
        ...needed(summary),
        DeclaredTransforms: [...summary.transforms],
      };
    },
  };
}

function needed(summary: { readonly capabilities: readonly string[]; readonly capabilitiesReason?: string }): {
  Capabilities?: Capability[];
  CapabilitiesReason?: string;
} {
  if (summary.capabilities.length === 0) return {};
  const reason = summary.capabilitiesReason;
  return {
    Capabilities: capabilityList(summary.capabilities),
    ...(reason === undefined ? {} : { CapabilitiesReason: reason }),
  };
}
