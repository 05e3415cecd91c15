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

type Note = (text: string) => void;

/** Merges what a source says into a catalogue. Merging the same twice changes nothing the second time. */
export function merge(catalogue: Catalogue, seen: Observations): Merged {
  const changes: string[] = [];
  const tables = TABLES.map((table): [string, TableData] => {
    const ofTable: Observations = {
      ...seen,
      versions: seen.versions.filter(({ file }) => file === table.file),
      majors: seen.majors.filter(({ file }) => file === table.file),
    };
    const majors = mergeTable(table, catalogue[table.file].majors, ofTable, (text) =>
      changes.push(`${table.file}: ${text}`),
    );
    requireDistinct(table, majors);
    return [table.file, { engines: table.engines, majors }];
  });
  return { catalogue: Object.fromEntries(tables), changes };
}

function mergeTable(table: Table, before: readonly Major[], seen: Observations, note: Note): Major[] {
  const known = new Set(before.flatMap(({ versions }) => versions.map(keyOf)));
  const added = seen.versions.filter((row) => !known.has(keyOf(row)));
  const names = new Set([...before, ...added].map(({ major }) => major));
  return [...names].sort(byNumbers).map((name): Major => {
    const old = before.find(({ major }) => major === name);
    const calendar = seen.majors.find(({ major }) => major === name);
    const anew = added.filter(({ major }) => major === name).map((row) => newVersion(table, row, note));
    const rows = [...(old?.versions ?? []), ...anew].sort((a, b) => byNumbers(a.version, b.version));
    const gone = goneBy(table, name, rows, seen);
    const versions = rows.map((row) => withAvailability(row, gone(row), seen.authoritative, note));
    return { ...withDates(name, old, calendar, note), versions };
  });
}

/** Tells which versions of a major version are withdrawn, as far as the source says so. */
function goneBy(table: Table, major: string, rows: readonly Version[], seen: Observations) {
  const withdrawn = new Map(seen.versions.map((row) => [keyOf(row), row.withdrawn]));
  const complete = seen.complete.has(table.file);
  const offered = rows.some((row) => withdrawn.get(keyOf(row)) === false);
  return (row: Version): boolean | undefined => {
    if (!complete) return withdrawn.get(keyOf(row));
    // A bare major version appears in no answer of Amazon RDS: it lives as long as one of its versions.
    return row.version === major ? !offered : (withdrawn.get(keyOf(row)) ?? true);
  };
}

/** Amazon RDS writes versions in lower case, `aws-cdk-lib` some of them otherwise. */
function keyOf({ version }: { readonly version: string }): string {
  return version.toLowerCase();
}

function newVersion(table: Table, row: SeenVersion, note: Note): Version {
  const constant = table.constantOf(row.version);
  note(`${row.version} is new (${constant}${row.withdrawn ? ", withdrawn" : ""})`);
  return {
    constant,
    version: row.version,
    ...(row.withdrawn ? { withdrawn: true } : {}),
    ...(row.features.length > 0 ? { features: row.features } : {}),
  };
}

function withAvailability(row: Version, gone: boolean | undefined, authoritative: boolean, note: Note): Version {
  if (gone === undefined || gone === (row.withdrawn ?? false)) return row;
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
  note: Note,
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
