import { RemovalPolicy, Stack } from "aws-cdk-lib";
import {
  AuroraPostgresEngineVersion,
  ClusterInstance,
  DatabaseCluster,
  DatabaseClusterEngine,
  ParameterGroup,
} from "cdk-rockpool";
import type { Construct } from "constructs";
import { databaseVpc, vpcSubnets } from "./network.ts";
import { clusterOutputs } from "./outputs.ts";

/** A cluster with parameters of its own: some for all its instances, some for the writer alone. */
export class ParameterGroups extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const engine = DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_16_8 });
    const parameterGroup = new ParameterGroup(this, "Parameters", {
      engine,
      description: "UTC would be the default",
      parameters: { timezone: "Europe/Vienna" },
    });
    parameterGroup.addParameter("log_min_duration_statement", "250");
    const cluster = new DatabaseCluster(this, "Database", {
      engine,
      parameterGroup,
      writer: ClusterInstance.serverlessV2("Writer", { parameters: { work_mem: "8192" } }),
      vpc: databaseVpc(this),
      vpcSubnets,
      defaultDatabaseName: "shop",
      storageEncrypted: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    clusterOutputs(this, cluster);
  }
}
