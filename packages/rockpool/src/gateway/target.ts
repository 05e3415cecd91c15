import type { Service } from "../services/contract.js";
import type { Protocol } from "./codec/protocols.js";
import { WIRES } from "./codec/protocols.js";
import { BODY_LIMITS, DEFAULT_BODY_LIMIT, type RequestHead, type Route } from "./route.js";

/** What a request is for. */
export type Target =
  | { readonly kind: "route"; readonly route: Route }
  | { readonly kind: "service"; readonly service: Service }
  /** A browser that looks what is here. */
  | { readonly kind: "welcome" }
  /** `name` is the signing name of a service that is not served; undefined for an unsigned request to no service in particular. */
  | { readonly kind: "unknown"; readonly name: string | undefined };

export interface TargetOptions {
  readonly services: readonly Service[];
  readonly routes: readonly Route[];
}

/** Finds what a request is for: a route that matches, else the service of its signing scope, else the one its host names. */
export function findTarget(head: RequestHead, { services, routes }: TargetOptions): Target {
  const { service: name } = head;
  const route = routes.find((candidate) => candidate.matches(head));
  if (route !== undefined) return { kind: "route", route };
  const wanted = name ?? head.headers["host"]?.split(".")[0];
  const service = services.find((candidate) => candidate.signingName === wanted);
  if (service !== undefined) return { kind: "service", service };
  if (name === undefined && head.method === "GET" && head.path === "/") return { kind: "welcome" };
  return { kind: "unknown", name };
}

/** The protocol in which a target's refusals are written. */
export function protocolOf(target: Target, headers: Readonly<Record<string, string>>): Protocol {
  if (target.kind === "route") return target.route.protocol ?? "restXml";
  const known = target.kind === "service" ? WIRES[target.service.sdkName] : undefined;
  if (known !== undefined) return known.protocol;
  return (headers["content-type"] ?? "").includes("json") ? "awsJson" : "awsQuery";
}

/** How long the body of a request may be, in bytes. */
export function bodyLimit(target: Target, limits: Readonly<Record<string, number>>): number {
  if (target.kind === "route") return target.route.bodyLimit ?? DEFAULT_BODY_LIMIT;
  const name = target.kind === "service" ? target.service.signingName : "";
  return limits[name] ?? BODY_LIMITS[name] ?? DEFAULT_BODY_LIMIT;
}
