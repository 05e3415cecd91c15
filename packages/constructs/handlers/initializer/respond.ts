import * as http from "node:http";
import * as https from "node:https";
import { setTimeout as sleep } from "node:timers/promises";
import type { Answer } from "./handle";

/** A request of CloudFormation, as a custom resource gets it. */
export interface Request {
  readonly RequestType: "Create" | "Update" | "Delete";
  readonly ResponseURL: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: Readonly<Record<string, unknown>>;
}

const ATTEMPTS = 5;

/** Answers CloudFormation. Tries again when the answer cannot be delivered: without one the stack waits for its timeout. */
export async function respond(request: Request, answer: Answer): Promise<void> {
  const body = JSON.stringify({
    StackId: request.StackId,
    RequestId: request.RequestId,
    LogicalResourceId: request.LogicalResourceId,
    ...answer,
  });
  for (let attempt = 1; ; attempt++) {
    try {
      return await put(request.ResponseURL, body);
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      await sleep(250 * 2 ** attempt);
    }
  }
}

function put(url: string, body: string): Promise<void> {
  const { request } = url.startsWith("http:") ? http : https;
  return new Promise((resolve, reject) => {
    const outgoing = request(url, {
      method: "PUT",
      // The URL is signed for an empty content type.
      headers: { "content-type": "", "content-length": Buffer.byteLength(body) },
      timeout: 10_000,
    });
    outgoing.on("response", (response) => {
      response.resume();
      const status = response.statusCode ?? 0;
      if (status < 400) resolve();
      else reject(new Error(`CloudFormation answered ${status} to the response`));
    });
    outgoing.on("timeout", () => outgoing.destroy(new Error("CloudFormation did not take the response in time")));
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}
