import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import type { PoolEvent, StackEvent } from "../events.js";
import { textRenderer } from "./render.js";

const stackId = (name: string): string => `arn:aws:cloudformation:us-east-1:000000000000:stack/${name}/1`;

/** Stack events from a few words each: `<milliseconds> <stack>/<resource> <status> <reason>`. */
function event(words: string, changes: Partial<StackEvent> = {}): StackEvent {
  const [milliseconds = "", path = "", resourceStatus = "", ...reason] = words.split(" ");
  const [stackName = "", resource] = path.split("/");
  return {
    kind: "stack",
    eventId: words,
    stackId: stackId(stackName),
    stackName,
    logicalResourceId: resource ?? stackName,
    physicalResourceId: resource === undefined ? stackId(stackName) : `physical-${resource}`,
    resourceType: resource === undefined ? "AWS::CloudFormation::Stack" : "AWS::SSM::Parameter",
    timestamp: Number(milliseconds),
    resourceStatus,
    ...(reason.length === 0 ? {} : { resourceStatusReason: reason.join(" ") }),
    ...changes,
  };
}

function shown(events: readonly PoolEvent[]): string {
  let text = "";
  const output = textRenderer({ write: (part) => void (text += part), live: false });
  for (const one of events) output.event(one);
  output.close();
  return stripVTControlCharacters(text);
}

test("a resource has one line when it is done, with the time that it took where that says something", () => {
  expect(
    shown([
      event("0 pets CREATE_IN_PROGRESS User Initiated"),
      event("10 pets/Secret CREATE_IN_PROGRESS"),
      event("11 pets/Secret CREATE_COMPLETE"),
      event("20 pets/Cluster CREATE_IN_PROGRESS"),
      event("21 pets/Cluster CREATE_IN_PROGRESS Resource creation Initiated"),
      event("1720 pets/Cluster CREATE_COMPLETE"),
      event("1730 pets CREATE_COMPLETE"),
    ]),
  ).toMatchInlineSnapshot(`
    "pets CREATE_IN_PROGRESS
      ✔ Secret AWS::SSM::Parameter
      ✔ Cluster AWS::SSM::Parameter 1.7 s
    ✔ pets CREATE_COMPLETE
    "
  `);
});

test("resources of nested stacks are named by their path, and a nested stack has one line", () => {
  const network = {
    resourceType: "AWS::CloudFormation::Stack",
    physicalResourceId: stackId("main-Network-X"),
  };
  expect(
    shown([
      event("0 main CREATE_IN_PROGRESS User Initiated"),
      event("1 main/Network CREATE_IN_PROGRESS", { ...network, physicalResourceId: "" }),
      event("2 main-Network-X CREATE_IN_PROGRESS User Initiated"),
      event("3 main/Network CREATE_IN_PROGRESS", network),
      event("4 main-Network-X/Vpc CREATE_COMPLETE"),
      event("5 main-Network-X CREATE_COMPLETE"),
      event("6 main/Network CREATE_COMPLETE", network),
      event("7 main CREATE_COMPLETE"),
    ]),
  ).toMatchInlineSnapshot(`
    "main CREATE_IN_PROGRESS
      ✔ Network/Vpc AWS::SSM::Parameter
      ✔ Network AWS::CloudFormation::Stack
    ✔ main CREATE_COMPLETE
    "
  `);
});

test("a failure has its reason, and the function's last words where the reason points to its log", () => {
  const log = (message: string): PoolEvent => ({
    kind: "log",
    functionName: "f",
    requestId: "1",
    message,
    timestamp: 0,
  });
  expect(
    shown([
      event("0 pets CREATE_IN_PROGRESS User Initiated"),
      log("START RequestId: 1 Version: $LATEST"),
      log('BadRequestException: syntax error at or near "tabel"\n'),
      event("5 pets/Content CREATE_FAILED See the details in CloudWatch Log Stream: 2026/11/21/[$LATEST]1"),
      event("6 pets ROLLBACK_IN_PROGRESS The following resource(s) failed to create: [Content]. "),
      event("7 pets/Kept DELETE_SKIPPED"),
      event("8 pets/Secret DELETE_COMPLETE"),
      event("9 pets ROLLBACK_COMPLETE"),
    ]),
  ).toMatchInlineSnapshot(`
    "pets CREATE_IN_PROGRESS
      ✖ Content AWS::SSM::Parameter CREATE_FAILED
        See the details in CloudWatch Log Stream: 2026/11/21/[$LATEST]1
        | BadRequestException: syntax error at or near "tabel"
    pets ROLLBACK_IN_PROGRESS  The following resource(s) failed to create: [Content].
      − Kept AWS::SSM::Parameter  kept, as its deletion policy says
      − Secret AWS::SSM::Parameter
    ✖ pets ROLLBACK_COMPLETE
    "
  `);
});

test("lines for a file begin with their time, every one of them", () => {
  let text = "";
  const target = { write: (part: string) => void (text += part), live: false, timed: true };
  const output = textRenderer(target, () => Date.UTC(2026, 0, 31, 12, 0, 0, 7));
  output.line("It runs.");
  output.event({ kind: "notice", level: "warning", code: "some.code", message: "something was refused" });
  output.event(event("9 pets/Cluster CREATE_FAILED no room"));
  output.close();
  expect(stripVTControlCharacters(text)).toMatchInlineSnapshot(`
    "2026-01-31T12:00:00.007Z It runs.
    2026-01-31T12:00:00.007Z ! something was refused
    2026-01-31T12:00:00.007Z   ✖ Cluster AWS::SSM::Parameter CREATE_FAILED
    2026-01-31T12:00:00.007Z     no room
    "
  `);
});

test("a terminal's last line is redrawn within its width, and gone at the end", () => {
  let text = "";
  const output = textRenderer({ write: (part) => void (text += part), live: true, columns: 40 }, () => 0);
  output.event(event("0 pets/TheClusterWithTheLongName CREATE_IN_PROGRESS"));
  output.event(event("0 pets/Another CREATE_IN_PROGRESS"));
  const drawn = stripVTControlCharacters(text).split("\r").at(-1);
  expect(drawn).toBe("  2 in progress (0 s): TheClusterWithTh");
  output.close();
  expect(text.endsWith("\r\u001b[2K")).toBe(true);
});
