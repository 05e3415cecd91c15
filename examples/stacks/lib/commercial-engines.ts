import { Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import { InstanceClass, InstanceSize, InstanceType } from "aws-cdk-lib/aws-ec2";
import {
  DatabaseInstance,
  DatabaseInstanceEngine,
  LicenseModel,
  OptionGroup,
  OracleEngineVersion,
  SqlServerEngineVersion,
} from "cdk-rockpool";
import type { Construct } from "constructs";
import { databaseVpc, vpcSubnets } from "./network.ts";

/** Oracle with Enterprise Manager behind a port of its own, and its logs in CloudWatch. */
export class Oracle extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const vpc = databaseVpc(this);
    const engine = DatabaseInstanceEngine.oracleSe2({ version: OracleEngineVersion.VER_19_0_0_0_2025_10_R1 });
    const optionGroup = new OptionGroup(this, "Options", {
      engine,
      configurations: [{ name: "OEM", port: 5500, vpc }],
    });
    optionGroup.optionConnections["OEM"]?.allowDefaultPortInternally();
    new DatabaseInstance(this, "Database", {
      engine,
      optionGroup,
      licenseModel: LicenseModel.BRING_YOUR_OWN_LICENSE,
      instanceType: InstanceType.of(InstanceClass.M5, InstanceSize.LARGE),
      vpc,
      vpcSubnets,
      databaseName: "ORCL",
      storageEncrypted: true,
      backupRetention: Duration.days(7),
      cloudwatchLogsExports: ["trace", "audit", "alert", "listener"],
      multiAz: true,
      removalPolicy: RemovalPolicy.SNAPSHOT,
    });
  }
}

/** SQL Server with a time zone. */
export class SqlServer extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new DatabaseInstance(this, "Database", {
      engine: DatabaseInstanceEngine.sqlServerSe({ version: SqlServerEngineVersion.VER_16_00_4185_3_V1 }),
      licenseModel: LicenseModel.LICENSE_INCLUDED,
      instanceType: InstanceType.of(InstanceClass.M6I, InstanceSize.LARGE),
      vpc: databaseVpc(this),
      vpcSubnets,
      timezone: "Central European Standard Time",
      storageEncrypted: true,
      removalPolicy: RemovalPolicy.SNAPSHOT,
    });
  }
}
