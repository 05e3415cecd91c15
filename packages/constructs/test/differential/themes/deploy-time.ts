import { aws_ec2 as ec2, CfnParameter, Duration, Fn, Token } from "aws-cdk-lib";
import type { Stack } from "aws-cdk-lib";
import { cluster, instance, mysql, of, type Scenario, serverless } from "../kit.ts";

const number = (name: string) => Token.asNumber({ Ref: name });
const seconds = (name: string) => Duration.seconds(number(name));
const text = (stack: Stack, name: string) => new CfnParameter(stack, name).valueAsString;

/** Values that are known at deploy time only. Nobody can check them at synthesis. */
export const scenarios: readonly Scenario[] = [
  cluster("the backtrack window of a cluster, of deploy time", (m) => ({
    engine: mysql(m),
    backtrackWindow: seconds("Backtrack"),
  })),
  cluster("one of two capacities, of deploy time", () => ({ serverlessV2MaxCapacity: number("Max") })),
  cluster("the time until a cluster pauses, of deploy time", () => ({
    serverlessV2MinCapacity: 0,
    serverlessV2AutoPauseDuration: seconds("Pause"),
  })),
  cluster("a version of deploy time", (m, stack) => ({
    engine: m.DatabaseClusterEngine.auroraPostgres({
      version: m.AuroraPostgresEngineVersion.of(text(stack, "Version"), "16"),
    }),
  })),
  cluster("a version of deploy time that is to pause", (m, stack) => ({
    engine: m.DatabaseClusterEngine.auroraPostgres({
      version: m.AuroraPostgresEngineVersion.of(text(stack, "Version"), "16", { serverlessV2AutoPauseSupported: true }),
    }),
    serverlessV2MinCapacity: 0,
  })),
  instance("storage of a type of deploy time", (_m, stack) => of("storageType", text(stack, "Type"))),
  instance("IOPS of deploy time beside a throughput", (m) => ({
    storageType: m.StorageType.GP3,
    allocatedStorage: 500,
    iops: number("Iops"),
    storageThroughput: 500,
  })),
  instance("a throughput of deploy time beside IOPS", (m) => ({
    storageType: m.StorageType.GP3,
    allocatedStorage: 500,
    iops: 12_000,
    storageThroughput: number("Throughput"),
  })),
  instance("a limit of the storage of deploy time", () => ({
    allocatedStorage: 100,
    maxAllocatedStorage: number("Limit"),
  })),
  instance("logs of deploy time", (_m, stack) => ({
    cloudwatchLogsExports: new CfnParameter(stack, "Logs", { type: "CommaDelimitedList" }).valueAsList,
  })),
  instance("one log of deploy time", (_m, stack) => ({ cloudwatchLogsExports: [text(stack, "Log"), "postgresql"] })),
  instance("a licence of deploy time", (_m, stack) => of("licenseModel", text(stack, "License"))),
  {
    name: "an instance in a VPC of deploy time",
    build: (m, stack) =>
      new m.DatabaseInstance(stack, "Db", {
        engine: m.DatabaseInstanceEngine.POSTGRES,
        vpc: importedVpc(stack, new CfnParameter(stack, "Subnets", { type: "CommaDelimitedList" }).valueAsList, ["a"]),
      }),
  },
  {
    name: "an instance in availability zones of deploy time",
    build: (m, stack) =>
      new m.DatabaseInstance(stack, "Db", {
        engine: m.DatabaseInstanceEngine.POSTGRES,
        vpc: importedVpc(stack, ["subnet-1", "subnet-2"], Fn.getAzs()),
      }),
  },
];

/** Where aws-cdk-lib takes a value of deploy time for one that it knows. */
export const takenByOursAlone: readonly Scenario[] = [
  cluster("one log of a cluster, of deploy time", (_m, stack) => ({ cloudwatchLogsExports: [text(stack, "Log")] })),
  cluster("the logs of a cluster, of deploy time", (_m, stack) => ({
    cloudwatchLogsExports: new CfnParameter(stack, "Logs", { type: "CommaDelimitedList" }).valueAsList,
  })),
  serverless("the time until a serverless cluster pauses, of deploy time", () => ({
    scaling: { autoPause: seconds("Pause") },
  })),
  serverless("the time to look for a scaling point, of deploy time", () => ({ scaling: { timeout: seconds("Wait") } })),
  instance("a throughput beside a storage type of deploy time", (_m, stack) => ({
    ...of("storageType", text(stack, "Type")),
    storageThroughput: 500,
  })),
];

function importedVpc(stack: Stack, privateSubnetIds: string[], availabilityZones: string[]): ec2.IVpc {
  return ec2.Vpc.fromVpcAttributes(stack, "Imported", { vpcId: "vpc-1", availabilityZones, privateSubnetIds });
}
