import type { Major, TableData, Version } from "./catalogue.mts";
import type { Internal, Table } from "./tables.mts";

/** The version class of a table, as TypeScript. */
export function renderClass(table: Table, data: TableData): string {
  const constants = data.majors.flatMap((major) => major.versions.map((version) => constant(table, major, version)));
  return `// Generated from ../catalogue/${table.file}.json by scripts/engines/generate.mts. Do not edit.
${imports(table)}${classDoc(table, data)}
export class ${table.className} {
${constants.join("\n\n")}

${members(table, data)}
}
`;
}

function imports({ internals, featuresType }: Table): string {
  const functions = internals.flatMap((internal) => internal.imports);
  const types = featuresType === undefined ? [] : [featuresType];
  return [
    internals.some(({ type }) => type.startsWith("rds.")) ? 'import type * as rds from "aws-cdk-lib/aws-rds";\n' : "",
    functions.length > 0 ? `import { ${functions.join(", ")} } from "../features";\n` : "",
    types.length > 0 ? `import type { ${types.join(", ")} } from "../features";\n` : "",
    functions.length > 0 ? "\n" : "",
  ].join("");
}

function classDoc({ title, engines, deprecated }: Table, { majors }: TableData): string {
  const names = engines.map((engine) => `\`${engine}\``).join(", ");
  const calendar = majors.flatMap(({ major, standardSupportUntil, extendedSupportUntil }) => {
    if (standardSupportUntil === undefined) return [];
    const extended = extendedSupportUntil === undefined ? "" : `, extended support on ${extendedSupportUntil}`;
    return [`- \`${major}\`: standard support ends on ${standardSupportUntil}${extended}`];
  });
  return docs("", [
    `The versions of ${title} (${engines.length === 1 ? "engine" : "engines"} ${names}) that Amazon RDS offers or has offered.`,
    ...(calendar.length > 0 ? ["", ...calendar] : []),
    ...(deprecated === undefined ? [] : ["", `@deprecated ${deprecated}`]),
  ]);
}

function constant(
  { className, deprecated }: Table,
  { major }: Major,
  { constant: name, version, withdrawn, features }: Version,
) {
  const flags = features?.map((feature) => `${feature}: true`);
  const values = [JSON.stringify(version), JSON.stringify(major), ...(flags ? [`{ ${flags.join(", ")} }`] : [])];
  const doc = docs("  ", [
    `Version \`${version}\`${version === major ? ", in the minor version that Amazon RDS picks" : ""}.`,
    ...(withdrawn ? ["", `@deprecated Amazon RDS no longer offers version ${version}.`] : []),
  ]);
  // Methods of a deprecated class warn when they are called, and constants are made whenever the class is loaded.
  const made = deprecated === undefined ? `${className}.of` : `new ${className}`;
  return `${doc}\n  public static readonly ${name}: ${className} = ${made}(${values.join(", ")});`;
}

function members(table: Table, { majors }: TableData): string {
  const { className, prefix, defaultMajor, featuresType, internals } = table;
  const newest = majors.flatMap(({ major, versions }) => versions.map(({ version }) => ({ major, version }))).at(-1);
  const full = { name: `${prefix}FullVersion`, doc: `The full version, e.g. \`${newest?.version}\`.` };
  const major = { name: `${prefix}MajorVersion`, doc: `The major version, e.g. \`${newest?.major}\`.` };
  const features = `${prefix}Features`;
  const typed = featuresType === undefined ? "" : `, features: ${featuresType}`;
  return [
    docs("  ", [
      "A version that has no constant here.",
      "",
      `@param ${full.name} e.g. \`${newest?.version}\``,
      `@param ${major.name} e.g. \`${newest?.major}\`${defaultMajor === undefined ? "" : `; \`${defaultMajor}\` when left out`}`,
      ...(featuresType === undefined ? [] : [`@param ${features} what this version can do; nothing when left out`]),
    ]),
    `  public static of(${[
      `${full.name}: string`,
      `${major.name}${defaultMajor === undefined ? "" : "?"}: string`,
      ...(featuresType === undefined ? [] : [`${features}?: ${featuresType}`]),
    ].join(", ")}): ${className} {`,
    `    return new ${className}(${[
      full.name,
      `${major.name}${defaultMajor === undefined ? "" : ` ?? ${JSON.stringify(defaultMajor)}`}`,
      ...(featuresType === undefined ? [] : [`${features} ?? {}`]),
    ].join(", ")});`,
    "  }\n",
    ...[full, major].map(({ name, doc }) => `  /** ${doc} */\n  public readonly ${name}: string;\n`),
    ...internals.map(internalField),
    `  private constructor(fullVersion: string, majorVersion: string${typed}) {`,
    `    this.${full.name} = fullVersion;`,
    `    this.${major.name} = majorVersion;`,
    ...internals.map(({ name, value }) => `    this.${name} = ${value};`),
    "  }",
  ].join("\n");
}

function internalField({ name, type, doc }: Internal): string {
  const optional = type.endsWith(" | undefined");
  const declared = `${name}${optional ? "?" : ""}: ${type.replace(" | undefined", "")}`;
  return `${docs("  ", [doc, "", "@internal"])}\n  public readonly ${declared};\n`;
}

function docs(indent: string, lines: readonly string[]): string {
  if (lines.length === 1) return `${indent}/** ${lines[0]} */`;
  return [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`].join("\n");
}
