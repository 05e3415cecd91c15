import { NormalizedSchema } from "@smithy/core/schema";
import type { StaticErrorSchema, StaticOperationSchema } from "@smithy/types";
import { RockpoolError } from "../../errors.js";
import { type Protocol, WIRES, type Wire } from "./protocols.js";

export interface OperationModel {
  readonly name: string;
  readonly input: NormalizedSchema;
  readonly output: NormalizedSchema;
  /** Method, URI pattern and success status of a REST operation. */
  readonly http: { readonly method: string; readonly uri: string; readonly status: number } | undefined;
}

/** A service as its SDK package describes it. */
export interface ServiceModel {
  readonly sdkName: string;
  readonly wire: Wire;
  readonly operations: ReadonlyMap<string, OperationModel>;
  readonly errors: ReadonlyMap<string, NormalizedSchema>;
}

/**
 * Reads the operation and error schemas out of an SDK client package's exports.
 * Throws `RockpoolError` `UnknownModel` when Rockpool does not know the service's protocol.
 */
export function readModel(sdkName: string, exports: Readonly<Record<string, unknown>>): ServiceModel {
  const wire = WIRES[sdkName];
  if (wire === undefined) {
    throw new RockpoolError(
      "UnknownModel",
      `no protocol is known for @aws-sdk/client-${sdkName}; known: ${Object.keys(WIRES).join(", ")}`,
      {
        hint: "Add the service to gateway/codec/protocols.ts.",
      },
    );
  }
  const operations = new Map<string, OperationModel>();
  const errors = new Map<string, NormalizedSchema>();
  for (const [exportName, value] of Object.entries(exports)) {
    if (!exportName.endsWith("$")) continue;
    if (isOperation(value)) {
      const [, , name, traits, input, output] = value;
      const http = typeof traits === "object" ? traits.http : undefined;
      operations.set(name, {
        name,
        input: NormalizedSchema.of(input),
        output: NormalizedSchema.of(output),
        http: http === undefined ? undefined : { method: http[0], uri: http[1], status: http[2] },
      });
    } else if (isError(value) && !value[1].startsWith("smithy.ts.sdk.synthetic")) {
      errors.set(value[2], NormalizedSchema.of(value));
    }
  }
  return { sdkName, wire, operations, errors };
}

/** A service of which only the protocol is known: enough to write an error. */
export function modelOf(protocol: Protocol): ServiceModel {
  return { sdkName: "", wire: { protocol }, operations: new Map(), errors: new Map() };
}

/** The names of a structure's required members. The SDK's schemas list them first and count them. */
export function requiredMembers(schema: NormalizedSchema): readonly string[] {
  const declared: unknown = schema.getSchema();
  if (!Array.isArray(declared)) return [];
  const [kind, , , , members, , count]: unknown[] = declared;
  return (kind === 3 || kind === -3) && Array.isArray(members) && typeof count === "number"
    ? members.slice(0, count)
    : [];
}

/** The member that carries an event stream, if any. */
export function eventStreamMember(schema: NormalizedSchema): string | undefined {
  return schema.getEventStreamMember() || undefined;
}

function isOperation(value: unknown): value is StaticOperationSchema {
  return Array.isArray(value) && value[0] === 9;
}

function isError(value: unknown): value is StaticErrorSchema {
  return Array.isArray(value) && value[0] === -3;
}
