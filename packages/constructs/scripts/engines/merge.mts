import type { Catalogue, Major, TableData, Version } from "./catalogue.mts";
import { TABLES, type Table } from "./tables.mts";

/** What a source says of one version. */
export interface SeenVersion {
  readonly file: string;
  readonly major: string;
  readonly version: string;
  readonly withdrawn: boolean;
  readonly features: readonly string[];
}

/** What a source says of one major version. */
export interface SeenMajor {
  readonly file: string;
  readonly major: string;
  readonly standardSupportUntil?: string;
  readonly extendedSupportUntil?: string;
}

export interface Observations {
  readonly versions: readonly SeenVersion[];
  readonly majors: readonly SeenMajor[];
  /** Whether the source is Amazon RDS itself: what it offers is not withdrawn, whatever another source says. */
  readonly authoritative: boolean;
  /** The tables of which the source lists every version that is offered: what it leaves out is withdrawn. */
  readonly complete: ReadonlySet<string>;
}

/** A catalogue with what a source says of it, and what that changed. */
export interface Merged {
  readonly catalogue: Catalogue;
  readonly changes: readonly string[];
}

const GONE = { withdrawn: true };

/** Merges what a source says into a catalogue. Merging the same twice changes nothing the second time. */
export function merge(catalogue: Catalogue, seen: Observations): Merged {
  const changes: string[] = [];
  const merged = TABLES.map((table): [string, TableData] => {
    const note = (text: string) => changes.push(`${table.file}: ${text}`);
    const versions = new Map(seen.versions.filter(({ file }) => file === table.file).map((row) => [row.version, row]));
    const calendar = new Map(seen.majors.filter(({ file }) => file === table.file).map((row) => [row.major, row]));
    const complete = seen.complete.has(table.file);
    const data = catalogue[table.file];
    const known = new Set(data.majors.flatMap((major) => major.versions.map(({ version }) => version)));
    const added = [...versions.values()].filter(({ version }) => !known.has(version));
    const names = new Set([...data.majors.map(({ major }) => major), ...added.map(({ major }) => major)]);
    const majors = [...names].sort(byNumbers).map((name): Major => {
      const before = data.majors.find(({ major }) => major === name);
      const dates = withDates(name, before, calendar.get(name), note);
      const rows = [
        ...(before?.versions ?? []),
        ...added.filter(({ major }) => major === name).map((row) => newVersion(table, row, note)),
      ].sort((a, b) => byNumbers(a.version, b.version));
      const offered = rows.some(({ version }) => versions.get(version)?.withdrawn === false);
      return {
        ...dates,
        versions: rows.map((row) => {
          // A bare major version appears in no answer of Amazon RDS: it lives as long as one of its versions.
          const bare = row.version === name && complete;
          const said = bare ? { withdrawn: !offered } : (versions.get(row.version) ?? (complete ? GONE : undefined));
          return said === undefined ? row : withAvailability(row, said.withdrawn, seen.authoritative, note);
        }),
      };
    });
    requireDistinct(table, majors);
    return [table.file, { engines: table.engines, majors }];
  });
  return { catalogue: Object.fromEntries(merged), changes };
}

function newVersion(table: Table, row: SeenVersion, note: (text: string) => void): Version {
  const constant = table.constantOf(row.version);
  note(`${row.version} is new (${constant}${row.withdrawn ? ", withdrawn" : ""})`);
  return {
    constant,
    version: row.version,
    ...(row.withdrawn ? { withdrawn: true } : {}),
    ...(row.features.length > 0 ? { features: row.features } : {}),
  };
}

function withAvailability(row: Version, gone: boolean, authoritative: boolean, note: (text: string) => void): Version {
  if (gone === (row.withdrawn ?? false)) return row;
  // What Amazon RDS has said counts for more than a deprecation tag.
  if (!authoritative && (!gone || row.withdrawn === false)) return row;
  note(`${row.version} is ${gone ? "withdrawn" : "offered after all"}`);
  const { constant, version, features } = row;
  return { constant, version, withdrawn: gone, ...(features ? { features } : {}) };
}

function withDates(
  major: string,
  before: Major | undefined,
  said: SeenMajor | undefined,
  note: (text: string) => void,
): Omit<Major, "versions"> {
  const standardSupportUntil = said?.standardSupportUntil ?? before?.standardSupportUntil;
  const extendedSupportUntil = said?.extendedSupportUntil ?? before?.extendedSupportUntil;
  if (standardSupportUntil !== before?.standardSupportUntil)
    note(`standard support of ${major} ends on ${standardSupportUntil}`);
  if (extendedSupportUntil !== before?.extendedSupportUntil)
    note(`extended support of ${major} ends on ${extendedSupportUntil}`);
  return {
    major,
    ...(standardSupportUntil === undefined ? {} : { standardSupportUntil }),
    ...(extendedSupportUntil === undefined ? {} : { extendedSupportUntil }),
  };
}

function requireDistinct(table: Table, majors: readonly Major[]): void {
  const seen = new Map<string, string>();
  for (const { constant, version } of majors.flatMap(({ versions }) => versions)) {
    const other = seen.get(constant);
    if (other !== undefined) {
      throw new Error(
        `${table.className}.${constant} would be both ${other} and ${version}; change constantOf in scripts/engines/tables.mts`,
      );
    }
    seen.set(constant, version);
  }
}

/** Orders versions by their numbers: 10.9 before 10.10, a bare major version first. */
function byNumbers(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.toLowerCase().match(/\d+|[a-z]+/g) ?? []);
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const [x, y] = [left[i], right[i]];
    if (x === y) continue;
    if (x === undefined) return -1;
    if (y === undefined) return 1;
    const difference = Number(x) - Number(y);
    if (Number.isNaN(difference)) return x < y ? -1 : 1;
    if (difference !== 0) return difference;
  }
  return 0;
}
