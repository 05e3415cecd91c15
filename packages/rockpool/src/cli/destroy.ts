import type { Command } from "commander";
import { SNAPSHOT_KEPT } from "../events.js";
import { client, type CommonOptions, detachOnInterrupt, print, renderer, verb } from "./command.js";
import { chosenStack } from "./stacks.js";

export function destroyCommand(): Command {
  return verb("destroy", "delete a stack and everything in it that its deletion policies do not keep")
    .argument("[stack]", "the stack's name; may be left out when there is only one")
    .option("--force", "delete the stack also when resources in it cannot be deleted; these are left behind")
    .action(async (name: string | undefined, options: CommonOptions & { force?: boolean }) => {
      const pool = client(options);
      // CloudFormation is content to delete what is not there; a person who mistyped a name is not.
      const { StackName: stackName } = await chosenStack(pool, name);
      const output = renderer(options);
      const kept: string[] = [];
      const attach = detachOnInterrupt(
        output,
        "The deletion goes on in the pool. `rockpool events --follow` shows it.",
      );
      try {
        await pool.admin("destroy", { stackName, force: options.force ?? false }, (message) => {
          if (message.kind === "result" || message.kind === "error") return;
          // What stays is the result: it comes last, and not among what went by.
          if (message.kind === "notice" && message.code === SNAPSHOT_KEPT && !options.json) kept.push(message.message);
          else output.event(message);
        });
      } finally {
        attach();
        output.close();
      }
      if (options.json) output.json({ kind: "result", stackName, status: "DELETE_COMPLETE" });
      for (const line of kept) print(line);
    });
}
