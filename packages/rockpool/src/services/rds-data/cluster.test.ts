import { describe, expect, test } from "vitest";
import { AwsError } from "../../errors.js";
import type { DataApiTarget } from "../rds/service.js";
import { clusterOf, mustRun } from "./cluster.js";
import { IDLE_TARGET } from "./testing.js";

const cluster = IDLE_TARGET;
const { arn } = cluster;

function refusalOf(
  resourceArn: string,
  state: Partial<DataApiTarget> = {},
): Pick<AwsError, "code" | "message" | "hint"> {
  try {
    mustRun(clusterOf((given) => (given === arn ? { ...cluster, ...state } : undefined), resourceArn));
  } catch (error) {
    if (error instanceof AwsError) return { code: error.code, message: error.message, hint: error.hint };
    throw error;
  }
  throw new Error("it was not refused");
}

describe("an ARN that is no cluster's gets AWS's answer, and the log says why:", () => {
  const other = "arn:aws:rds:eu-west-1:000000000000:cluster:other";
  const instance = "arn:aws:rds:us-east-1:000000000000:db:mine-1";
  test.each([
    [other, `There is no DB cluster ${other} in this pool`],
    [instance, `${instance} is not the ARN of a DB cluster`],
    ["mine-and-no-arn", "What was given is not the ARN of a DB cluster"],
    ["arn:aws:rds:us-east-1:000000000000:cluster:mi\nne", "What was given is not the ARN of a DB cluster"],
  ])("%s", (given, hint) => {
    expect(refusalOf(given)).toEqual({
      code: "HttpEndpointNotEnabledException",
      message: `HttpEndpoint is not enabled for resource ${given}`,
      hint: expect.stringMatching(new RegExp(`^${hint}(:|,).* as DBClusterArn\\.$`)),
    });
  });
});

describe("what the log says of a cluster that cannot answer fits its state:", () => {
  const unavailable = "DatabaseUnavailableException";
  test.each([
    ["stopped", "InvalidResourceStateException", "Start it with rds:StartDBCluster. Repeat the call"],
    [
      "stopping",
      "InvalidResourceStateException",
      "Wait until it is stopped, and start it with rds:StartDBCluster. Repeat the call",
    ],
    ["starting", unavailable, "The DB cluster is being started. Repeat the call"],
    ["creating", unavailable, "The DB cluster is being created. Repeat the call"],
    ["rebooting", unavailable, "The DB cluster is being rebooted. Repeat the call"],
    ["deleting", unavailable, "The DB cluster is being deleted. Use another one"],
    ["failed", unavailable, "The DB cluster has failed; the pool's log says why."],
  ])("%s", (status, code, hint) => {
    expect(refusalOf(arn, { status })).toMatchObject({ code, hint: expect.stringContaining(hint) });
  });

  test("one without an instance, and one whose endpoint is off", () => {
    expect(refusalOf(arn, { hasInstance: false })).toMatchObject({
      code: "DatabaseNotFoundException",
      hint: expect.stringContaining("Add a DB instance"),
    });
    expect(refusalOf(arn, { httpEndpointEnabled: false, status: "stopped" })).toMatchObject({
      code: "HttpEndpointNotEnabledException",
      hint: expect.stringContaining("Set EnableHttpEndpoint: true on the DB cluster mine"),
    });
  });

  test("in every other state it takes calls", () => {
    expect(() => refusalOf(arn, { status: "modifying" })).toThrow("it was not refused");
  });
});
