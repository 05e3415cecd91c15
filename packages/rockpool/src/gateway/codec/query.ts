import type { NormalizedSchema } from "@smithy/core/schema";
import { readScalar } from "./scalar.js";

/** The parameters of an `awsQuery` or `ec2Query` request as a tree: `Tags.member.1.Key=a` is four levels deep. */
interface Parameter {
  value: string | undefined;
  readonly children: Map<string, Parameter>;
}

/** Reads an operation's input out of form parameters. Parameters that the schema does not know are ignored. */
export function readQuery(
  schema: NormalizedSchema,
  pairs: ReadonlyArray<readonly [string, string]>,
  dialect: "aws" | "ec2",
): Record<string, unknown> {
  const root: Parameter = { value: undefined, children: new Map() };
  for (const [name, value] of pairs) {
    let node = root;
    for (const key of name.split(".")) {
      let child = node.children.get(key);
      if (child === undefined) node.children.set(key, (child = { value: undefined, children: new Map() }));
      node = child;
    }
    node.value = value;
  }
  return readStructure(schema, root, dialect);
}

function readStructure(schema: NormalizedSchema, node: Parameter, dialect: "aws" | "ec2"): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [name, member] of schema.structIterator()) {
    const child = node.children.get(memberKey(name, member, dialect));
    if (child !== undefined) result[name] = read(member, child, dialect);
  }
  return result;
}

function read(schema: NormalizedSchema, node: Parameter, dialect: "aws" | "ec2"): unknown {
  if (schema.isStructSchema()) return readStructure(schema, node, dialect);
  if (schema.isListSchema()) {
    const item = schema.getValueSchema();
    const names = [item.getMergedTraits().xmlName, "member"];
    return numbered(collection(schema, node, names)).map((child) => read(item, child, dialect));
  }
  if (schema.isMapSchema()) {
    const [keys, values] = [schema.getKeySchema(), schema.getValueSchema()];
    const keyName = keys.getMergedTraits().xmlName ?? "key";
    const valueName = values.getMergedTraits().xmlName ?? "value";
    const result: Record<string, unknown> = {};
    for (const entry of numbered(collection(schema, node, ["entry"]))) {
      const key = entry.children.get(keyName)?.value;
      const value = entry.children.get(valueName);
      if (key !== undefined && value !== undefined) result[key] = read(values, value, dialect);
    }
    return result;
  }
  return readScalar(schema, node.value ?? "");
}

function memberKey(name: string, member: NormalizedSchema, dialect: "aws" | "ec2"): string {
  const { xmlName, ec2QueryName } = member.getMergedTraits();
  if (dialect === "aws") return xmlName ?? name;
  if (typeof ec2QueryName === "string") return ec2QueryName;
  const key = xmlName ?? name;
  return key.charAt(0).toUpperCase() + key.slice(1);
}

// Services take a list with or without the level between its name and the numbers, whatever the model says.
function collection(schema: NormalizedSchema, node: Parameter, names: ReadonlyArray<string | undefined>): Parameter {
  if (schema.getMergedTraits().xmlFlattened === 1) return node;
  for (const name of names) {
    const child = name === undefined ? undefined : node.children.get(name);
    if (child !== undefined) return child;
  }
  return node;
}

function numbered(node: Parameter): Parameter[] {
  return [...node.children]
    .filter(([key]) => /^\d+$/.test(key))
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, child]) => child);
}
