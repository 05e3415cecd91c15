import type { Environment } from "../environment.js";
import { AwsError, messageOf } from "../errors.js";
import type { Permission, Principal, Service } from "../services/contract.js";
import { type AccessOptions, authorise } from "./access.js";
import { type DecodedRequest, ServiceCodec } from "./codec/codec.js";
import { writeError } from "./codec/error.js";
import { modelOf } from "./codec/model.js";
import type { WireRequest, WireResponse } from "./codec/wire.js";
import { RefusalLog } from "./refusal-log.js";
import { SigningKeys } from "./sigv4/canonical.js";
import { refusalError, SignatureRefusal } from "./sigv4/refusal.js";
import {
  checkClaimant,
  type CredentialsLookup,
  decodeUnsigned,
  type ReadSignature,
  readSignature,
  verify,
} from "./sigv4/verify.js";
import { bodyLimit, findTarget, protocolOf, type Target, type TargetOptions } from "./target.js";
import { welcomePage } from "./welcome.js";

/** Reads the rest of a request; throws `AwsError` when the body is longer than `limit` bytes. */
export type BodyReader = (limit: number) => Promise<Uint8Array>;

export interface PipelineOptions extends TargetOptions {
  readonly environment: Pick<Environment, "account" | "clock" | "events">;
  readonly lookup: CredentialsLookup;
  readonly decide: AccessOptions["decide"];
  /** In bytes by signing name, over the defaults. */
  readonly bodyLimits?: Readonly<Record<string, number>>;
}

const NO_BODY = new Uint8Array();

/** A request on its way through the pipeline. Each handler fills in what it is named for. */
interface Exchange {
  readonly requestId: string;
  readonly receive: BodyReader;
  request: WireRequest;
  readonly signature: ReadSignature;
  target: Target;
  codec: ServiceCodec | undefined;
  principal: Principal | undefined;
  call: DecodedRequest;
  /** The operation has the request: what it refuses, its service explains. */
  called: boolean;
  output: unknown;
  /** Once there is one, the handlers that follow are skipped. */
  response: WireResponse | undefined;
}

type Handler = (exchange: Exchange) => void | Promise<void>;

/** The way of a request through the gateway, without a socket: the same for tests and for the HTTP server. */
export class Pipeline {
  readonly #options: PipelineOptions;
  readonly #signingKeys = new SigningKeys();
  readonly #codecs = new Map<Service, ServiceCodec>();
  readonly #loading = new Map<Service, Promise<ServiceCodec>>();
  readonly #refusals: RefusalLog;

  /** What happens to a request, in order. */
  readonly #handlers: readonly Handler[] = [
    (exchange) => this.#identify(exchange),
    (exchange) => this.#loadModel(exchange),
    (exchange) => this.#checkClaimant(exchange),
    (exchange) => this.#receiveBody(exchange),
    (exchange) => this.#authenticate(exchange),
    (exchange) => this.#answerRoute(exchange),
    (exchange) => this.#decode(exchange),
    (exchange) => this.#authorise(exchange),
    (exchange) => this.#call(exchange),
    (exchange) => this.#encode(exchange),
  ];

  constructor(options: PipelineOptions) {
    this.#options = options;
    this.#refusals = new RefusalLog(options.environment);
  }

  /** Answers one request. Never throws: every failure is an answer. */
  async handle(head: Omit<WireRequest, "body">, receive: BodyReader, requestId: string): Promise<WireResponse> {
    const exchange: Exchange = {
      requestId,
      receive,
      request: { ...head, body: NO_BODY },
      signature: readSignature(head),
      target: { kind: "unknown", name: undefined },
      codec: undefined,
      principal: undefined,
      call: { operation: "", input: {} },
      called: false,
      output: undefined,
      response: undefined,
    };
    let response: WireResponse | undefined;
    try {
      for (const handler of this.#handlers) {
        const pending = handler(exchange);
        if (pending !== undefined) await pending;
        if (exchange.response !== undefined) break;
      }
      response = exchange.response;
    } catch (error) {
      response = this.#fail(exchange, error);
    }
    const answer = response ?? this.#fail(exchange, new Error("no handler answered"));
    return { ...answer, headers: { "x-amzn-requestid": requestId, "x-amz-request-id": requestId, ...answer.headers } };
  }

  close(): void {
    this.#refusals.close();
  }

  #identify(exchange: Exchange): void {
    const { service } = exchange.signature;
    exchange.target = findTarget({ ...exchange.request, service }, this.#options);
    if (exchange.target.kind === "welcome") {
      exchange.response = welcomePage(exchange.request.headers["host"] ?? "", this.#options.services);
    } else if (exchange.target.kind === "unknown") {
      const { name } = exchange.target;
      if (name === undefined) throw new SignatureRefusal("missing");
      const served = this.#options.services.map((service) => service.signingName).sort();
      throw new AwsError("UnknownService", `Rockpool does not serve '${name}'. It serves: ${served.join(", ")}.`, {
        status: 501,
      });
    }
  }

  #loadModel(exchange: Exchange): void | Promise<void> {
    if (exchange.target.kind !== "service") return;
    const { service } = exchange.target;
    exchange.codec = this.#codecs.get(service);
    if (exchange.codec === undefined) return this.#loadCodec(exchange, service);
  }

  async #loadCodec(exchange: Exchange, service: Service): Promise<void> {
    const loading = this.#loading.get(service) ?? ServiceCodec.load(service);
    this.#loading.set(service, loading);
    exchange.codec = await loading;
    this.#codecs.set(service, exchange.codec);
  }

  /** A stranger is refused here: up to a gibibyte is taken into memory for those alone whose key is known. */
  #checkClaimant({ target, request, signature }: Exchange): void {
    if (isVerified(target, request)) checkClaimant(signature, this.#options.lookup);
  }

  async #receiveBody(exchange: Exchange): Promise<void> {
    const body = await exchange.receive(bodyLimit(exchange.target, this.#options.bodyLimits ?? {}));
    exchange.request = { ...exchange.request, body };
  }

  #authenticate(exchange: Exchange): void {
    const { target, request, signature } = exchange;
    if (!isVerified(target, request)) {
      exchange.request = decodeUnsigned(request);
      return;
    }
    const { lookup, environment } = this.#options;
    const verified = verify(request, { lookup, now: environment.clock.now(), keys: this.#signingKeys, signature });
    exchange.request = verified.request;
    exchange.principal = verified.principal;
  }

  async #answerRoute(exchange: Exchange): Promise<void> {
    const { target, principal, requestId } = exchange;
    if (target.kind !== "route") return;
    const protocol = protocolOf(target, exchange.request.headers);
    exchange.response = await target.route.handle({
      ...exchange.request,
      requestId,
      principal,
      authorise: (permissions) => authorise(principal, () => permissions, protocol, this.#access()),
    });
  }

  #decode(exchange: Exchange): void {
    if (exchange.codec !== undefined) exchange.call = exchange.codec.decode(exchange.request);
  }

  #authorise(exchange: Exchange): void {
    if (exchange.target.kind !== "service") return;
    const { service } = exchange.target;
    const { operation, input } = exchange.call;
    service.refuse?.(operation, input);
    const permissions = (): readonly Permission[] =>
      service.permissions?.(operation, input) ?? [{ action: `${service.signingName}:${operation}`, resource: "*" }];
    authorise(exchange.principal, permissions, protocolOf(exchange.target, {}), this.#access());
  }

  async #call(exchange: Exchange): Promise<void> {
    const { target, principal, requestId } = exchange;
    if (target.kind !== "service" || principal === undefined) return;
    const { operation: name, input } = exchange.call;
    const operation = Object.hasOwn(target.service.operations, name) ? target.service.operations[name] : undefined;
    if (operation === undefined) {
      throw new AwsError("NotImplemented", `Rockpool does not implement ${target.service.signingName}:${name}.`, {
        status: 501,
      });
    }
    exchange.called = true;
    // The schema of this very operation made the input, which no type can say.
    const output: unknown = await Reflect.apply(operation, target.service.operations, [
      { principal, requestId },
      input,
    ]);
    exchange.output = output;
  }

  #encode(exchange: Exchange): void {
    exchange.response = exchange.codec?.encode(exchange.call.operation, exchange.output, exchange.requestId);
  }

  #access(): AccessOptions {
    const { decide, environment } = this.#options;
    return { decide, account: environment.account, clock: environment.clock };
  }

  #fail(exchange: Exchange, thrown: unknown): WireResponse {
    const protocol = protocolOf(exchange.target, exchange.request.headers);
    let error: AwsError;
    if (thrown instanceof AwsError) error = thrown;
    else if (thrown instanceof SignatureRefusal) error = refusalError(thrown, protocol);
    else {
      this.#options.environment.events.emit({
        kind: "notice",
        level: "warning",
        code: "gateway.internalFailure",
        message: `${describe(exchange)} failed (request ${exchange.requestId}): ${messageOf(thrown)}`,
      });
      const message = `An internal error occurred in Rockpool (request ${exchange.requestId}); the pool's events say more.`;
      error = new AwsError("InternalFailure", message, { status: 500, cause: thrown });
    }
    if (!exchange.called) this.#refusals.write(describe(exchange), error, exchange.requestId);
    return (
      exchange.codec?.encodeError(error, exchange.requestId) ?? writeError(modelOf(protocol), error, exchange.requestId)
    );
  }
}

/** Whether a request must have a valid signature: services' always, routes' as they say. */
function isVerified(target: Target, request: WireRequest): boolean {
  const signed = target.kind === "route" ? target.route.signed : "required";
  return signed === "required" || (signed === "optional" && isSigned(request));
}

function isSigned(request: WireRequest): boolean {
  return (request.headers["authorization"] ?? "").startsWith("AWS4-") || /(?:^|&)X-Amz-Signature=/.test(request.query);
}

/** How much of a path is shown of a request that is not decoded. */
const SHOWN = 80;

function describe({ target, call, codec, request }: Exchange): string {
  if (target.kind === "route") return `the route ${target.route.name}`;
  const line = `${request.method} ${request.path.slice(0, SHOWN)}`;
  if (target.kind !== "service") return line;
  const operation = call.operation === "" ? codec?.operationOf(request) : call.operation;
  return `${target.service.signingName}:${operation ?? `(${line})`}`;
}
