import { expect, test } from "vitest";
import { engineFacts } from "./catalog.js";
import { clusterVersion } from "./cluster-rules.js";

const mysql = engineFacts("aurora-mysql");
const postgres = engineFacts("aurora-postgresql");

test("Serverless v1 has its own defaults, and takes the major of a default parameter group", () => {
  expect(clusterVersion(mysql, {}, "serverless")).toBe("5.7.mysql_aurora.2.12.5");
  expect(clusterVersion(mysql, { DBClusterParameterGroupName: "default.aurora-mysql5.7" }, "serverless")).toMatch(
    /^5\.7/,
  );
  expect(clusterVersion(postgres, {}, "serverless")).toMatch(/^13\./);
  expect(clusterVersion(postgres, { DBClusterParameterGroupName: "default.aurora-postgresql10" }, "serverless")).toBe(
    "10.21",
  );
  expect(clusterVersion(postgres, { EngineVersion: "11.9" }, "serverless")).toBe("11.9");
});

test("other clusters have the default of today, whatever group they name, and no version that has ended", () => {
  expect(clusterVersion(mysql, { DBClusterParameterGroupName: "default.aurora-mysql5.7" }, "provisioned")).toMatch(
    /^8\.0/,
  );
  expect(clusterVersion(postgres, {}, "provisioned")).toMatch(/^17\./);
  expect(() => clusterVersion(postgres, { EngineVersion: "10.21" }, "provisioned")).toThrow(
    "Cannot find version 10.21 for aurora-postgresql",
  );
});
