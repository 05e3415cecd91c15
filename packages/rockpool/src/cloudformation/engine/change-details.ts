import type { Json, JsonObject, ResourceSchema } from "../contract.js";
import { containsUnknown, type Template } from "../template/model.js";
import { references } from "../template/references.js";
import type { ChangeDetail } from "./model.js";

export interface DetailInput {
  /** Names of the properties that differ. */
  readonly changed: readonly string[];
  /** Properties as they may be shown. */
  readonly before: JsonObject;
  readonly after: JsonObject;
  /** The properties as the template has them. */
  readonly declaration: JsonObject;
  readonly template: Template;
  readonly changedParameters: ReadonlySet<string>;
  readonly schema: ResourceSchema | undefined;
  /** The resource is looked at on every update (a nested stack). */
  readonly automatic: boolean;
  readonly attributes: ReadonlyArray<ChangeDetail["attribute"]>;
  readonly retagged: boolean;
}

const RECREATION = { yes: "Always", maybe: "Conditionally" } as const;

/** The `Details` of one change in a change set: what differs, why, and how sure that is. */
export function changeDetails(input: DetailInput): ChangeDetail[] {
  const plain = (attribute: ChangeDetail["attribute"]): ChangeDetail => ({
    attribute,
    requiresRecreation: "Never",
    evaluation: "Static",
    source: "DirectModification",
  });
  return [
    ...input.changed.flatMap((name) => propertyDetails(input, name)),
    ...input.attributes.map(plain),
    ...(input.retagged ? [plain("Tags")] : []),
    ...(input.automatic
      ? [{ ...plain("Properties"), evaluation: "Dynamic", source: "Automatic" } satisfies ChangeDetail]
      : []),
  ];
}

function propertyDetails(input: DetailInput, name: string): ChangeDetail[] {
  const replacement = input.schema?.properties[name]?.replacement;
  const after = input.after[name];
  const unknown = containsUnknown(after ?? null);
  const common = {
    attribute: "Properties",
    name,
    path: `/Properties/${name}`,
    requiresRecreation: replacement === undefined ? "Never" : RECREATION[replacement],
    ...(input.before[name] === undefined ? {} : { beforeValue: shownText(input.before[name]) }),
    ...(after === undefined ? {} : { afterValue: shownText(after) }),
  } as const;
  const causes = causesOf(input, name, unknown);
  if (causes.length === 0) return [{ ...common, evaluation: "Static", source: "DirectModification" }];
  return causes.map((cause) => ({ ...common, ...cause }));
}

type Cause = Pick<ChangeDetail, "evaluation" | "source" | "causingEntity">;

/** The parameters and resources through which a property has changed. None: the template's text has. */
function causesOf(input: DetailInput, name: string, unknown: boolean): Cause[] {
  const causes = new Map<string, Cause>();
  for (const reference of references(input.declaration[name] ?? null)) {
    const isResource = Object.hasOwn(input.template.resources, reference.name);
    if (reference.kind === "ref" && input.changedParameters.has(reference.name)) {
      causes.set(reference.name, { evaluation: "Static", source: "ParameterReference", causingEntity: reference.name });
    } else if (unknown && isResource && reference.kind !== "condition") {
      const causingEntity =
        reference.attribute === undefined ? reference.name : `${reference.name}.${reference.attribute}`;
      const source = reference.kind === "ref" ? "ResourceReference" : "ResourceAttribute";
      causes.set(causingEntity, { evaluation: "Dynamic", source, causingEntity });
    }
  }
  return [...causes.values()];
}

const shownText = (value: Json): string => (typeof value === "string" ? value : JSON.stringify(value));
