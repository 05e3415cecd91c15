import { Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import { InstanceClass, InstanceSize, InstanceType } from "aws-cdk-lib/aws-ec2";
import {
  DatabaseInstance,
  DatabaseInstanceEngine,
  type IInstanceEngine,
  MariaDbEngineVersion,
  MysqlEngineVersion,
  PostgresEngineVersion,
  StorageType,
} from "cdk-rockpool";
import type { Construct } from "constructs";
import { databaseVpc, vpcSubnets } from "./network.ts";
import { instanceOutputs, outputs } from "./outputs.ts";

/** The engines that one instance alone can run, and that Rockpool runs too. */
export const ENGINES = {
  postgres: DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_17_6 }),
  mysql: DatabaseInstanceEngine.mysql({ version: MysqlEngineVersion.VER_8_4_7 }),
  mariadb: DatabaseInstanceEngine.mariaDb({ version: MariaDbEngineVersion.VER_11_8_5 }),
} satisfies Record<string, IInstanceEngine>;

/** One instance, not of a cluster, with storage that grows by itself. */
export class SingleInstance extends Stack {
  constructor(scope: Construct, id: string, engine: IInstanceEngine) {
    super(scope, id);
    const instance = new DatabaseInstance(this, "Database", {
      engine,
      instanceType: InstanceType.of(InstanceClass.T4G, InstanceSize.MICRO),
      vpc: databaseVpc(this),
      vpcSubnets,
      databaseName: "shop",
      allocatedStorage: 20,
      maxAllocatedStorage: 100,
      storageType: StorageType.GP3,
      storageEncrypted: true,
      backupRetention: Duration.days(7),
      removalPolicy: RemovalPolicy.SNAPSHOT,
      deletionProtection: false,
    });
    instanceOutputs(this, instance);
    outputs(this, { Identifier: instance.instanceIdentifier });
  }
}
