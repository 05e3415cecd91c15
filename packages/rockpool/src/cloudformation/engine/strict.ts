import type { Json } from "../contract.js";
import { validationError } from "../template/errors.js";
import { evaluate } from "../template/intrinsics/evaluate.js";
import { isObject } from "../template/json.js";
import { type Scope, UNKNOWN } from "../template/model.js";
import { parseTemplate } from "../template/parse.js";
import { modelledTypes } from "./checks.js";
import type { EngineParts } from "./operation.js";
import type { StackIdentity } from "./prepare.js";
import type { Prepared } from "./prepared.js";

interface Declared {
  readonly type: string;
  readonly properties: Json;
}

/**
 * Under `strict`, nothing is deployed that would only be modelled. Nested templates are looked into before anything is
 * made, as far as they can be read without what their parents give them; the rest is checked when their stack begins.
 * @throws AwsError ValidationError with the list of types
 */
export async function checkRunnable(parts: EngineParts, stack: StackIdentity, prepared: Prepared): Promise<void> {
  if (!parts.strict) return;
  const { template, parameters, conditions } = prepared;
  const scope = dryScope(parts, stack, { parameters, conditions, mappings: template.mappings });
  const live = prepared.live.flatMap((logicalId) => template.resources[logicalId] ?? []);
  const types = new Set([...modelledTypes(parts, prepared), ...(await nestedTypes(parts, live, scope, new Set()))]);
  if (types.size === 0) return;
  throw validationError(
    `Rockpool does not run these resource types, and strict mode refuses them: [${[...types].join(", ")}]. ` +
      "Deploy without strict mode to have them recorded and not run.",
  );
}

/** The types that the nested stacks among `resources` declare for certain, theirs included, and Rockpool does not run. */
async function nestedTypes(
  parts: EngineParts,
  resources: readonly Declared[],
  scope: Scope,
  seen: Set<string>,
): Promise<string[]> {
  const urls = resources
    .filter(({ type }) => parts.registry.handler(type)?.alwaysUpdate === true)
    .flatMap(({ properties }) => templateUrl(properties, scope) ?? [])
    .filter((url) => !seen.has(url));
  for (const url of urls) seen.add(url);
  const found = await Promise.all(
    [...new Set(urls)].map(async (url) => {
      const declared = await unconditional(parts, url);
      const types = declared.map(({ type }) => type).filter((type) => parts.registry.handler(type) === undefined);
      const { pseudo } = scope;
      const child = dryScope(parts, pseudo, { parameters: {}, conditions: {}, mappings: {} });
      return [...types, ...(await nestedTypes(parts, declared, child, seen))];
    }),
  );
  return found.flat();
}

/** What a template makes whatever its parameters are. Nothing is known of one that cannot be read or has transforms. */
async function unconditional({ external }: EngineParts, url: string): Promise<Declared[]> {
  try {
    const { body } = parseTemplate(await external.template(url));
    const { Resources: resources = {}, Transform: transforms } = body;
    if (!isObject(resources) || transforms !== undefined) return [];
    return Object.values(resources).flatMap((resource) => {
      if (!isObject(resource)) return [];
      const { Type: type, Condition: condition, Properties: properties = {} } = resource;
      return typeof type === "string" && condition === undefined ? [{ type, properties }] : [];
    });
  } catch {
    // The nested stack fails with the reason when its turn comes, as on AWS.
    return [];
  }
}

/** `undefined`: it depends on what is not known yet. */
function templateUrl(properties: Json, scope: Scope): string | undefined {
  try {
    const url = isObject(properties) ? evaluate(properties["TemplateURL"] ?? null, scope) : undefined;
    return typeof url === "string" && url !== UNKNOWN ? url : undefined;
  } catch {
    // As above.
    return undefined;
  }
}

function dryScope(
  { environment, external }: EngineParts,
  { stackName, stackId }: StackIdentity,
  known: Pick<Scope, "parameters" | "conditions" | "mappings">,
): Scope {
  const unknown = (): string => UNKNOWN;
  return {
    ...known,
    pseudo: { ...environment.account, stackName, stackId, notificationArns: [] },
    ref: unknown,
    getAtt: unknown,
    importValue: unknown,
    stackOutput: unknown,
    availabilityZones: (region) => external.availabilityZones(region),
  };
}
