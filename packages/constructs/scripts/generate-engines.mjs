// Writes the version classes from the engine catalogue (src/engines/aurora-versions.json). Run it after a change of the catalogue:
//   node scripts/generate-engines.mjs
import { readFileSync, writeFileSync } from "node:fs";

const engines = new URL("../src/engines/", import.meta.url);
const catalogue = JSON.parse(readFileSync(new URL("aurora-versions.json", engines), "utf8"));

const CLASSES = [
  {
    key: "aurora",
    name: "AuroraEngineVersion",
    file: "aurora-version.ts",
    title: "Aurora MySQL 1 (engine `aurora`)",
    deprecated: "use `AuroraMysqlEngineVersion` instead",
  },
  {
    key: "auroraMysql",
    name: "AuroraMysqlEngineVersion",
    file: "aurora-mysql-version.ts",
    title: "Aurora MySQL (engine `aurora-mysql`)",
  },
  {
    key: "auroraPostgres",
    name: "AuroraPostgresEngineVersion",
    file: "aurora-postgres-version.ts",
    title: "Aurora PostgreSQL (engine `aurora-postgresql`)",
  },
];

const BODIES = {
  aurora: `
  /**
   * A version that has no constant here.
   *
   * @param auroraFullVersion e.g. \`5.6.mysql_aurora.1.78.3.6\`
   * @param auroraMajorVersion e.g. \`5.6\`, which is the default
   */
  public static of(auroraFullVersion: string, auroraMajorVersion?: string): AuroraEngineVersion {
    return new AuroraEngineVersion(auroraFullVersion, auroraMajorVersion ?? "5.6");
  }

  /** The full version, e.g. \`5.6.mysql_aurora.1.78.3.6\`. */
  public readonly auroraFullVersion: string;

  /** The major version, e.g. \`5.6\`. */
  public readonly auroraMajorVersion: string;

  private constructor(auroraFullVersion: string, auroraMajorVersion: string) {
    this.auroraFullVersion = auroraFullVersion;
    this.auroraMajorVersion = auroraMajorVersion;
  }
`,
  auroraMysql: `
  /**
   * A version that has no constant here.
   *
   * @param auroraMysqlFullVersion e.g. \`8.0.mysql_aurora.3.08.0\`
   * @param auroraMysqlMajorVersion e.g. \`8.0\`; \`5.7\` when left out
   */
  public static of(auroraMysqlFullVersion: string, auroraMysqlMajorVersion?: string): AuroraMysqlEngineVersion {
    return new AuroraMysqlEngineVersion(auroraMysqlFullVersion, auroraMysqlMajorVersion ?? "5.7");
  }

  /** The full version, e.g. \`8.0.mysql_aurora.3.08.0\`. */
  public readonly auroraMysqlFullVersion: string;

  /** The major version, e.g. \`8.0\`. */
  public readonly auroraMysqlMajorVersion: string;

  private constructor(auroraMysqlFullVersion: string, auroraMysqlMajorVersion: string) {
    this.auroraMysqlFullVersion = auroraMysqlFullVersion;
    this.auroraMysqlMajorVersion = auroraMysqlMajorVersion;
  }
`,
  auroraPostgres: `
  /**
   * A version that has no constant here.
   *
   * @param auroraPostgresFullVersion e.g. \`16.4\`
   * @param auroraPostgresMajorVersion e.g. \`16\`
   * @param auroraPostgresFeatures what this version can do; nothing when left out
   */
  public static of(
    auroraPostgresFullVersion: string,
    auroraPostgresMajorVersion: string,
    auroraPostgresFeatures?: AuroraPostgresEngineFeatures,
  ): AuroraPostgresEngineVersion {
    return new AuroraPostgresEngineVersion(auroraPostgresFullVersion, auroraPostgresMajorVersion, auroraPostgresFeatures ?? {});
  }

  /** The full version, e.g. \`16.4\`. */
  public readonly auroraPostgresFullVersion: string;

  /** The major version, e.g. \`16\`. */
  public readonly auroraPostgresMajorVersion: string;

  /**
   * What this version can do.
   *
   * @internal
   */
  public readonly _features: AuroraPostgresEngineFeatures;

  private constructor(auroraPostgresFullVersion: string, auroraPostgresMajorVersion: string, features: AuroraPostgresEngineFeatures) {
    this.auroraPostgresFullVersion = auroraPostgresFullVersion;
    this.auroraPostgresMajorVersion = auroraPostgresMajorVersion;
    this._features = features;
  }
`,
};

function argumentsOf(row) {
  const features = ["s3Import", "s3Export"].filter((name) => row[name]).map((name) => `${name}: true`);
  return [`"${row.version}"`, `"${row.major}"`, ...(features.length > 0 ? [`{ ${features.join(", ")} }`] : [])].join(
    ", ",
  );
}

for (const { key, name, file, title, deprecated } of CLASSES) {
  const constants = catalogue[key].map((row) => {
    const doc = row.withdrawn
      ? `  /**\n   * Version \`${row.version}\`.\n   *\n   * @deprecated Amazon RDS no longer offers version ${row.version}.\n   */`
      : `  /** Version \`${row.version}\`. */`;
    return `${doc}\n  public static readonly ${row.constant}: ${name} = ${name}.of(${argumentsOf(row)});`;
  });
  const imports = key === "auroraPostgres" ? 'import type { AuroraPostgresEngineFeatures } from "./features";\n\n' : "";
  const deprecation = deprecated ? `\n *\n * @deprecated ${deprecated}` : "";
  const text = `// Generated from aurora-versions.json by scripts/generate-engines.mjs. Do not edit.
${imports}/**
 * The versions of ${title} that Amazon RDS offers or has offered.${deprecation}
 */
export class ${name} {
${constants.join("\n\n")}
${BODIES[key]}}
`;
  writeFileSync(new URL(file, engines), text);
}
