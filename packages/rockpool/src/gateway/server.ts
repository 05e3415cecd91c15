import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { AwsError, RockpoolError } from "../errors.js";
import type { WireRequest, WireResponse } from "./codec/wire.js";
import { Pipeline, type PipelineOptions } from "./pipeline.js";

export type GatewayOptions = PipelineOptions;

/** One HTTP port for all services and routes. */
export interface Gateway {
  /**
   * Listens on a loopback address (default `127.0.0.1`); port 0 takes a free one. Resolves with the port.
   * Throws `RockpoolError`: `PortInUse`, `PortNotAllowed`, `NotLoopback`.
   */
  listen(port: number, host?: string): Promise<number>;
  /** Stops listening, lets running requests end for up to two seconds, then cuts what is left. */
  close(): Promise<void>;
}

const LOOPBACK: ReadonlySet<string> = new Set(["127.0.0.1", "::1", "localhost"]);
const CLOSING_GRACE = 2_000;
// Longer than the idle time after which clients drop a connection, so that none is closed under a request on its way.
const KEEP_ALIVE = 75_000;

/** Makes the gateway; nothing listens yet, and no service's model is loaded before its first request. */
export function createGateway(options: GatewayOptions): Gateway {
  const pipeline = new Pipeline(options);
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE, maxHeaderSize: 64 * 1024 }, (incoming, outgoing) => {
    void answer(pipeline, incoming, outgoing);
  });
  return {
    listen: (port, host = "127.0.0.1") => listen(server, port, host),
    close: async () => {
      await close(server);
      pipeline.close();
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<number> {
  if (!LOOPBACK.has(host)) {
    const hint = `Use one of ${[...LOOPBACK].join(", ")}.`;
    return Promise.reject(
      new RockpoolError("NotLoopback", `the gateway listens on loopback addresses only, not on ${host}`, { hint }),
    );
  }
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(listenError(error, port, host)));
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}

function listenError(error: NodeJS.ErrnoException, port: number, host: string): Error {
  if (error.code === "EADDRINUSE") {
    const hint =
      "Choose another port with --port, or stop the program that holds this one (perhaps another pool: rockpool stop).";
    return new RockpoolError("PortInUse", `port ${port} on ${host} is in use`, { hint, cause: error });
  }
  if (error.code === "EACCES") {
    return new RockpoolError("PortNotAllowed", `this user may not listen on port ${port}`, {
      hint: "Choose a port above 1023 with --port.",
      cause: error,
    });
  }
  return error;
}

function close(server: Server): Promise<void> {
  if (!server.listening) return Promise.resolve();
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), CLOSING_GRACE);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}

async function answer(pipeline: Pipeline, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  // A client that goes away in the middle is no event: there is nobody left to answer.
  incoming.on("error", () => {});
  outgoing.on("error", () => {});
  const response = await pipeline.handle(readHead(incoming), (limit) => readBody(incoming, limit), randomUUID());
  if (outgoing.destroyed) return;
  // A refused body is drained, not cut off: a client that is still sending would lose the answer.
  if (!incoming.complete) incoming.resume();
  try {
    if (response.stream !== undefined) await writeStream(outgoing, response, response.stream);
    else writeBody(outgoing, response, incoming.method === "HEAD");
  } catch {
    // An answer that breaks off must not look complete.
    outgoing.destroy();
  }
}

function readHead(incoming: IncomingMessage): Omit<WireRequest, "body"> {
  const target = incoming.url ?? "/";
  const question = target.indexOf("?");
  const headers: Record<string, string> = {};
  const { rawHeaders } = incoming;
  const plain = isAscii(rawHeaders.join(""));
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? "").toLowerCase();
    // Node reads headers as Latin-1; clients sign and send them as UTF-8.
    const raw = rawHeaders[index + 1] ?? "";
    const value = plain ? raw : Buffer.from(raw, "latin1").toString("utf8");
    const before = headers[name];
    headers[name] = typeof before === "string" ? `${before},${value}` : value;
  }
  return {
    method: incoming.method ?? "GET",
    path: question < 0 ? target : target.slice(0, question),
    query: question < 0 ? "" : target.slice(question + 1),
    headers,
  };
}

// Printable characters only: for almost every header, nothing is to be done.
const isAscii = (text: string): boolean => /^[ -~]*$/.test(text);

async function readBody(incoming: IncomingMessage, limit: number): Promise<Uint8Array> {
  const tooLarge = (): AwsError =>
    new AwsError(
      "RequestEntityTooLargeException",
      `The request body is longer than the ${limit} bytes that are allowed.`,
      {
        status: 413,
        hint: "Send less in one request: a part of a batch's parameter sets, or a large value in pieces.",
      },
    );
  const aborted = (): AwsError => new AwsError("RequestAborted", "The client closed the connection.", { status: 400 });
  if (Number(incoming.headers["content-length"] ?? 0) > limit) throw tooLarge();
  // Its end may have come while the service's model was loaded.
  if (incoming.destroyed && !incoming.readableEnded) throw aborted();
  const chunks: Buffer[] = [];
  let length = 0;
  return new Promise((resolve, reject) => {
    incoming.on("data", (chunk: Buffer) => {
      length += chunk.byteLength;
      if (length > limit) {
        incoming.removeAllListeners("data");
        reject(tooLarge());
      } else chunks.push(chunk);
    });
    incoming.once("end", () =>
      resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, length)),
    );
    incoming.once("close", () => {
      // It comes at the end of every request; an error is not made for nothing, as its stack costs more than the body.
      if (!incoming.readableEnded) reject(aborted());
    });
  });
}

function headersOf({ headers }: WireResponse): Record<string, string | string[]> {
  const texts: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers))
    texts[name] = typeof value === "string" ? headerText(value) : value.map(headerText);
  return texts;
}

function headerText(value: string): string {
  if (isAscii(value)) return value;
  return Buffer.from(value.replace(/[\r\n]+/g, " "), "utf8").toString("latin1");
}

async function writeStream(
  outgoing: ServerResponse,
  response: WireResponse,
  stream: NonNullable<WireResponse["stream"]>,
): Promise<void> {
  outgoing.writeHead(response.status, headersOf(response));
  outgoing.flushHeaders();
  const gone = new AbortController();
  outgoing.once("close", () => gone.abort());
  await stream((text) => void outgoing.write(text), gone.signal);
  outgoing.end();
}

function writeBody(outgoing: ServerResponse, response: WireResponse, isHead: boolean): void {
  const { body } = response;
  const hasBody = response.status !== 204 && response.status !== 304;
  const headers = headersOf(response);
  // A HEAD answer may announce the length of the body that a GET would have.
  if (hasBody && !(isHead && "content-length" in headers))
    headers["content-length"] = String(typeof body === "string" ? Buffer.byteLength(body) : body.byteLength);
  outgoing.writeHead(response.status, headers);
  // Node sends a text together with the head, bytes in a write of their own.
  if (isHead || !hasBody) outgoing.end();
  else outgoing.end(body);
}
