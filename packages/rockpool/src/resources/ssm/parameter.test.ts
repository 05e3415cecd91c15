import { expect, onTestFinished, test } from "vitest";
import { ownerCall } from "../../services/contract.js";
import { createSsmService } from "../../services/ssm/index.js";
import { testEnvironment } from "../../testing/environment.js";
import { resourceContext } from "../../testing/resource-context.js";
import { parameter } from "./parameter.js";

const call = ownerCall("000000000000");

function start() {
  const environment = testEnvironment();
  onTestFinished(() => environment[Symbol.dispose]());
  const ssm = createSsmService({ environment });
  return { ssm, api: ssm.operations, handler: parameter({ ssm, environment }) };
}

test("a parameter is created, changed in place and deleted; Ref is its name", async () => {
  const { ssm, api, handler } = start();
  const context = resourceContext("AWS::SSM::Parameter", "Url", { team: "db" });
  const before = { Type: "String", Value: "one", Tags: { stage: "test" } };
  const made = await handler.create(context, before);
  expect(made.physicalId).toMatch(/^CFN-Url-[A-Z0-9]{12}$/);
  await expect(handler.create(context, before)).rejects.toThrow("already exists");
  const changed = await handler.update?.(context, made.physicalId, before, { Type: "String", Value: "two" });
  expect(changed?.attributes).toEqual({
    Type: "String",
    Value: "two",
    Arn: `arn:aws:ssm:us-east-1:000000000000:parameter/${made.physicalId}`,
  });
  const resource = { ResourceType: "Parameter", ResourceId: made.physicalId } as const;
  expect(api.ListTagsForResource(call, resource).TagList).toEqual([{ Key: "team", Value: "db" }]);
  await handler.delete(context, made.physicalId, before);
  await handler.delete(context, made.physicalId, before);
  expect(ssm.exists(made.physicalId)).toBe(false);
});

test("a SecureString in a template is refused, as CloudFormation does", async () => {
  const { handler } = start();
  const context = resourceContext("AWS::SSM::Parameter", "Secret");
  await expect(handler.create(context, { Type: "SecureString", Value: "x" })).rejects.toThrow(
    "#/Type: SecureString is not a valid enum value",
  );
});
