import type { CreateDBClusterMessage } from "@aws-sdk/client-rds";
import type { Environment } from "../../environment.js";
import { AwsError } from "../../errors.js";
import type { CallContext } from "../contract.js";
import { TEST_PASSWORD, type TestRds, testRds } from "../rds/testing.js";
import type { DataApiTarget, RdsOptions } from "../rds/service.js";
import type { ColumnMetadata } from "./fields.js";
import { type RdsDataOptions, type RdsDataService, createRdsDataService } from "./index.js";

export interface TestDataApi extends TestRds {
  readonly data: RdsDataService;
  readonly call: CallContext;
  /** Makes a cluster with the Data API, a database `app` and a secret of its master user; answers what each call needs. */
  cluster(options: {
    engine: string;
    engineMode?: "serverless";
    httpEndpoint?: boolean;
    /** Of the CreateDBCluster request. */
    settings?: Partial<CreateDBClusterMessage>;
  }): Promise<{ resourceArn: string; secretArn: string; database: string }>;
  /** A cluster as the service finds it; throws when it is gone. */
  target(resourceArn: string): DataApiTarget;
}

/** A cluster that nobody runs. */
export const IDLE_TARGET: DataApiTarget = {
  arn: "arn:aws:rds:us-east-1:000000000000:cluster:mine",
  identifier: "mine",
  family: "postgres",
  generation: "v2",
  status: "available",
  httpEndpointEnabled: true,
  hasInstance: true,
  endpoint: { host: "127.0.0.1", port: 1 },
  loginMark: async () => undefined,
  interrupt: async () => undefined,
  paused: false,
  resume: async () => undefined,
  active: () => undefined,
};

/** The Data API over real clusters. */
export function testDataApi(
  environment: Environment,
  overrides: Partial<RdsDataOptions> = {},
  rdsOverrides: Partial<RdsOptions> = {},
): TestDataApi {
  const base = testRds(environment, rdsOverrides);
  const { rds, secrets, call } = base;
  const data = createRdsDataService({
    environment,
    target: (resourceArn) => rds.dataApiTarget(resourceArn),
    readSecret: (_call, idOrArn) => {
      const value = secrets.get(idOrArn);
      if (value === undefined)
        throw new AwsError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
      return { arn: idOrArn, name: idOrArn, value };
    },
    ...overrides,
  });
  return {
    ...base,
    data,
    async cluster({ engine, engineMode, httpEndpoint = true, settings = {} }) {
      const identifier = `c${Math.random().toString(36).slice(2, 10)}`;
      const { DBCluster } = await rds.operations.CreateDBCluster(call, {
        DBClusterIdentifier: identifier,
        Engine: engine,
        EngineMode: engineMode,
        MasterUsername: "owner",
        MasterUserPassword: TEST_PASSWORD,
        DatabaseName: "app",
        EnableHttpEndpoint: httpEndpoint,
        ...settings,
      });
      if (engineMode !== "serverless") {
        await rds.operations.CreateDBInstance(call, {
          DBInstanceIdentifier: `${identifier}-1`,
          DBClusterIdentifier: identifier,
          Engine: engine,
          DBInstanceClass: settings.ServerlessV2ScalingConfiguration === undefined ? "db.r6g.large" : "db.serverless",
        });
        await rds.whenAvailable("instance", `${identifier}-1`);
      }
      await rds.whenAvailable("cluster", identifier);
      const secretArn = `arn:aws:secretsmanager:us-east-1:000000000000:secret:${identifier}`;
      secrets.set(secretArn, JSON.stringify({ username: "owner", password: TEST_PASSWORD }));
      return { resourceArn: DBCluster?.DBClusterArn ?? "", secretArn, database: "app" };
    },
    target(resourceArn) {
      const target = rds.dataApiTarget(resourceArn);
      if (target === undefined) throw new Error("the cluster is gone");
      return target;
    },
    async close() {
      await data.close();
      await base.close();
    },
  };
}

/** A table of column metadata as a JDBC driver gave them: a header, then a row for each column. */
export function measuredMetadata(tsv: string): Array<Omit<ColumnMetadata, "arrayBaseColumnType">> {
  const rows = tsv.trimEnd().split("\n").slice(1);
  return rows.map((row) => {
    const [label = "", name = "", typeName = "", type, precision, scale, nullable, ...rest] = row.split("\t");
    const [autoIncrement, signed, caseSensitive, currency, schemaName = "", tableName = ""] = rest;
    return {
      label,
      name,
      typeName,
      type: Number(type),
      precision: Number(precision),
      scale: Number(scale),
      nullable: Number(nullable),
      isAutoIncrement: autoIncrement === "true",
      isSigned: signed === "true",
      isCaseSensitive: caseSensitive === "true",
      isCurrency: currency === "true",
      schemaName,
      tableName,
    };
  });
}
