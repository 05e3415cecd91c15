import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { functionRole, inlineFunction } from "../testing/database-stack.js";
import { startTestPool } from "../testing/test-pool.js";
import { startPool } from "./pool.js";

let stateDirectory: string;
beforeEach(() => {
  stateDirectory = mkdtempSync(join(tmpdir(), "rockpool-place-"));
});
afterEach(() => rmSync(stateDirectory, { recursive: true, force: true }));

test("a pool comes back at its address, in its region and account, and is refused another region or account", async () => {
  const first = await startPool({ stateDirectory, defaults: { region: "eu-west-1", accountId: "123456789012" } });
  await first.stop();
  const second = await startPool({ stateDirectory, defaults: { region: "us-west-2", port: 4566 } });
  expect(second).toMatchObject({ endpoint: first.endpoint, region: "eu-west-1", accountId: "123456789012" });
  await second.stop();
  await expect(startPool({ stateDirectory, region: "us-east-1" })).rejects.toThrow(
    `the state in ${stateDirectory} belongs to eu-west-1, not to us-east-1: its ARNs say so`,
  );
  await expect(startPool({ stateDirectory, accountId: "000000000000" })).rejects.toMatchObject({
    code: "PlaceChanged",
  });
  // A refused start leaves the directory to others.
  await (await startPool({ stateDirectory })).stop();
});

test("what a pool keeps is for its owner alone, and stays out of version control", async () => {
  await using pool = await startPool({ stateDirectory });
  for (const name of ["state.sqlite", "credentials.json", "vault.key"]) {
    expect([name, statSync(join(stateDirectory, name)).mode & 0o077]).toEqual([name, 0]);
  }
  expect(statSync(stateDirectory).mode & 0o077).toBe(0);
  expect(readFileSync(join(stateDirectory, ".gitignore"), "utf8")).toBe("*\n");
  expect(pool.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
});

test("a pool whose parts cannot be made leaves no listener behind", async () => {
  const first = await startPool({ stateDirectory });
  const { endpoint } = first;
  await first.stop();
  writeFileSync(join(stateDirectory, "credentials.json"), "{}");
  await expect(startPool({ stateDirectory })).rejects.toMatchObject({ code: "CredentialsFile" });
  await expect(fetch(endpoint)).rejects.toThrow("fetch failed");
});

test("functions run as on AWS wherever the state lies, and a stack that cannot be deleted is left behind by force", async () => {
  writeFileSync(join(stateDirectory, "package.json"), '{ "type": "module" }');
  await using pool = await startTestPool({ stateDirectory: join(stateDirectory, ".rockpool") });
  const template = {
    Resources: {
      Role: functionRole(),
      Function: inlineFunction(
        "exports.handler = async (event) => { if (event.RequestType) throw new Error('no'); return { require: typeof require }; };",
        { FunctionName: "plain" },
      ),
    },
  };
  await pool.deployTemplate("plain", template);
  const answer = await pool.call<{ Payload: Uint8Array }>("lambda", "Invoke", { FunctionName: "plain" });
  expect(Buffer.from(answer.Payload).toString()).toBe('{"require":"function"}');

  const broken = { Type: "Custom::Broken", Properties: { ServiceToken: { "Fn::GetAtt": ["Function", "Arn"] } } };
  await expect(
    pool.deployTemplate("plain", { Resources: { ...template.Resources, Broken: broken } }),
  ).rejects.toMatchObject({ code: "DeployFailed" });
  await pool.destroy("plain", { force: true });
  const { StackSummaries } = await pool.call<{ StackSummaries: Array<{ StackStatus: string }> }>(
    "cloudformation",
    "ListStacks",
  );
  expect(StackSummaries).toMatchObject([{ StackStatus: "DELETE_COMPLETE" }]);
});
