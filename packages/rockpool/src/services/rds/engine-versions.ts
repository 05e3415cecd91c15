import type { DBEngineVersion, DBEngineVersionMessage, DescribeDBEngineVersionsMessage } from "@aws-sdk/client-rds";
import type { CallContext } from "../contract.js";
import { type EngineFacts, knownEngines, majorVersion, parameterGroupFamily, resolveVersion } from "./catalog.js";
import { describe } from "./describe.js";

function render(facts: EngineFacts, version: string): DBEngineVersion {
  const major = majorVersion(facts, version);
  return {
    Engine: facts.engine,
    EngineVersion: version,
    MajorEngineVersion: major,
    DBParameterGroupFamily: parameterGroupFamily(facts, version),
    DBEngineDescription: facts.description,
    DBEngineVersionDescription: `${facts.description} ${version}`,
    ExportableLogTypes: [...facts.exportableLogs],
    SupportsLogExportsToCloudwatchLogs: true,
    SupportsReadReplica: true,
    SupportedEngineModes: !facts.aurora
      ? []
      : facts.serverlessOnly?.includes(major ?? "")
        ? ["serverless"]
        : ["provisioned"],
    SupportedFeatureNames: [],
    Status: "available",
    SupportsParallelQuery: false,
    SupportsGlobalDatabases: false,
    ValidUpgradeTarget: [],
  };
}

/** The versions of the catalogue. A version that it does not list but whose major it knows can be deployed too. */
export function engineVersionOperations() {
  return {
    DescribeDBEngineVersions(_call: CallContext, input: DescribeDBEngineVersionsMessage): DBEngineVersionMessage {
      const all = knownEngines
        .filter((facts) => input.Engine === undefined || facts.engine === input.Engine)
        .flatMap((facts) => {
          const versions =
            input.DefaultOnly === true ? [resolveVersion(facts, undefined)] : Object.values(facts.majors).flat();
          return versions.map((version) => ({ facts, version }));
        })
        .filter(
          ({ facts, version }) =>
            input.EngineVersion === undefined ||
            version === input.EngineVersion ||
            majorVersion(facts, version) === input.EngineVersion,
        )
        .filter(
          ({ facts, version }) =>
            input.DBParameterGroupFamily === undefined ||
            parameterGroupFamily(facts, version) === input.DBParameterGroupFamily,
        );
      const { items, Marker } = describe(all, ({ facts, version }) => `${facts.engine} ${version}`, input, {
        engine: ({ facts }, values) => values.includes(facts.engine),
        "engine-version": ({ version }, values) => values.includes(version),
        "db-parameter-group-family": ({ facts, version }, values) =>
          values.includes(parameterGroupFamily(facts, version)),
        status: (_entry, values) => values.includes("available"),
      });
      return { DBEngineVersions: items.map(({ facts, version }) => render(facts, version)), Marker };
    },
  };
}
