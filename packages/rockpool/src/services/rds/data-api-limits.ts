import type { ClusterRecord, InstanceRecord } from "./records.js";

/**
 * The first minor version of each major that has the Data API outside Serverless v1, from "Supported Regions and Aurora DB
 * engines for RDS Data API" in the Aurora user guide. Majors that are not here never had it.
 */
const FIRST_VERSIONS: Readonly<Record<string, ReadonlyArray<readonly [prefix: string, minor: string]>>> = {
  "aurora-postgresql": [
    ["13.", "11"],
    ["14.", "8"],
    ["15.", "3"],
    ["16.", "1"],
    ["17.", "4"],
    ["18.", "3"],
  ],
  "aurora-mysql": [["8.0.mysql_aurora.3.", "07"]],
};

/**
 * Why AWS would have no Data API for a cluster that has it here, and what to do; undefined when AWS has it too. The
 * instance classes are from "Limitations for the Amazon RDS Data API".
 */
export function dataApiLimit(
  cluster: Pick<ClusterRecord, "identifier" | "engineMode" | "engineVersion" | "settings">,
  members: ReadonlyArray<Pick<InstanceRecord, "settings">>,
): string | undefined {
  const { EnableHttpEndpoint, Engine } = cluster.settings;
  if (EnableHttpEndpoint !== true || cluster.engineMode === "serverless") return undefined;
  const said = (reason: string, advice: string): string =>
    `AWS has no Data API ${reason}: EnableHttpEndpoint of the DB cluster ${cluster.identifier} works here, not on AWS. ${advice}`;
  const version = cluster.engineVersion;
  const versions = FIRST_VERSIONS[Engine ?? ""];
  if (versions === undefined) return undefined;
  const major = versions.find(([prefix]) => version.startsWith(prefix));
  if (major === undefined || Number.parseInt(version.slice(major[0].length), 10) < Number(major[1])) {
    const first = (major === undefined ? versions : [major]).map(([prefix, minor]) => `${prefix}${minor}`);
    return said(`in ${Engine} ${version}`, `It begins with ${first.join(", ")}.`);
  }
  const small = members.map(({ settings }) => settings.DBInstanceClass ?? "").find((name) => name.startsWith("db.t"));
  if (small === undefined) return undefined;
  return said(`on T instance classes (${small})`, "Take db.serverless or a larger class, e.g. db.r6g.large.");
}
