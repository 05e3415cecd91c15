import { percentEncode, type WireRequest, type WireResponse } from "../gateway/codec/wire.js";

/** A client of the AWS SDK that talks to a function instead of the network. */
export interface CapturedClient {
  /** Sends the command of this operation; resolves with the output or rejects with the SDK's exception. */
  send(operation: string, input: unknown): Promise<Record<string, unknown>>;
  destroy(): void;
}

interface SdkRequest {
  method: string;
  path: string;
  query?: Record<string, string | string[] | null | undefined>;
  headers: Record<string, string>;
  body?: unknown;
}

/** Makes the client of an SDK package (its exports) whose requests `answer` answers. */
export function capturedClient(
  exports: Readonly<Record<string, unknown>>,
  answer: (request: WireRequest) => WireResponse,
): CapturedClient {
  const requestHandler = {
    handle: async (request: SdkRequest) => {
      const response = answer(wireRequest(request));
      const body = typeof response.body === "string" ? Buffer.from(response.body, "utf8") : response.body;
      const { Readable } = await import("node:stream");
      return {
        response: {
          statusCode: response.status,
          headers: { ...response.headers },
          body: Readable.from(body.byteLength === 0 ? [] : [body]),
        },
      };
    },
    destroy: () => {},
    httpHandlerConfigs: () => ({}),
    updateHttpClientConfig: () => {},
  };
  const configuration = {
    region: "us-east-1",
    endpoint: "http://127.0.0.1:4566",
    credentials: { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "secret" },
    maxAttempts: 1,
    forcePathStyle: true,
    disableHostPrefix: true,
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    requestHandler,
  };
  const client: { send(command: unknown): Promise<Record<string, unknown>>; destroy(): void } = construct(
    exports,
    /^(?!__).*[^_]Client$/,
    configuration,
  );
  return {
    send: (operation, input) => client.send(construct(exports, new RegExp(`^${operation}Command$`), input)),
    destroy: () => client.destroy(),
  };
}

function construct<T>(exports: Readonly<Record<string, unknown>>, name: RegExp, argument: unknown): T {
  const found = Object.entries(exports).find(
    ([exportName, value]) => name.test(exportName) && typeof value === "function",
  );
  if (found === undefined || typeof found[1] !== "function")
    throw new Error(`the package exports nothing called ${name}`);
  const instance: T = Reflect.construct(found[1], [argument]);
  return instance;
}

function wireRequest(request: SdkRequest): WireRequest {
  const query = Object.entries(request.query ?? {}).flatMap(([name, value]) => {
    const values = Array.isArray(value) ? value : [value];
    return values.map((item) =>
      item === null || item === undefined ? percentEncode(name) : `${percentEncode(name)}=${percentEncode(item)}`,
    );
  });
  const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [
    name.toLowerCase(),
    String(value),
  ]);
  const { body = "" } = request;
  if (typeof body !== "string" && !(body instanceof Uint8Array))
    throw new Error(`a ${typeof body} is no request body that this client can send`);
  return {
    method: request.method,
    path: request.path,
    query: query.join("&"),
    headers: Object.fromEntries(headers),
    body: typeof body === "string" ? Buffer.from(body, "utf8") : body,
  };
}
