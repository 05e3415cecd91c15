// Writes what Rockpool needs of AWS's resource specification (1,800 types, hundreds of megabytes in memory) into two small files:
// the schemas of the types in src/resources/types.json, and the names of all types.
// types.json may name a type's `nameProperty`, and correct the `identifier` behind Ref where AWS answers otherwise than the specification says.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadAwsServiceSpec } from "@aws-cdk/aws-service-spec";

const root = join(import.meta.dirname, "..");
const output = join(root, "generated");
const types = JSON.parse(readFileSync(join(root, "src/resources/types.json"), "utf8"));
// Types that CloudFormation knows and the specification does not have.
const UNSPECIFIED = {
  "AWS::CDK::Metadata": { properties: { Analytics: { type: { kind: "string" } } }, attributes: [], identifier: [] },
};

const specification = await loadAwsServiceSpec();

/** A type of the specification as a PropertyType; object types that it mentions are added to `definitions`. */
function propertyType(type, definitions) {
  switch (type.type) {
    case "array":
      return { kind: "list", of: propertyType(type.element, definitions) };
    case "map":
      return { kind: "map", of: propertyType(type.element, definitions) };
    case "union":
      return { kind: "union", of: type.types.map((alternative) => propertyType(alternative, definitions)) };
    case "date-time":
      return { kind: "timestamp" };
    case "ref": {
      const definition = specification.get("typeDefinition", type.reference.$ref);
      if (!(definition.name in definitions)) {
        // Known before its properties are: a type may contain itself.
        definitions[definition.name] = {};
        Object.assign(definitions[definition.name], propertySchemas(definition.properties, definitions));
      }
      return { kind: "object", name: definition.name };
    }
    case "string":
    case "number":
    case "integer":
    case "boolean":
    case "json":
    case "tag":
      return { kind: type.type };
    default:
      throw new Error(`the specification has a type that this script does not know: ${JSON.stringify(type)}`);
  }
}

function propertySchemas(properties, definitions) {
  return Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [
      name,
      {
        type: propertyType(property.type, definitions),
        ...(property.required ? { required: true } : {}),
        ...(["yes", "maybe"].includes(property.causesReplacement) ? { replacement: property.causesReplacement } : {}),
      },
    ]),
  );
}

function resourceSchema(type, { nameProperty, identifier }) {
  if (type in UNSPECIFIED) return { type, definitions: {}, ...UNSPECIFIED[type] };
  const [resource] = specification.lookup("resource", "cloudFormationType", "equals", type);
  if (resource === undefined) throw new Error(`types.json names ${type}, which the specification does not have`);
  if (nameProperty !== undefined && !(nameProperty in resource.properties))
    throw new Error(`${type} has no property ${nameProperty}`);
  const definitions = {};
  return {
    type,
    properties: propertySchemas(resource.properties, definitions),
    definitions,
    attributes: Object.keys(resource.attributes),
    ...(nameProperty === undefined ? {} : { nameProperty }),
    identifier: identifier ?? resource.cfnRefIdentifier ?? resource.primaryIdentifier ?? [],
  };
}

const schemas = Object.fromEntries(
  Object.entries(types).map(([type, options]) => [type, resourceSchema(type, options)]),
);
const names = [
  ...new Set([...specification.all("resource").map((resource) => resource.cloudFormationType), ...Object.keys(types)]),
].sort();

mkdirSync(output, { recursive: true });
writeFileSync(join(output, "resource-schemas.json"), JSON.stringify(schemas));
writeFileSync(join(output, "resource-types.json"), JSON.stringify(names));
console.log(`${Object.keys(schemas).length} resource schemas, ${names.length} resource types in ${output}`);
