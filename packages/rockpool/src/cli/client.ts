import { request } from "node:http";
import { createInterface } from "node:readline";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { messageOf, RockpoolError } from "../errors.js";
import { sign } from "../gateway/sigv4/sign.js";
import type { AdminMessage, ErrorMessage } from "../pool/admin.js";
import type { PoolFile } from "../pool/pool-file.js";

export interface ClientCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Talks to a pool in another process, as its owner. */
export class PoolClient {
  readonly pool: PoolFile;
  readonly credentials: ClientCredentials;

  constructor(directory: string, pool: PoolFile) {
    this.pool = pool;
    this.credentials = JSON.parse(readFileSync(join(directory, "credentials.json"), "utf8"));
  }

  /** Any operation of an AWS service, in the shapes of its SDK. */
  async call<Output>(service: string, operation: string, input: object = {}): Promise<Output> {
    return this.admin<Output>("call", { service, operation, input });
  }

  /** An administrative call; `onMessage` receives the events that come with it. */
  async admin<Output>(
    name: string,
    body: object,
    onMessage: (message: AdminMessage) => void = () => undefined,
  ): Promise<Output> {
    const url = new URL(`/_rockpool/${name}`, this.pool.endpoint);
    const payload = JSON.stringify(body);
    const headers = sign(
      { method: "POST", url, headers: { "content-type": "application/json" }, body: payload },
      { credentials: this.credentials, region: this.pool.region, service: "rockpool", now: Date.now() },
    );
    return new Promise<Output>((resolve, reject) => {
      const outgoing = request(url, { method: "POST", headers }, (response) => {
        let ended = false;
        const lines = createInterface({ input: response, crlfDelay: Infinity });
        lines.on("line", (line) => {
          if (line === "") return;
          const message: AdminMessage = JSON.parse(line);
          if (message.kind === "result") resolve(message.value as Output);
          else if (message.kind === "error") reject(asError(message));
          else return onMessage(message);
          ended = true;
        });
        // A pool that dies in the middle is told below, in words.
        lines.on("error", () => undefined);
        response.once("close", () => {
          if (!ended)
            reject(
              new RockpoolError(
                "PoolGone",
                `the pool at ${this.pool.endpoint} went away before it answered (HTTP ${response.statusCode})`,
                { hint: "Start it again: it continues or rolls back what was under way." },
              ),
            );
        });
      });
      outgoing.on("error", (cause) =>
        reject(
          new RockpoolError("PoolGone", `the pool at ${this.pool.endpoint} does not answer: ${messageOf(cause)}`, {
            hint: "Start it again with `rockpool start`.",
            cause,
          }),
        ),
      );
      outgoing.end(payload);
    });
  }
}

function asError(message: ErrorMessage): RockpoolError {
  return new RockpoolError(message.code, message.message, message.hint === undefined ? {} : { hint: message.hint });
}
