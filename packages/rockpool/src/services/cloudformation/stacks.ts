import type {
  CancelUpdateStackInput,
  ContinueUpdateRollbackInput,
  CreateStackInput,
  DeleteStackInput,
  GetStackPolicyInput,
  RollbackStackInput,
  SetStackPolicyInput,
  UpdateStackInput,
  UpdateTerminationProtectionInput,
} from "@aws-sdk/client-cloudformation";
import { AwsError } from "../../errors.js";
import type { CallContext } from "../contract.js";
import type { CloudFormationParts } from "./parts.js";
import { createInput, need, updateInput } from "./requests.js";

/** Operations that start something, or change what a stack allows. */
export function stackOperations({ engine, external }: CloudFormationParts) {
  return {
    async CreateStack(_call: CallContext, input: CreateStackInput) {
      return { StackId: await engine.createStack(await createInput(external, input)) };
    },

    async UpdateStack(_call: CallContext, input: UpdateStackInput) {
      return { StackId: await engine.updateStack(await updateInput(external, input)) };
    },

    DeleteStack(_call: CallContext, input: DeleteStackInput): void {
      engine.deleteStack({
        stackName: need(input.StackName, "stackName"),
        clientRequestToken: input.ClientRequestToken,
        retainResources: input.RetainResources,
        force: input.DeletionMode === "FORCE_DELETE_STACK",
      });
    },

    ContinueUpdateRollback(_call: CallContext, input: ContinueUpdateRollbackInput) {
      engine.continueUpdateRollback({
        stackName: need(input.StackName, "stackName"),
        resourcesToSkip: input.ResourcesToSkip,
        clientRequestToken: input.ClientRequestToken,
      });
      return {};
    },

    RollbackStack(_call: CallContext, input: RollbackStackInput) {
      const stackName = need(input.StackName, "stackName");
      return { StackId: engine.rollbackStack({ stackName, clientRequestToken: input.ClientRequestToken }) };
    },

    CancelUpdateStack(_call: CallContext, input: CancelUpdateStackInput): void {
      engine.cancelUpdateStack({ stackName: need(input.StackName, "stackName") });
    },

    UpdateTerminationProtection(_call: CallContext, input: UpdateTerminationProtectionInput) {
      const enabled = need(input.EnableTerminationProtection, "enableTerminationProtection");
      return { StackId: engine.setTerminationProtection(need(input.StackName, "stackName"), enabled) };
    },

    async SetStackPolicy(_call: CallContext, input: SetStackPolicyInput): Promise<void> {
      const { StackPolicyBody: body, StackPolicyURL: url } = input;
      const text = body ?? (url === undefined ? undefined : await external.template(url));
      if (text === undefined) {
        throw new AwsError("ValidationError", "Either Stack Policy Body or Stack Policy URL must be specified.");
      }
      engine.setStackPolicy(need(input.StackName, "stackName"), text);
    },

    GetStackPolicy(_call: CallContext, input: GetStackPolicyInput) {
      const { record } = engine.queries.stack(need(input.StackName, "stackName"));
      return { StackPolicyBody: record.stackPolicy };
    },
  };
}
