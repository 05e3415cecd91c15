import * as cdk from "aws-cdk-lib";
import {
  aws_cloudwatch as cloudwatch,
  aws_ec2 as ec2,
  aws_events_targets as targets,
  aws_lambda as lambda,
  aws_logs as logs,
  type Stack,
} from "aws-cdk-lib";
import type { Given, Rds } from "../../support/snippets/given.ts";

export default function (this: Stack, rds: Rds, { vpc }: Given) {
  // Set open cursors with parameter group
  const parameterGroup = new rds.ParameterGroup(this, "ParameterGroup", {
    engine: rds.DatabaseInstanceEngine.oracleSe2({ version: rds.OracleEngineVersion.VER_19_0_0_0_2020_04_R1 }),
    parameters: {
      open_cursors: "2500",
    },
  });

  const optionGroup = new rds.OptionGroup(this, "OptionGroup", {
    engine: rds.DatabaseInstanceEngine.oracleSe2({ version: rds.OracleEngineVersion.VER_19_0_0_0_2020_04_R1 }),
    configurations: [
      {
        name: "LOCATOR",
      },
      {
        name: "OEM",
        port: 1158,
        vpc,
      },
    ],
  });

  // Allow connections to OEM
  optionGroup.optionConnections.OEM.connections.allowDefaultPortFromAnyIpv4();

  // Database instance with production values
  const instance = new rds.DatabaseInstance(this, "Instance", {
    engine: rds.DatabaseInstanceEngine.oracleSe2({ version: rds.OracleEngineVersion.VER_19_0_0_0_2020_04_R1 }),
    licenseModel: rds.LicenseModel.BRING_YOUR_OWN_LICENSE,
    instanceType: ec2.InstanceType.of(ec2.InstanceClass.BURSTABLE3, ec2.InstanceSize.MEDIUM),
    multiAz: true,
    storageType: rds.StorageType.IO1,
    credentials: rds.Credentials.fromUsername("syscdk"),
    vpc,
    databaseName: "ORCL",
    storageEncrypted: true,
    backupRetention: cdk.Duration.days(7),
    monitoringInterval: cdk.Duration.seconds(60),
    enablePerformanceInsights: true,
    cloudwatchLogsExports: ["trace", "audit", "alert", "listener"],
    cloudwatchLogsRetention: logs.RetentionDays.ONE_MONTH,
    autoMinorVersionUpgrade: false,
    optionGroup,
    parameterGroup,
  });

  // Allow connections on default port from any IPV4
  instance.connections.allowDefaultPortFromAnyIpv4();

  // Rotate the master user password every 30 days
  instance.addRotationSingleUser();

  // Add alarm for high CPU
  new cloudwatch.Alarm(this, "HighCPU", {
    metric: instance.metricCPUUtilization(),
    threshold: 90,
    evaluationPeriods: 1,
  });

  // Trigger Lambda function on instance availability events
  const fn = new lambda.Function(this, "Function", {
    code: lambda.Code.fromInline("exports.handler = (event) => console.log(event);"),
    handler: "index.handler",
    runtime: lambda.Runtime.NODEJS_12_X,
  });

  const availabilityRule = instance.onEvent("Availability", { target: new targets.LambdaFunction(fn) });
  availabilityRule.addEventPattern({
    detail: {
      EventCategories: ["availability"],
    },
  });
}
