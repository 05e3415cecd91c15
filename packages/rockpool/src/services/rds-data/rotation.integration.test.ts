import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testEnvironment } from "../../testing/environment.js";
import { type TestDataApi, testDataApi } from "./testing.js";

describe.each(["aurora-postgresql", "aurora-mysql"] as const)("a password that RDS manages, on %s", (engine) => {
  const environment = testEnvironment();
  let api: TestDataApi;
  let target: { resourceArn: string; secretArn: string };
  let DBClusterIdentifier: string;

  beforeAll(async () => {
    api = testDataApi(environment);
    const settings = { MasterUserPassword: undefined, ManageMasterUserPassword: true };
    const { resourceArn } = await api.cluster({ engine, settings });
    const described = api.rds.operations.DescribeDBClusters(api.call, { DBClusterIdentifier: resourceArn });
    const [cluster] = described.DBClusters ?? [];
    DBClusterIdentifier = cluster?.DBClusterIdentifier ?? "";
    target = { resourceArn, secretArn: cluster?.MasterUserSecret?.SecretArn ?? "" };
  });
  afterAll(async () => {
    await api.close();
    environment[Symbol.dispose]();
  });

  const ask = async () =>
    (await api.data.operations.ExecuteStatement(api.call, { ...target, sql: "SELECT 1" })).records;
  const rotate = (ApplyImmediately: boolean) =>
    api.rds.operations.ModifyDBCluster(api.call, {
      DBClusterIdentifier,
      RotateMasterUserPassword: true,
      ApplyImmediately,
    });

  test("is rotated on request, in the database and in its secret, which the next call finds", async () => {
    expect(await ask()).toEqual([[{ longValue: 1 }]]);
    const before = api.secrets.get(target.secretArn);
    await rotate(true);
    await api.rds.whenAvailable("cluster", DBClusterIdentifier);
    expect(api.secrets.get(target.secretArn)).not.toBe(before);
    expect(await ask()).toEqual([[{ longValue: 1 }]]);
    api.secrets.set(target.secretArn, before ?? "");
    await expect(ask()).rejects.toMatchObject({ code: "DatabaseErrorException" });
  });

  test("is rotated at once or not at all, and only where RDS manages it", async () => {
    await expect(rotate(false)).rejects.toMatchObject({ code: "InvalidParameterCombination" });
    await api.rds.operations.ModifyDBCluster(api.call, {
      DBClusterIdentifier,
      ManageMasterUserPassword: false,
      MasterUserPassword: "of-my-own-choice",
      ApplyImmediately: true,
    });
    await api.rds.whenAvailable("cluster", DBClusterIdentifier);
    await expect(rotate(true)).rejects.toMatchObject({ code: "InvalidParameterCombination" });
  });
});
