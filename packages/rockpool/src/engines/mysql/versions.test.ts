import { expect, it } from "vitest";
import { mysqlVersion } from "./versions.js";

it.each([
  ["aurora-mysql", "8.0.mysql_aurora.3.08.0", "8.0.39"],
  ["aurora-mysql", "8.0.mysql_aurora.3.04.1", "8.0.28"],
  ["aurora-mysql", "5.7.mysql_aurora.2.11.3", "5.7.12"],
  ["aurora-mysql", "8.0.mysql_aurora.3.99.0", "8.0.42"],
  ["mysql", "8.0.35", "8.0.35"],
  ["mysql", "8.4", "8.4.5"],
  ["mysql", "5.7.44-rds.20240408", "5.7.44"],
  ["mysql", "", "8.0.42"],
  ["mariadb", "10.11.8", undefined],
])("presents %s %s as %s", (engine, engineVersion, version) => {
  expect(mysqlVersion(engine, engineVersion)).toBe(version);
});
