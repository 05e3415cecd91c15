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
import { checkAuthority } from "./authority.js";
import type { CloudFormationParts } from "./parts.js";
import { createInput, need, updateInput } from "./requests.js";

/** Operations that start something, or change what a stack allows. */
export function stackOperations(parts: CloudFormationParts) {
  const { engine, external } = parts;
  /** The name of the stack on which an operation may begin. */
  const begin = (
    { principal }: CallContext,
    input: { StackName: string | undefined; RoleARN?: string | undefined },
  ): string => {
    const stackName = need(input.StackName, "stackName");
    checkAuthority(parts, principal, { given: input.RoleARN, stored: engine.queries.roleOf(stackName) });
    return stackName;
  };

  return {
    async CreateStack(call: CallContext, input: CreateStackInput) {
      begin(call, input);
      return { StackId: await engine.createStack(await createInput(external, input)) };
    },

    async UpdateStack(call: CallContext, input: UpdateStackInput) {
      begin(call, input);
      return { StackId: await engine.updateStack(await updateInput(external, input)) };
    },

    DeleteStack(call: CallContext, input: DeleteStackInput): void {
      // A stack under review has nothing yet that rights would be needed for; the CDK takes it back without a role.
      const isEmpty = engine.queries.statusOf(need(input.StackName, "stackName")) === "REVIEW_IN_PROGRESS";
      engine.deleteStack({
        stackName: isEmpty && input.RoleARN === undefined ? need(input.StackName, "stackName") : begin(call, input),
        clientRequestToken: input.ClientRequestToken,
        retainResources: input.RetainResources,
        force: input.DeletionMode === "FORCE_DELETE_STACK",
      });
    },

    ContinueUpdateRollback(call: CallContext, input: ContinueUpdateRollbackInput) {
      engine.continueUpdateRollback({
        stackName: begin(call, input),
        resourcesToSkip: input.ResourcesToSkip,
        clientRequestToken: input.ClientRequestToken,
      });
      return {};
    },

    RollbackStack(call: CallContext, input: RollbackStackInput) {
      const stackName = begin(call, input);
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
