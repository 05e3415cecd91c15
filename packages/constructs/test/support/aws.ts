import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** A call of the Data API, as it came over the wire. */
export interface DataApiCall {
  readonly operation: string;
  readonly body: Record<string, unknown>;
}

/** An answer of the Data API that is not a success. */
export interface DataApiError {
  readonly status: number;
  readonly type: string;
  readonly message: string;
}

/** The far side of the handler's network: the Data API, S3 and CloudFormation's response URL, on one port. */
export interface FarSide extends AsyncDisposable {
  readonly url: string;
  readonly calls: DataApiCall[];
  readonly responses: Record<string, unknown>[];
  readonly objects: Map<string, string>;
  /** Decides what a call is answered with; nothing means success. */
  answer: (call: DataApiCall, count: number) => DataApiError | undefined | "never";
  /** Answers to the response URL, in order; afterwards 200. */
  readonly refusals: number[];
}

/** Starts a far side. */
export async function startFarSide(): Promise<FarSide> {
  const calls: DataApiCall[] = [];
  const responses: Record<string, unknown>[] = [];
  const objects = new Map<string, string>();
  const refusals: number[] = [];
  const side: Pick<FarSide, "answer"> = { answer: () => undefined };

  const respond = async (request: IncomingMessage, reply: ServerResponse): Promise<void> => {
    const path = new URL(request.url ?? "/", "http://far.side").pathname;
    const body = await text(request);
    if (request.method === "PUT" && path === "/response") {
      const refusal = refusals.shift();
      if (refusal === undefined) responses.push(JSON.parse(body));
      reply.writeHead(refusal ?? 200).end();
      return;
    }
    if (request.method === "GET") {
      const object = objects.get(path);
      reply.writeHead(object === undefined ? 404 : 200).end(object);
      return;
    }
    const call = { operation: path.slice(1), body: JSON.parse(body) };
    calls.push(call);
    const answer = side.answer(call, calls.length);
    if (answer === "never") return;
    if (answer) {
      reply.writeHead(answer.status, { "content-type": "application/json", "x-amzn-errortype": answer.type });
      reply.end(JSON.stringify({ message: answer.message }));
      return;
    }
    reply.writeHead(200, { "content-type": "application/json" });
    reply.end(JSON.stringify(call.operation === "BeginTransaction" ? { transactionId: "tx-1" } : {}));
  };
  const server = createServer((request, reply) => void respond(request, reply));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(side, {
    url: `http://127.0.0.1:${port}`,
    calls,
    responses,
    objects,
    refusals,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}
