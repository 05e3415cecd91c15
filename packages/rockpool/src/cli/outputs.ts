import type { Command } from "commander";
import { RockpoolError } from "../errors.js";
import { client, type CommonOptions, print, verb } from "./command.js";
import { table } from "./render.js";
import { chosenStack } from "./stacks.js";

export function outputsCommand(): Command {
  return verb("outputs", "show a stack's outputs, or the value of one")
    .argument("[stack]", "the stack's name; may be left out when there is only one")
    .argument("[key]", "one output: only its value is printed")
    .action(async (name: string | undefined, key: string | undefined, options: CommonOptions) => {
      const pool = client(options);
      const { StackName, Outputs = [] } = await chosenStack(pool, name);
      const outputs = Object.fromEntries(Outputs.map((output) => [output.OutputKey ?? "", output.OutputValue ?? ""]));
      if (key !== undefined) {
        const value = outputs[key];
        if (value === undefined)
          throw new RockpoolError("NoOutput", `stack ${StackName} has no output ${key}`, {
            hint: `It has ${Object.keys(outputs).join(", ") || "none"}.`,
          });
        return print(options.json ? JSON.stringify(value) : value);
      }
      if (options.json) return print(JSON.stringify(outputs));
      if (Outputs.length === 0) return print(`Stack ${StackName} has no outputs.`);
      print(table(["OUTPUT", "VALUE"], Object.entries(outputs)));
    });
}
