import * as http from "node:http";
import * as https from "node:https";
import { setTimeout as sleep } from "node:timers/promises";

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

/** What CloudFormation is told. */
export interface Answer {
  readonly Status: "SUCCESS" | "FAILED";
  readonly PhysicalResourceId: string;
  readonly Reason?: string;
  readonly Data?: { readonly StatementCount: number; readonly ScriptHash: string };
}

const ATTEMPTS = 5;

/** CloudFormation refuses longer responses. In bytes. */
const LONGEST_BODY = 4_096;
const LENGTH_OF_END = 200;

/** Answers CloudFormation. Tries again when the answer cannot be delivered: without one the stack waits for its timeout. */
export async function respond(request: Request, answer: Answer): Promise<void> {
  const body = bodyOf(request, answer);
  for (let attempt = 1; ; attempt++) {
    try {
      return await put(request.ResponseURL, body);
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      await sleep(250 * 2 ** attempt);
    }
  }
}

/** The response, with a long reason cut in its middle: its end says what was applied and what to do. */
function bodyOf({ StackId, RequestId, LogicalResourceId }: Request, answer: Answer): string {
  const serialize = (reason = answer.Reason) =>
    JSON.stringify({ StackId, RequestId, LogicalResourceId, ...answer, Reason: reason });
  const characters = Array.from(answer.Reason ?? "");
  const end = characters.splice(-LENGTH_OF_END).join("");
  let body = serialize();
  for (let over = surplus(body); over > 0 && characters.length > 0; over = surplus(body)) {
    // No character takes more than 6 bytes in JSON, so this never cuts too much at once.
    characters.length = Math.max(0, characters.length - Math.ceil(over / 6));
    body = serialize(`${characters.join("")} ... ${end}`);
  }
  return body;
}

function surplus(body: string): number {
  return Buffer.byteLength(body) - LONGEST_BODY;
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
