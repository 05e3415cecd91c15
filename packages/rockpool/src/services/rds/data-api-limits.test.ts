import { expect, test } from "vitest";
import { dataApiLimit } from "./data-api-limits.js";

const POSTGRES = "13.11, 14.8, 15.3, 16.1, 17.4, 18.3";
const MYSQL = "8.0.mysql_aurora.3.07";

test.each([
  ["aurora-postgresql", "13.9", "13.11"],
  ["aurora-postgresql", "13.20", undefined],
  ["aurora-postgresql", "12.22", POSTGRES],
  ["aurora-mysql", "8.0.mysql_aurora.3.04.3", MYSQL],
  ["aurora-mysql", "8.0.mysql_aurora.3.07.1", undefined],
  ["aurora-mysql", "8.0.mysql_aurora.3.10.0", undefined],
  ["aurora-mysql", "5.7.mysql_aurora.2.12.5", MYSQL],
])("whether AWS has the Data API in %s %s is told", (Engine, engineVersion, first) => {
  const cluster = { identifier: "reef", engineVersion, settings: { Engine, EnableHttpEndpoint: true } };
  expect(dataApiLimit({ ...cluster, engineMode: "provisioned" }, [])).toEqual(
    first === undefined
      ? undefined
      : `AWS has no Data API in ${Engine} ${engineVersion}: EnableHttpEndpoint of the DB cluster reef works here, not on AWS. It begins with ${first}.`,
  );
  expect(dataApiLimit({ ...cluster, engineMode: "serverless" }, [])).toBeUndefined();
});
