import { expect, it } from "vitest";
import { missing } from "./differences.js";

const names = (mariadb: string, mysql: string): string[] => missing(mariadb, mysql).map(({ what }) => what);
const ISOLATION = "@@transaction_isolation and @@transaction_read_only";

it.each([
  ["10.11.19", "8.0.39", ["LATERAL", ISOLATION, "utf8mb4_0900_ai_ci", "caching_sha2_password"], []],
  ["11.1.1", "8.0.39", ["LATERAL", "utf8mb4_0900_ai_ci"], [ISOLATION]],
  ["11.4.4", "8.4.5", ["utf8mb4_0900_ai_ci"], [ISOLATION]],
  ["11.4.10", "8.4.5", ["caching_sha2_password"], [ISOLATION, "utf8mb4_0900_ai_ci"]],
  ["12.10.1", "8.4.5", ["LATERAL"], [ISOLATION, "utf8mb4_0900_ai_ci", "caching_sha2_password"]],
  ["10.11.19", "5.7.44", ["-> and ->>", "ANY_VALUE", ISOLATION], ["LATERAL", "utf8mb4_0900_ai_ci"]],
  ["10.11.19", "5.7.12", ["ANY_VALUE"], ["-> and ->>", ISOLATION, "LATERAL"]],
])("MariaDB %s misses of MySQL %s: %j, and not %j", (mariadb, mysql, some, none) => {
  expect(names(mariadb, mysql)).toEqual(expect.arrayContaining(some));
  expect(names(mariadb, mysql).filter((name) => none.includes(name))).toEqual([]);
});
