import {
  isClassType,
  isEnumType,
  isInterfaceType,
  type Assembly,
  type Callable,
  type Docs,
  type Method,
  type Property,
  type Type,
} from "@jsii/spec";
import { CHAPTERS, named, shortName, typed } from "./types.mts";

/** The reference of everything that a compiled library exports, as Markdown. */
export function reference(assembly: Assembly): string {
  const types = Object.values(assembly.types ?? {}).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const chapters = CHAPTERS.map(({ title, holds }) => ({
    title,
    types: types.filter((type) => holds(type, assembly)),
  }));
  return `${lines(
    `# API of ${assembly.name}`,
    "Written from the compiled library by `npm run docs:api`. What a class inherits from `aws-cdk-lib` or `constructs` is not repeated.",
    ...chapters.map((chapter) => `**${chapter.title}:** ${chapter.types.map(({ fqn }) => named(fqn)).join(" · ")}`),
    ...chapters.flatMap((chapter) => [`## ${chapter.title}`, ...chapter.types.map(described)]),
  )}\n`;
}

const lines = (...parts: readonly string[]): string => parts.filter((part) => part !== "").join("\n\n");

function described(type: Type): string {
  const head = lines(`### ${type.name}`, deprecation(type.docs), text(type.docs), relations(type));
  if (isEnumType(type)) {
    const members = type.members.map((member) => [struck(member.name, member.docs), meaning(member.docs)]);
    return lines(head, table(["member", "meaning"], members));
  }
  if (isInterfaceType(type) && type.datatype === true) {
    const properties = (type.properties ?? []).map((property) => [
      struck(property.name, property.docs, property.optional ? "?" : ""),
      typed(property.type),
      meaning(property.docs),
      property.optional ? (property.docs?.default ?? "").replace(/^- /, "") : "required",
    ]);
    return lines(head, table(["property", "type", "meaning", "default"], properties));
  }
  const members = [...(type.properties ?? [])].filter((property) => property.protected !== true);
  const methods = (type.methods ?? []).filter((method) => method.protected !== true);
  const constants = members.filter((property) => property.const === true);
  return lines(
    head,
    isClassType(type) && type.initializer !== undefined && type.initializer.protected !== true && type.abstract !== true
      ? `\`new ${type.name}(${signature(type.initializer)})\``
      : "",
    table(
      ["constant", "meaning"],
      constants.map((constant) => [struck(constant.name, constant.docs), meaning(constant.docs)]),
    ),
    table(["property", "type", "meaning"], members.filter((property) => property.const !== true).map(propertyRow)),
    table(
      ["method", "returns", "meaning"],
      methods.map((method) => methodRow(type, method)),
    ),
  );
}

function propertyRow(property: Property): string[] {
  const name = struck(property.name, property.docs, property.optional ? "?" : "");
  return [name, typed(property.type), meaning(property.docs)];
}

function methodRow(type: Type, method: Method): string[] {
  const name = `${method.static === true ? `${type.name}.` : ""}${method.name}(${signature(method)})`;
  return [
    struck(name, method.docs),
    method.returns === undefined ? "" : typed(method.returns.type),
    meaning(method.docs),
  ];
}

/** Parameters as in TypeScript, without links: the whole stands in code style. */
function signature({ parameters = [] }: Callable): string {
  return parameters
    .map(({ name, optional, variadic, type }) => {
      const of = typed(type, shortName);
      return variadic === true ? `...${name}: ${of}[]` : `${name}${optional === true ? "?" : ""}: ${of}`;
    })
    .join(", ");
}

function relations(type: Type): string {
  const base = isClassType(type) && type.base !== undefined ? `Extends ${named(type.base)}.` : "";
  const interfaces = isEnumType(type) ? [] : (type.interfaces ?? []).map((fqn) => named(fqn));
  if (interfaces.length === 0) return base;
  return `${base} ${isClassType(type) ? "Implements" : "Extends"} ${interfaces.join(", ")}.`.trim();
}

const struck = (name: string, docs: Docs | undefined, mark = ""): string =>
  docs?.deprecated === undefined ? `\`${name}${mark}\`` : `~~\`${name}${mark}\`~~`;

const deprecation = (docs: Docs | undefined): string =>
  docs?.deprecated === undefined ? "" : `**Deprecated:** ${docs.deprecated}`;

const text = (docs: Docs | undefined): string => lines(docs?.summary ?? "", docs?.remarks ?? "", linked(docs));

/** The same in one cell of a table. */
const meaning = (docs: Docs | undefined): string =>
  [docs?.summary, docs?.remarks, linked(docs), deprecation(docs)]
    .filter((part) => part !== undefined && part !== "")
    .join(" ")
    .replaceAll(/\s+/g, " ");

const linked = (docs: Docs | undefined): string => (docs?.see === undefined ? "" : `See ${docs.see}.`);

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const row = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");
}
