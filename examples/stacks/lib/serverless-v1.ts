import { Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import { Code, Function, FunctionUrlAuthType, Runtime } from "aws-cdk-lib/aws-lambda";
import {
  AuroraCapacityUnit,
  AuroraPostgresEngineVersion,
  DatabaseClusterEngine,
  ServerlessCluster,
} from "cdk-rockpool";
import type { Construct } from "constructs";
import { databaseVpc, vpcSubnets } from "./network.ts";
import { outputs } from "./outputs.ts";

const HANDLER = `
const { ExecuteStatementCommand, RDSDataClient } = require("@aws-sdk/client-rds-data");
exports.handler = async () => {
  const { CLUSTER_ARN: resourceArn, SECRET_ARN: secretArn } = process.env;
  const sql = "select 6 * 7 as answer";
  const command = new ExecuteStatementCommand({ resourceArn, secretArn, database: "shop", sql, formatRecordsAs: "JSON" });
  return JSON.parse((await new RDSDataClient({}).send(command)).formattedRecords);
};`;

/** Aurora Serverless v1 with the Data API, and a function that may use it: no driver, no password, no network of its own. */
export class ServerlessV1 extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const cluster = new ServerlessCluster(this, "Database", {
      engine: DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_13_18 }),
      vpc: databaseVpc(this),
      vpcSubnets,
      enableDataApi: true,
      scaling: {
        autoPause: Duration.minutes(10),
        minCapacity: AuroraCapacityUnit.ACU_2,
        maxCapacity: AuroraCapacityUnit.ACU_8,
      },
      defaultDatabaseName: "shop",
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const reader = new Function(this, "Reader", {
      runtime: Runtime.NODEJS_22_X,
      handler: "index.handler",
      code: Code.fromInline(HANDLER),
      timeout: Duration.seconds(30),
      environment: { CLUSTER_ARN: cluster.clusterArn, SECRET_ARN: cluster.secret?.secretArn ?? "" },
    });
    cluster.grantDataApiAccess(reader);
    const { url } = reader.addFunctionUrl({ authType: FunctionUrlAuthType.NONE });
    outputs(this, { Url: url, ClusterArn: cluster.clusterArn });
  }
}
