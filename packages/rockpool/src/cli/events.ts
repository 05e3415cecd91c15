import type { DescribeStackEventsOutput } from "@aws-sdk/client-cloudformation";
import type { Command } from "commander";
import { client, type CommonOptions, EXIT, print, renderer, verb } from "./command.js";
import { table } from "./render.js";
import { chosenStack } from "./stacks.js";

export function eventsCommand(): Command {
  return verb("events", "show what happened to a stack, oldest first")
    .argument("[stack]", "the stack's name or ARN; may be left out when there is only one")
    .option("--follow", "go on with everything that the pool does, until Ctrl-C")
    .action(async (name: string | undefined, options: CommonOptions & { follow?: boolean }) => {
      const pool = client(options);
      if (!options.follow || name !== undefined) {
        // An ARN may be that of a stack which is gone.
        const StackName = name?.startsWith("arn:") ? name : (await chosenStack(pool, name)).StackId;
        const { StackEvents = [] } = await pool.call<DescribeStackEventsOutput>(
          "cloudformation",
          "DescribeStackEvents",
          { StackName },
        );
        const ordered = StackEvents.toReversed();
        if (options.json) for (const event of ordered) print(JSON.stringify(event));
        else
          print(
            table(
              ["TIME", "STATUS", "RESOURCE", "REASON"],
              ordered.map((event) => [
                time(event.Timestamp),
                event.ResourceStatus ?? "",
                event.LogicalResourceId ?? "",
                event.ResourceStatusReason ?? "",
              ]),
            ),
          );
      }
      if (!options.follow) return;
      const output = renderer(options);
      process.once("SIGINT", () => {
        output.close();
        process.exit(EXIT.interrupted);
      });
      output.line(`Following the pool at ${pool.pool.endpoint}; Ctrl-C ends it.`);
      await pool.admin("events", {}, (message) => {
        if (message.kind !== "result" && message.kind !== "error") output.event(message);
      });
    });
}

/** Local time of day; dates come as text over the pool's JSON. */
function time(value: Date | string | undefined): string {
  return value === undefined ? "" : new Date(value).toLocaleTimeString();
}
