import type { DescribeStacksOutput } from "@aws-sdk/client-cloudformation";
import type { Command } from "commander";
import { RockpoolError } from "../errors.js";
import type { PoolClient } from "./client.js";
import { client, type CommonOptions, print, renderer, verb } from "./command.js";

export function destroyCommand(): Command {
  return verb("destroy", "delete a stack and everything in it that its deletion policies do not keep")
    .argument("[stack]", "the stack's name; may be left out when there is only one")
    .action(async (name: string | undefined, options: CommonOptions) => {
      const pool = client(options);
      const stackName = name ?? (await onlyStack(pool));
      const output = renderer(options);
      try {
        await pool.admin("destroy", { stackName }, (message) => {
          if (message.kind !== "result" && message.kind !== "error") output.event(message);
        });
      } finally {
        output.close();
      }
      if (options.json) output.json({ kind: "result", stackName, status: "DELETE_COMPLETE" });
      else print(`${stackName}  DELETE_COMPLETE`);
    });
}

/** The name of the only stack that is not nested in another. */
export async function onlyStack(pool: PoolClient): Promise<string> {
  const { Stacks = [] } = await pool.call<DescribeStacksOutput>("cloudformation", "DescribeStacks");
  const names = Stacks.filter((stack) => stack.ParentId === undefined).map((stack) => stack.StackName ?? "");
  const [only] = names;
  if (only === undefined)
    throw new RockpoolError("NoStack", "the pool has no stacks", { hint: "Deploy one with `rockpool deploy`." });
  if (names.length > 1)
    throw new RockpoolError("StackUnclear", `the pool has ${names.length} stacks: ${names.join(", ")}`, {
      hint: "Name one of them.",
    });
  return only;
}
