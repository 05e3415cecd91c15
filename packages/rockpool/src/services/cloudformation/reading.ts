import type {
  DescribeStackEventsInput,
  DescribeStackEventsOutput,
  DescribeStackResourceInput,
  DescribeStackResourceOutput,
  DescribeStackResourcesInput,
  DescribeStackResourcesOutput,
  DescribeStacksInput,
  DescribeStacksOutput,
  ListExportsInput,
  ListExportsOutput,
  ListImportsInput,
  ListImportsOutput,
  ListStackResourcesInput,
  ListStackResourcesOutput,
  ListStacksInput,
  ListStacksOutput,
} from "@aws-sdk/client-cloudformation";
import { AwsError } from "../../errors.js";
import type { CallContext } from "../contract.js";
import { page } from "../paging.js";
import type { CloudFormationParts } from "./parts.js";
import { need } from "./requests.js";
import { eventShape, resourceDetail, resourceShape, resourceSummary, stackShape, stackSummary } from "./shapes.js";

const PAGE = 100;
/** AWS cuts pages of events at 1 MB, not by their number. */
const EVENTS_PAGE = 1000;

const badToken = (): AwsError => new AwsError("ValidationError", "The specified NextToken is invalid.");

/** A key that sorts later times first. */
const newestFirst = (milliseconds: number): string => String(Number.MAX_SAFE_INTEGER - milliseconds).padStart(16, "0");

/** Operations that look at stacks. */
export function readingOperations({ engine: { queries } }: CloudFormationParts) {
  return {
    DescribeStacks(_call: CallContext, input: DescribeStacksInput): DescribeStacksOutput {
      if (input.StackName !== undefined) return { Stacks: [stackShape(queries.stack(input.StackName))] };
      const live = queries.stacks().filter(({ record }) => record.status !== "DELETE_COMPLETE");
      const { items, next } = page(
        live,
        ({ record }) => newestFirst(record.createdAt) + record.stackId,
        { token: input.NextToken, defaultSize: PAGE },
        badToken,
      );
      return { Stacks: items.map(stackShape), NextToken: next };
    },

    ListStacks(_call: CallContext, input: ListStacksInput): ListStacksOutput {
      const wanted = input.StackStatusFilter ?? [];
      const stacks = queries
        .stacks()
        .filter(({ record }) => wanted.length === 0 || wanted.some((status) => status === record.status));
      const { items, next } = page(
        stacks,
        ({ record }) => newestFirst(record.createdAt) + record.stackId,
        { token: input.NextToken, defaultSize: PAGE },
        badToken,
      );
      return { StackSummaries: items.map(({ record }) => stackSummary(record)), NextToken: next };
    },

    DescribeStackEvents(_call: CallContext, input: DescribeStackEventsInput): DescribeStackEventsOutput {
      const events = queries.events(need(input.StackName, "stackName"));
      const { items, next } = page(
        events,
        (event) => newestFirst(event.timestamp),
        { token: input.NextToken, defaultSize: EVENTS_PAGE },
        badToken,
      );
      return { StackEvents: items.map(eventShape), NextToken: next };
    },

    DescribeStackResource(_call: CallContext, input: DescribeStackResourceInput): DescribeStackResourceOutput {
      const stackName = need(input.StackName, "stackName");
      const record = queries.resource(stackName, need(input.LogicalResourceId, "logicalResourceId"));
      const { record: stack } = queries.stack(stackName);
      return { StackResourceDetail: resourceDetail(stack, record, queries.metadata(record)) };
    },

    DescribeStackResources(_call: CallContext, input: DescribeStackResourcesInput): DescribeStackResourcesOutput {
      const { LogicalResourceId: logicalId, PhysicalResourceId: physicalId } = input;
      const stackName = input.StackName ?? (physicalId === undefined ? undefined : queries.ownerOf(physicalId));
      if (stackName === undefined && physicalId !== undefined) {
        throw new AwsError("ValidationError", `Stack for ${physicalId} does not exist`);
      }
      const { record: stack } = queries.stack(need(stackName, "stackName"));
      const resources = queries
        .resources(stack.stackId)
        .filter((record) => logicalId === undefined || record.logicalId === logicalId);
      return { StackResources: resources.map((record) => resourceShape(stack, record)) };
    },

    ListStackResources(_call: CallContext, input: ListStackResourcesInput): ListStackResourcesOutput {
      const { items, next } = page(
        queries.resources(need(input.StackName, "stackName")),
        (record) => record.logicalId,
        { token: input.NextToken, defaultSize: PAGE },
        badToken,
      );
      return { StackResourceSummaries: items.map(resourceSummary), NextToken: next };
    },

    ListExports(_call: CallContext, input: ListExportsInput): ListExportsOutput {
      const { items, next } = page(
        queries.exports(),
        ({ name }) => name,
        { token: input.NextToken, defaultSize: PAGE },
        badToken,
      );
      return {
        Exports: items.map(({ name, value, stackId }) => ({ Name: name, Value: value, ExportingStackId: stackId })),
        NextToken: next,
      };
    },

    ListImports(_call: CallContext, input: ListImportsInput): ListImportsOutput {
      const { items, next } = page(
        queries.imports(need(input.ExportName, "exportName")),
        (name) => name,
        { token: input.NextToken, defaultSize: PAGE },
        badToken,
      );
      return { Imports: items, NextToken: next };
    },
  };
}
