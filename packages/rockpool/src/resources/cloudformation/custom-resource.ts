import { randomUUID } from "node:crypto";
import type {
  Json,
  JsonObject,
  ResourceContext,
  ResourceHandler,
  ResourceState,
} from "../../cloudformation/contract.js";
import { stringifyScalars } from "../../cloudformation/template/coerce.js";
import { AwsError, messageOf } from "../../errors.js";
import { isObject, optionalBoolean, optionalText, text } from "../properties.js";
import type { ResponseInbox } from "./response-inbox.js";

/** Limits of "Custom resource request and response reference", CloudFormation user guide. */
const RESPONSE_BYTES = 4096;
const PHYSICAL_ID_BYTES = 1024;
const DEFAULT_TIMEOUT_SECONDS = 3600;

export interface CustomResourceOptions {
  readonly inbox: ResponseInbox;
  /** Makes the presigned URL that takes the answer for a token. */
  readonly responseUrl: (token: string, expiresSeconds: number) => string;
  /** Invokes a function as an event, retries included; settles when the last attempt has ended. */
  readonly invoke: (
    functionArn: string,
    payload: string,
  ) => Promise<{ readonly functionError?: string; readonly payload: string }>;
  /**
   * How long to wait for an answer, in seconds, once the function has ended without sending one. CloudFormation waits
   * for the whole `ServiceTimeout`; nobody at a desk wants to wait an hour for an answer that hardly comes any more.
   */
  readonly graceSeconds?: number;
}

interface Answer {
  readonly Status: "SUCCESS" | "FAILED";
  readonly Reason?: string;
  readonly PhysicalResourceId: string;
  readonly NoEcho?: boolean;
  readonly Data: JsonObject;
}

/** `Custom::*` and `AWS::CloudFormation::CustomResource`: a function does the work and answers with a PUT to a URL. */
export function customResource(options: CustomResourceOptions): ResourceHandler {
  async function request(context: ResourceContext, members: JsonObject, properties: JsonObject): Promise<Answer> {
    const serviceToken = text(properties, "ServiceToken");
    if (!serviceToken.includes(":lambda:")) {
      throw new AwsError(
        "ValidationError",
        `Custom resource ${context.logicalId}: Rockpool calls service tokens that are function ARNs; ${serviceToken} is none`,
      );
    }
    const seconds = timeoutSeconds(properties);
    const requestId = randomUUID();
    const expected = { StackId: context.stackId, RequestId: requestId, LogicalResourceId: context.logicalId };
    const answered = Promise.withResolvers<Answer>();
    // The rejection may come before anybody awaits it.
    answered.promise.catch(() => undefined);
    const { token, close } = options.inbox.open((body) => settle(answered, body, expected));
    let open = true;
    const timers: NodeJS.Timeout[] = [];
    const failLater = (delay: number, reason: string) => {
      if (open) timers.push(setTimeout(() => answered.reject(new AwsError("Timeout", reason)), delay * 1000));
    };
    failLater(seconds, "Custom Resource failed to stabilize in expected time");
    const cancel = () => answered.reject(new AwsError("Cancelled", "Resource creation cancelled"));
    context.signal.addEventListener("abort", cancel, { once: true });
    try {
      const event = {
        ...members,
        ...expected,
        ServiceToken: serviceToken,
        ResponseURL: options.responseUrl(token, seconds),
        ResourceType: context.resourceType,
        ResourceProperties: stringifyScalars(properties),
      };
      // An answer ends the resource, though the function may still be writing its last log line.
      options.invoke(serviceToken, JSON.stringify(event)).then(
        ({ functionError, payload }) => {
          const grace = Math.min(options.graceSeconds ?? 60, seconds);
          if (functionError === undefined) failLater(grace, silence(serviceToken, grace));
          else answered.reject(new AwsError("FunctionFailed", functionFailure(serviceToken, payload)));
        },
        (error: unknown) => answered.reject(error instanceof Error ? error : new Error(messageOf(error))),
      );
      return await answered.promise;
    } finally {
      open = false;
      for (const timer of timers) clearTimeout(timer);
      context.signal.removeEventListener("abort", cancel);
      close();
    }
  }

  return {
    open: true,
    async create(context, properties) {
      // Kept before the function runs: a failed or interrupted create is still told to delete what it may have made.
      const generated = context.generateName();
      context.initiated(generated);
      const answer = await request(context, { RequestType: "Create" }, properties);
      context.initiated(answer.PhysicalResourceId || generated);
      return outcome(answer);
    },
    async update(context, physicalId, oldProperties, newProperties) {
      const members = {
        RequestType: "Update",
        PhysicalResourceId: physicalId,
        OldResourceProperties: stringifyScalars(oldProperties),
      };
      return outcome(await request(context, members, newProperties));
    },
    async delete(context, physicalId, properties) {
      outcome(await request(context, { RequestType: "Delete", PhysicalResourceId: physicalId }, properties));
    },
    needsReplacement: (changed) => changed.includes("ServiceToken"),
  };
}

function outcome(answer: Answer): ResourceState {
  if (answer.Status === "FAILED") {
    throw new AwsError(
      "CustomResourceFailed",
      `Received response status [FAILED] from custom resource. Message returned: ${answer.Reason ?? ""}`,
    );
  }
  return {
    physicalId: answer.PhysicalResourceId,
    attributes: flatten(answer.Data),
    ...(answer.NoEcho ? { noEcho: true } : {}),
  };
}

/** Takes a body if it is an answer to this request; a malformed one fails the resource, as on AWS. */
function settle(
  answered: PromiseWithResolvers<Answer>,
  body: string,
  expected: Readonly<Record<string, string>>,
): boolean {
  try {
    answered.resolve(parseAnswer(body, expected));
  } catch (error) {
    answered.reject(error instanceof Error ? error : new Error(messageOf(error)));
  }
  return true;
}

function parseAnswer(body: string, expected: Readonly<Record<string, string>>): Answer {
  if (Buffer.byteLength(body) > RESPONSE_BYTES) throw invalid("Response object is too long.");
  let answer: Json;
  try {
    answer = JSON.parse(body);
  } catch {
    throw invalid("Invalid Json");
  }
  if (!isObject(answer)) throw invalid("Invalid Json");
  for (const [name, value] of Object.entries(expected)) {
    if (answer[name] !== value) throw invalid(`Invalid ${name}`);
  }
  const status = optionalText(answer, "Status");
  const physicalId = optionalText(answer, "PhysicalResourceId") ?? "";
  const reason = optionalText(answer, "Reason");
  if (status !== "SUCCESS" && status !== "FAILED") throw invalid("Invalid Status");
  if (status === "SUCCESS" && physicalId === "") throw invalid("Invalid PhysicalResourceId");
  if (Buffer.byteLength(physicalId) > PHYSICAL_ID_BYTES) throw invalid("PhysicalResourceId is too long");
  return {
    Status: status,
    PhysicalResourceId: physicalId,
    Data: isObject(answer["Data"]) ? answer["Data"] : {},
    ...(reason === undefined ? {} : { Reason: reason }),
    ...(optionalBoolean(answer, "NoEcho") === true ? { NoEcho: true } : {}),
  };
}

function invalid(reason: string): AwsError {
  return new AwsError("InvalidResponse", `Invalid response from custom resource: ${reason}`);
}

/** `Data` as attributes: `{a: {b: 1}}` can be asked for as `a` and as `a.b`. */
function flatten(data: JsonObject, prefix = ""): JsonObject {
  return Object.fromEntries(
    Object.entries(data).flatMap(([key, value]): Array<[string, Json]> => {
      const nested = isObject(value) ? Object.entries(flatten(value, `${prefix}${key}.`)) : [];
      return [[`${prefix}${key}`, value], ...nested];
    }),
  );
}

function timeoutSeconds(properties: JsonObject): number {
  const given = optionalText(properties, "ServiceTimeout");
  if (given === undefined) return DEFAULT_TIMEOUT_SECONDS;
  const seconds = Number(given);
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > DEFAULT_TIMEOUT_SECONDS) {
    throw new AwsError(
      "ValidationError",
      `ServiceTimeout ${given} is not a whole number of seconds from 1 to ${DEFAULT_TIMEOUT_SECONDS}`,
    );
  }
  return seconds;
}

function silence(functionArn: string, grace: number): string {
  return (
    "Custom Resource failed to stabilize in expected time. " +
    `The function ${nameOf(functionArn)} ended without an answer to its ResponseURL, and none came within ${grace} s after that; its log says more.`
  );
}

function functionFailure(functionArn: string, payload: string): string {
  let message = payload;
  try {
    const error: Json = JSON.parse(payload);
    if (isObject(error))
      message = [error["errorType"], error["errorMessage"]]
        .filter((part) => part !== undefined && part !== "")
        .map((part) => (typeof part === "string" ? part : JSON.stringify(part)))
        .join(": ");
  } catch {
    // Not JSON: the text itself is the best there is.
  }
  return `The function ${nameOf(functionArn)} failed without an answer to CloudFormation: ${message}`;
}

function nameOf(functionArn: string): string {
  return functionArn.split(":").slice(6).join(":");
}
