import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { TABLES, type Table } from "./tables.mts";

/** The catalogue's data, by the file name of a table. */
export type Catalogue = Readonly<Record<string, TableData>>;

/** What src/engines/catalogue/FILE.json holds. */
export interface TableData {
  readonly engines: readonly string[];
  readonly majors: readonly Major[];
}

/** A major version. Dates are from Amazon's release calendars; left out where none is published. */
export interface Major {
  readonly major: string;
  readonly standardSupportUntil?: string;
  readonly extendedSupportUntil?: string;
  readonly versions: readonly Version[];
}

export interface Version {
  readonly constant: string;
  readonly version: string;
  /** `true`: no longer offered. `false`: Amazon RDS offers it, whatever another source says. */
  readonly withdrawn?: boolean;
  readonly features?: readonly string[];
}

const ENGINES = new URL("../../src/engines/", import.meta.url);

/** The file of a table's data. */
export const dataFile = ({ file }: Table) => new URL(`catalogue/${file}.json`, ENGINES);

/** The file of a table's version class. */
export const classFile = ({ file }: Table) => new URL(`versions/${file}-version.ts`, ENGINES);

export function readCatalogue(): Catalogue {
  return Object.fromEntries(
    TABLES.map((table): [string, TableData] => [table.file, JSON.parse(readFileSync(dataFile(table), "utf8"))]),
  );
}

/** Writes a file and says whether that changed it. */
export function writeIfChanged(file: URL, text: string): boolean {
  if (existsSync(file) && readFileSync(file, "utf8") === text) return false;
  writeFileSync(file, text);
  return true;
}

/** A table's data as text: a version a line, so that a difference reads like a change log. */
export function renderData({ engines, majors }: TableData): string {
  const rendered = majors.map(({ versions, ...major }) => {
    const head = Object.entries(major).map(([key, value]) => `      ${JSON.stringify(key)}: ${JSON.stringify(value)},`);
    const rows = versions.map((version) => `        ${oneLine(version)}`).join(",\n");
    return ["    {", ...head, '      "versions": [', rows, "      ]", "    }"].join("\n");
  });
  return `{\n  "engines": ${oneLine(engines)},\n  "majors": [\n${rendered.join(",\n")}\n  ]\n}\n`;
}

function oneLine(value: object): string {
  const items = Array.isArray(value)
    ? value.map((item) => JSON.stringify(item))
    : Object.entries(value).map(
        ([key, item]) => `${JSON.stringify(key)}: ${Array.isArray(item) ? oneLine(item) : JSON.stringify(item)}`,
      );
  return Array.isArray(value) ? `[${items.join(", ")}]` : `{ ${items.join(", ")} }`;
}
