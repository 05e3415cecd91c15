import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { testEnvironment } from "../../testing/environment.js";
import { thrownBy } from "../../testing/thrown.js";
import { ownerCall } from "../contract.js";
import { createSsmService } from "./index.js";

const call = ownerCall("000000000000");

function start() {
  const environment = testEnvironment();
  onTestFinished(() => environment[Symbol.dispose]());
  const { operations, ...ssm } = createSsmService({ environment });
  return { environment, ssm, api: operations };
}

test("a parameter keeps its versions, and is read by name, version, label and ARN", () => {
  const { api } = start();
  api.PutParameter(call, { Name: "/app/url", Type: "String", Value: "one" });
  expect(api.PutParameter(call, { Name: "/app/url", Value: "two", Overwrite: true }).Version).toBe(2);
  api.LabelParameterVersion(call, { Name: "/app/url", ParameterVersion: 1, Labels: ["old"] });
  const value = (Name: string) => api.GetParameter(call, { Name }).Parameter?.Value;
  expect(value("/app/url")).toBe("two");
  expect(value("/app/url:1")).toBe("one");
  expect(value("/app/url:old")).toBe("one");
  expect(value("arn:aws:ssm:us-east-1:000000000000:parameter/app/url")).toBe("two");
  expect(thrownBy(() => value("/app/url:7")).code).toBe("ParameterVersionNotFound");
  expect(thrownBy(() => value("/app/none")).code).toBe("ParameterNotFound");
});

test("a SecureString is encrypted on disk and shown only with decryption", () => {
  const { api, environment } = start();
  api.PutParameter(call, { Name: "password", Type: "SecureString", Value: "correct-horse-battery" });
  expect(api.GetParameter(call, { Name: "password" }).Parameter?.Value).not.toContain("correct-horse");
  expect(api.GetParameter(call, { Name: "password", WithDecryption: true }).Parameter?.Value).toBe(
    "correct-horse-battery",
  );
  const wal = readFileSync(join(environment.state.directory, "state.sqlite-wal")).toString("latin1");
  expect(wal).not.toContain("correct-horse-battery");
});

test.each([
  [{ Name: "/a", Type: "String", Value: "again" }, "ParameterAlreadyExists"],
  [{ Name: "/a", Type: "SecureString", Value: "x", Overwrite: true }, "HierarchyTypeMismatchException"],
  [{ Name: "/a", Value: "x", Overwrite: true, Tags: [{ Key: "k", Value: "v" }] }, "ValidationException"],
  [{ Name: "/b", Value: "x" }, "ValidationException"],
  [{ Name: "/aws/b", Type: "String", Value: "x" }, "ValidationException"],
  [{ Name: "a/b", Type: "String", Value: "x" }, "ValidationException"],
  [{ Name: "/b", Type: "String", Value: "" }, "ValidationException"],
  [{ Name: "/b", Type: "String", Value: "x".repeat(4097) }, "ValidationException"],
  [{ Name: "/b", Type: "String", Value: "x", AllowedPattern: "^\\d+$" }, "ParameterPatternMismatchException"],
  [
    { Name: "/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16", Type: "String", Value: "x" },
    "HierarchyLevelLimitExceededException",
  ],
] as const)("PutParameter %j is refused with %s", ({ ...input }, code) => {
  const { api } = start();
  api.PutParameter(call, { Name: "/a", Type: "String", Value: "first" });
  const Tags = "Tags" in input ? [...input.Tags] : undefined;
  expect(thrownBy(() => api.PutParameter(call, { ...input, Tags })).code).toBe(code);
});

test("a path gives what lies directly below it, or everything", () => {
  const { api } = start();
  for (const Name of ["/app/a", "/app/deep/b", "/application/c"]) {
    api.PutParameter(call, { Name, Type: "String", Value: "x" });
  }
  const names = (Recursive: boolean, Path = "/app") =>
    api.GetParametersByPath(call, { Path, Recursive }).Parameters?.map((parameter) => parameter.Name);
  expect(names(false)).toEqual(["/app/a"]);
  expect(names(true, "/app/")).toEqual(["/app/a", "/app/deep/b"]);
});

test("GetParameters and DeleteParameters tell what they did not find", () => {
  const { api } = start();
  api.PutParameter(call, { Name: "a", Type: "String", Value: "x" });
  expect(api.GetParameters(call, { Names: ["a", "b"] })).toMatchObject({
    Parameters: [{ Name: "a" }],
    InvalidParameters: ["b"],
  });
  expect(api.DeleteParameters(call, { Names: ["a", "b"] })).toEqual({
    DeletedParameters: ["a"],
    InvalidParameters: ["b"],
  });
  expect(api.DescribeParameters(call, {}).Parameters).toEqual([]);
});

test("dynamic references keep secret and plain parameters apart", () => {
  const { api, ssm } = start();
  api.PutParameter(call, { Name: "/plain", Type: "String", Value: "one" });
  api.PutParameter(call, { Name: "/plain", Value: "two", Overwrite: true });
  api.PutParameter(call, { Name: "/secret", Type: "SecureString", Value: "s" });
  expect(ssm.resolve("/plain")).toBe("two");
  expect(ssm.resolve("/plain", "1")).toBe("one");
  expect(ssm.resolve("/secret", undefined, { secure: true })).toBe("s");
  expect(ssm.resolve("/aws/service/ami-amazon-linux-latest/amzn2-ami-hvm-x86_64-gp2")).toMatch(/^ami-[0-9a-f]{17}$/);
  expect(thrownBy(() => ssm.resolve("/secret")).message).toBe(
    "Non-secure ssm prefix was used for secure parameter: /secret",
  );
  expect(thrownBy(() => ssm.resolve("/none", "3")).message).toBe("Parameters: [ssm:/none:3] cannot be found.");
});

test("permissions name the parameter without its version", () => {
  const { ssm } = start();
  expect(ssm.permissions?.("GetParameter", { Name: "/app/url:3" })).toEqual([
    { action: "ssm:GetParameter", resource: "arn:aws:ssm:us-east-1:000000000000:parameter/app/url" },
  ]);
  expect(ssm.permissions?.("GetParameters", { Names: ["a", "/b"] })).toMatchObject([
    { resource: "arn:aws:ssm:us-east-1:000000000000:parameter/a" },
    { resource: "arn:aws:ssm:us-east-1:000000000000:parameter/b" },
  ]);
});
