import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readConfiguration } from "./cdk-json.js";

const directory = mkdtempSync(join(tmpdir(), "rockpool-cdk-json-"));
const home = join(directory, "home");
mkdirSync(home);
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const GOOD = '{"app": "node app.mjs"}';
const APP = "It must be a JSON object with an `app` command.";
const ANY = "It must be a JSON object.";

test.each([
  ["a project's file that holds null", "null", "{}", "cdk.json holds null", APP],
  ["a project's file that holds a list", "[1]", "{}", "cdk.json holds a list", APP],
  ["a project's file that holds a text", '"x"', "{}", "cdk.json holds a string", APP],
  ["a project's file that is no JSON", "{", "{}", "cdk.json: ", APP],
  ["a project without an app", "{}", "{}", "cdk.json has no `app`", "Add the command"],
  ["a build that is no command", '{"app": "x", "build": ["y"]}', "{}", "`build` is a list, not a command", "npm run"],
  ["a user's file that holds null", GOOD, "null", ".cdk.json holds null", ANY],
  ["a user's file that holds a list", GOOD, "[]", ".cdk.json holds a list", ANY],
  ["a user's file with a build", GOOD, '{"build": "x"}', ".cdk.json has a `build`, which", "Move it to "],
])("%s is an error that says so", (_what, project, user, message, hint) => {
  writeFileSync(join(directory, "cdk.json"), project);
  writeFileSync(join(home, ".cdk.json"), user);
  expect(() => readConfiguration(directory, home)).toThrow(
    expect.objectContaining({
      code: "AppConfiguration",
      message: expect.stringContaining(message),
      hint: expect.stringContaining(hint),
    }),
  );
});
