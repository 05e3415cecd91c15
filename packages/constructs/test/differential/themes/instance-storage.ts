import { aws_kms as kms } from "aws-cdk-lib";
import type { aws_rds as rds } from "aws-cdk-lib";
import { instance, mysqlInstance, oracle, refusedInstance, type Refusal, type Scenario, sqlServer } from "../kit.ts";

const TYPES = ["STANDARD", "GP2", "GP3", "IO1", "IO2"] as const;

/** Storage of one type. */
const stored = (name: string, type: (typeof TYPES)[number], props: Partial<rds.DatabaseInstanceProps> = {}): Scenario =>
  instance(name, (m) => ({ storageType: m.StorageType[type], ...props }));

export const scenarios: readonly Scenario[] = [
  ...TYPES.map((type) => stored(`storage type ${type}`, type)),
  ...TYPES.map((type) => stored(`IOPS on storage type ${type}`, type, { iops: 12_000, allocatedStorage: 400 })),
  instance("IOPS without a storage type", () => ({ iops: 2000 })),
  stored("throughput of gp3", "GP3", { storageThroughput: 500, allocatedStorage: 500 }),
  stored("throughput and IOPS of gp3 at the highest ratio", "GP3", {
    storageThroughput: 3000,
    iops: 12_000,
    allocatedStorage: 400,
  }),
  instance("gp3 on Oracle from 200 GiB on", (m) => ({
    engine: oracle(m),
    storageType: m.StorageType.GP3,
    allocatedStorage: 200,
    iops: 12_000,
    storageThroughput: 600,
  })),
  instance("gp3 of any size on SQL Server", (m) => ({
    engine: sqlServer(m),
    storageType: m.StorageType.GP3,
    allocatedStorage: 100,
    iops: 4000,
    storageThroughput: 250,
  })),
  instance("a size", () => ({ allocatedStorage: 20 })),
  instance("the smallest magnetic disk", (m) => ({
    engine: mysqlInstance(m),
    storageType: m.StorageType.STANDARD,
    allocatedStorage: 5,
  })),
  instance("storage that grows", () => ({ allocatedStorage: 50, maxAllocatedStorage: 1000 })),
  instance("storage that grows from the default size", () => ({ maxAllocatedStorage: 200 })),
  instance("storage that would grow, but has no room", () => ({ allocatedStorage: 100, maxAllocatedStorage: 100 })),
  instance("encrypted", () => ({ storageEncrypted: true })),
  instance("not encrypted, said so", () => ({ storageEncrypted: false })),
  instance("encrypted with a key", (_m, stack) => ({ storageEncryptionKey: new kms.Key(stack, "Key") })),
  instance("a key says more than a false", (_m, stack) => ({
    storageEncrypted: false,
    storageEncryptionKey: new kms.Key(stack, "Key"),
  })),
  instance("encrypted with an imported key", (_m, stack) => ({
    storageEncryptionKey: kms.Key.fromKeyArn(stack, "Key", "arn:aws:kms:us-east-1:123456789012:key/1234"),
  })),
  instance("encrypted with the key of an alias", (_m, stack) => ({
    storageEncryptionKey: kms.Alias.fromAliasName(stack, "Key", "alias/mine"),
  })),
  instance("encrypted with a new alias", (_m, stack) => ({
    storageEncryptionKey: new kms.Key(stack, "Key").addAlias("alias/mine"),
  })),
];

export const refusals: readonly Refusal[] = [
  refusedInstance("throughput without a storage type", /storageThroughput is given for gp2 storage/, () => ({
    storageThroughput: 500,
  })),
  ...(["STANDARD", "GP2", "IO1", "IO2"] as const).map((type) =>
    refusedInstance(`throughput on ${type}`, /only gp3 takes it, so use StorageType.GP3/, (m) => ({
      storageType: m.StorageType[type],
      storageThroughput: 500,
    })),
  ),
  refusedInstance(
    "throughput beyond a quarter of the IOPS",
    /storageThroughput 4000 MiB\/s is more than a quarter of iops 12000; lower it to 3000, or raise iops to 16000/,
    (m) => ({ storageType: m.StorageType.GP3, allocatedStorage: 500, iops: 12_000, storageThroughput: 4000 }),
  ),
];
