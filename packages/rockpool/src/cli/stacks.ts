import type { DescribeStacksOutput, Stack } from "@aws-sdk/client-cloudformation";
import { RockpoolError } from "../errors.js";
import type { PoolClient } from "./client.js";

/**
 * The stack that a command is about: the one of that name or ARN; without a name, the only one that is not nested in another.
 *
 * @throws RockpoolError `NoStack` or `StackUnclear`, with the names there are.
 */
export async function chosenStack(pool: PoolClient, name: string | undefined): Promise<Stack> {
  const { Stacks = [] } = await pool.call<DescribeStacksOutput>("cloudformation", "DescribeStacks");
  const roots = Stacks.filter((stack) => stack.ParentId === undefined);
  const names = roots.map((stack) => stack.StackName).join(", ");
  if (name !== undefined) {
    const found = Stacks.find((stack) => stack.StackName === name || stack.StackId === name);
    if (found !== undefined) return found;
    throw new RockpoolError("NoStack", `the pool at ${pool.pool.endpoint} has no stack ${name}`, {
      hint: names === "" ? "It has none at all; `rockpool deploy` makes one." : `It has ${names}.`,
    });
  }
  const [only] = roots;
  if (only === undefined) {
    throw new RockpoolError("NoStack", `the pool at ${pool.pool.endpoint} has no stacks`, {
      hint: "Deploy one with `rockpool deploy`.",
    });
  }
  if (roots.length > 1) {
    throw new RockpoolError("StackUnclear", `the pool has ${roots.length} stacks: ${names}`, {
      hint: "Name one of them.",
    });
  }
  return only;
}
