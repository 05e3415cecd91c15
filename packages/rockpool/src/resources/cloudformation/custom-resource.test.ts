import { expect, test } from "vitest";
import type { JsonObject, ResourceContext } from "../../cloudformation/contract.js";
import { text } from "../properties.js";
import { customResource } from "./custom-resource.js";
import { ResponseInbox } from "./response-inbox.js";

const FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:init";
type Handler = (event: JsonObject, answer: (body: object) => string) => object | void;

/** A custom resource whose function is `handler`; what it passes to `answer` arrives at its ResponseURL. */
function resource(handler: Handler, graceSeconds = 0.05) {
  const inbox = new ResponseInbox();
  const physicalIds: string[] = [];
  const subject = customResource({
    inbox,
    graceSeconds,
    responseUrl: (token) => token,
    async invoke(_arn, payload) {
      const event: JsonObject = JSON.parse(payload);
      const { StackId, RequestId, LogicalResourceId } = event;
      const send = (body: object) =>
        inbox.deliver(text(event, "ResponseURL"), JSON.stringify({ StackId, RequestId, LogicalResourceId, ...body }));
      return { payload: "null", ...handler(event, send) };
    },
  });
  const context: ResourceContext = {
    stackId: "arn:aws:cloudformation:us-east-1:000000000000:stack/s/1",
    stackName: "s",
    logicalId: "Init",
    resourceType: "Custom::Init",
    tags: {},
    signal: new AbortController().signal,
    attributes: {},
    generateName: () => "s-Init-ABCDEFGHIJKL",
    initiated: (id) => void physicalIds.push(id),
  };
  return { subject, context, physicalIds };
}

test("the function gets the documented event with scalars as text, and its answer gives Ref and attributes", async () => {
  let seen: JsonObject = {};
  const { subject, context } = resource((event, answer) => {
    seen = event;
    answer({ Status: "SUCCESS", PhysicalResourceId: "pets", Data: { Rows: 1, Nested: { Name: "Rex" } } });
  });
  const state = await subject.create(context, {
    ServiceToken: FUNCTION,
    Count: 1,
    On: true,
    List: [1, { Deep: false }],
  });
  expect(state).toEqual({ physicalId: "pets", attributes: { Rows: 1, Nested: { Name: "Rex" }, "Nested.Name": "Rex" } });
  expect(seen).toMatchObject({
    RequestType: "Create",
    ServiceToken: FUNCTION,
    ResourceType: "Custom::Init",
    LogicalResourceId: "Init",
    ResourceProperties: { ServiceToken: FUNCTION, Count: "1", On: "true", List: ["1", { Deep: "false" }] },
  });
  expect(seen).not.toHaveProperty("PhysicalResourceId");
});

test("an update brings the old properties and the physical id, a delete the physical id", async () => {
  const events: JsonObject[] = [];
  const { subject, context } = resource((event, answer) => {
    events.push(event);
    answer({ Status: "SUCCESS", PhysicalResourceId: event["RequestType"] === "Update" ? "new" : "old" });
  });
  const updated = await subject.update?.(
    context,
    "old",
    { ServiceToken: FUNCTION, A: 1 },
    { ServiceToken: FUNCTION, A: 2 },
  );
  expect(updated?.physicalId).toBe("new");
  await subject.delete(context, "old", { ServiceToken: FUNCTION, A: 1 });
  expect(events).toMatchObject([
    {
      RequestType: "Update",
      PhysicalResourceId: "old",
      OldResourceProperties: { A: "1" },
      ResourceProperties: { A: "2" },
    },
    { RequestType: "Delete", PhysicalResourceId: "old", ResourceProperties: { A: "1" } },
  ]);
});

test("the first answer counts, later ones are ignored", async () => {
  const deliveries: string[] = [];
  const { subject, context } = resource((_event, answer) => {
    deliveries.push(answer({ Status: "SUCCESS", PhysicalResourceId: "first" }));
    deliveries.push(answer({ Status: "FAILED", PhysicalResourceId: "second", Reason: "no" }));
  });
  expect((await subject.create(context, { ServiceToken: FUNCTION })).physicalId).toBe("first");
  expect(deliveries).toEqual(["taken", "late"]);
});

test.each<[string, Handler, string]>([
  [
    "FAILED",
    (_event, answer) => void answer({ Status: "FAILED", PhysicalResourceId: "x", Reason: "table exists" }),
    "Received response status [FAILED] from custom resource. Message returned: table exists",
  ],
  [
    "no physical id",
    (_event, answer) => void answer({ Status: "SUCCESS" }),
    "Invalid response from custom resource: Invalid PhysicalResourceId",
  ],
  [
    "another request's id",
    (_event, answer) => void answer({ Status: "SUCCESS", PhysicalResourceId: "x", RequestId: "other" }),
    "Invalid response from custom resource: Invalid RequestId",
  ],
  [
    "over 4,096 bytes",
    (_event, answer) => void answer({ Status: "SUCCESS", PhysicalResourceId: "x", Data: { a: "x".repeat(4096) } }),
    "Invalid response from custom resource: Response object is too long.",
  ],
  [
    "nothing, the function having thrown",
    () => ({ functionError: "Unhandled", payload: '{"errorType":"KeyError","errorMessage":"\'DBNAME\'"}' }),
    "The function init failed without an answer to CloudFormation: KeyError: 'DBNAME'",
  ],
  [
    "nothing, the function having ended",
    () => undefined,
    "Custom Resource failed to stabilize in expected time. The function init ended without an answer",
  ],
])("an answer of %s fails the resource and says so", async (_name, handler, message) => {
  const { subject, context, physicalIds } = resource(handler);
  await expect(subject.create(context, { ServiceToken: FUNCTION })).rejects.toThrow(message);
  expect(physicalIds[0]).toBe("s-Init-ABCDEFGHIJKL");
});

test("ServiceTimeout ends the waiting for a function that does not end", async () => {
  const { subject, context } = resource((_event, _answer) => ({ functionError: undefined }), 60);
  await expect(subject.create(context, { ServiceToken: FUNCTION, ServiceTimeout: 1 })).rejects.toThrow(
    "Custom Resource failed to stabilize in expected time",
  );
  await expect(subject.create(context, { ServiceToken: FUNCTION, ServiceTimeout: 0 })).rejects.toThrow(
    "ServiceTimeout 0 is not a whole number of seconds from 1 to 3600",
  );
});
