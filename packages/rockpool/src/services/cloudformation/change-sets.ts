import type {
  CreateChangeSetInput,
  CreateChangeSetOutput,
  DeleteChangeSetInput,
  DescribeChangeSetInput,
  DescribeChangeSetOutput,
  ExecuteChangeSetInput,
  ListChangeSetsInput,
  ListChangeSetsOutput,
} from "@aws-sdk/client-cloudformation";
import { AwsError } from "../../errors.js";
import type { CallContext } from "../contract.js";
import { page } from "../paging.js";
import { tagList } from "../tags.js";
import { checkAuthority } from "./authority.js";
import type { CloudFormationParts } from "./parts.js";
import { changeSetInput, need } from "./requests.js";
import { capabilityList, changeSetSummary, changeShape, parameterList } from "./shapes.js";

const CHANGES_PAGE = 100;

export function changeSetOperations(parts: CloudFormationParts) {
  const { engine, external } = parts;
  const { changeSets, queries } = engine;

  return {
    async CreateChangeSet(call: CallContext, input: CreateChangeSetInput): Promise<CreateChangeSetOutput> {
      const stored = queries.roleOf(need(input.StackName, "stackName"));
      checkAuthority(parts, call.principal, { given: input.RoleARN, stored });
      const set = await changeSets.create(await changeSetInput(external, input));
      return { Id: set.changeSetId, StackId: set.stackId };
    },

    DescribeChangeSet(_call: CallContext, input: DescribeChangeSetInput): DescribeChangeSetOutput {
      const set = changeSets.get(need(input.ChangeSetName, "changeSetName"), input.StackName);
      const { deployment } = set;
      const { items, next } = page(
        set.changes,
        (change) => change.logicalId,
        { token: input.NextToken, defaultSize: CHANGES_PAGE },
        () => new AwsError("ValidationError", "The specified NextToken is invalid."),
      );
      return {
        ...changeSetSummary(set),
        Parameters: parameterList(deployment.parameters.map((parameter) => queries.parameter(parameter))),
        NotificationARNs: [...deployment.notificationArns],
        RollbackConfiguration: {},
        Capabilities: capabilityList(deployment.capabilities),
        Tags: tagList(deployment.tags),
        Changes: items.map((change) => changeShape(change, input.IncludePropertyValues === true)),
        NextToken: next,
        OnStackFailure: set.onFailure,
      };
    },

    async ExecuteChangeSet(call: CallContext, input: ExecuteChangeSetInput) {
      const set = changeSets.get(need(input.ChangeSetName, "changeSetName"), input.StackName);
      const stored = set.deployment.roleArn ?? queries.roleOf(set.stackId);
      checkAuthority(parts, call.principal, { given: undefined, stored });
      await changeSets.execute(set.changeSetId, input.StackName, {
        clientRequestToken: input.ClientRequestToken,
        disableRollback: input.DisableRollback,
        retainExceptOnCreate: input.RetainExceptOnCreate,
      });
      return {};
    },

    DeleteChangeSet(_call: CallContext, input: DeleteChangeSetInput) {
      changeSets.delete(need(input.ChangeSetName, "changeSetName"), input.StackName);
      return {};
    },

    ListChangeSets(_call: CallContext, input: ListChangeSetsInput): ListChangeSetsOutput {
      const { items, next } = page(
        changeSets.list(need(input.StackName, "stackName")),
        (set) => set.changeSetId,
        { token: input.NextToken, defaultSize: CHANGES_PAGE },
        () => new AwsError("ValidationError", "The specified NextToken is invalid."),
      );
      return { Summaries: items.map(changeSetSummary), NextToken: next };
    },
  };
}
