import { requiredMembers, type ServiceModel } from "./model.js";
import { parseForm, percentDecode, type WireRequest } from "./wire.js";

interface OperationRoute {
  readonly operation: string;
  readonly method: string;
  readonly pattern: RegExp;
  readonly labels: readonly string[];
  /** What the query must hold: a name, and a value where the model gives one. */
  readonly queries: ReadonlyArray<readonly [name: string, value: string | undefined]>;
  readonly headers: readonly string[];
  /** Names the operation outright in the query of some clients (`x-id=GetObject`); others leave it out. */
  readonly id: string | undefined;
}

export interface RouteMatch {
  readonly operation: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Finds the operation of a REST request by the `http` traits of a service's operations. */
export class RouteTable {
  readonly #routes: readonly OperationRoute[];

  constructor(model: ServiceModel) {
    const routes: OperationRoute[] = [];
    for (const operation of model.operations.values()) {
      if (operation.http === undefined) continue;
      const [path = "", staticQuery = ""] = operation.http.uri.split("?");
      const queries: Array<[string, string | undefined]> = [];
      const headers: string[] = [];
      let id: string | undefined;
      for (const [name, value] of parseForm(staticQuery)) {
        if (name === "x-id") id = value;
        else queries.push([name, value === "" ? undefined : value]);
      }
      // S3 tells operations on one path apart by what only one of them requires. Elsewhere a missing value is a validation error.
      const isS3 = model.sdkName === "s3";
      let bucket = false;
      for (const [name, member] of operation.input.structIterator()) {
        const { httpQuery, httpHeader, httpLabel } = member.getMergedTraits();
        if (httpLabel === 1 && name === "Bucket") bucket = true;
        if (!isS3 || !requiredMembers(operation.input).includes(name)) continue;
        if (httpQuery !== undefined) queries.push([httpQuery, undefined]);
        if (httpHeader !== undefined) headers.push(httpHeader.toLowerCase());
      }
      // The SDK moves S3's bucket into the host; here it is always the first part of the path.
      const uri = isS3 && bucket ? `/{Bucket}${path === "/" ? "" : path}` : path;
      routes.push({ operation: operation.name, method: operation.http.method, ...compile(uri), queries, headers, id });
    }
    this.#routes = routes.sort((a, b) => weight(b) - weight(a));
  }

  match(request: Omit<WireRequest, "body">): RouteMatch | undefined {
    const query = new Map(parseForm(request.query));
    const id = query.get("x-id");
    for (const route of this.#routes) {
      if (route.method !== request.method) continue;
      if (id !== undefined && route.id !== undefined && route.id !== id) continue;
      if (
        !route.queries.every(([name, value]) => query.has(name) && (value === undefined || query.get(name) === value))
      )
        continue;
      if (!route.headers.every((name) => request.headers[name] !== undefined)) continue;
      const found = route.pattern.exec(request.path);
      if (found === null) continue;
      const labels = route.labels.map((label, index): [string, string] => [
        label,
        percentDecode(found[index + 1] ?? ""),
      ]);
      return { operation: route.operation, labels: Object.fromEntries(labels) };
    }
    return undefined;
  }
}

function compile(uri: string): { pattern: RegExp; labels: string[] } {
  const labels: string[] = [];
  const source = uri
    .replace(/\/$/, "")
    .split("/")
    .map((segment) => {
      const label = /^\{([^}+]+)(\+?)\}$/.exec(segment);
      if (label === null) return segment.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
      labels.push(label[1] ?? "");
      return label[2] === "+" ? "(.+)" : "([^/]+)";
    })
    .join("/");
  // Some clients end a path with a slash; where the last label takes everything, the slash is part of its value.
  return { pattern: new RegExp(`^${source}${source.endsWith("(.+)") ? "" : "/?"}$`), labels };
}

// The most demanding route first: S3's `GET /{Bucket}?list-type=2` before `GET /{Bucket}`; literal paths before labels.
function weight(route: OperationRoute): number {
  return (route.queries.length + route.headers.length) * 1000 - route.labels.length;
}
