import { aws_kms as kms } from "aws-cdk-lib";
import type { aws_rds as rds } from "aws-cdk-lib";
import {
  instance,
  mysqlInstance,
  of,
  oracle,
  refusedInstance,
  type Refusal,
  type Scenario,
  sqlServer,
} from "../kit.ts";

const TYPES = ["STANDARD", "GP2", "GP3", "IO1", "IO2"] as const;

/** Storage of one type. */
const stored = (name: string, type: (typeof TYPES)[number], props: Partial<rds.DatabaseInstanceProps> = {}): Scenario =>
  instance(name, (m) => ({ storageType: m.StorageType[type], ...props }));

export const scenarios: readonly Scenario[] = [
  instance("storage of a type that is not known yet", () => of("storageType", "gp4")),
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

export const refusedByOursAlone: readonly Refusal[] = [
  refusedInstance("too little gp2", /allocatedStorage of gp2 is 10 GiB; it must be from 20 to 65536 GiB/, () => ({
    allocatedStorage: 10,
  })),
  refusedInstance("a broken size", /allocatedStorage of gp2 is 20.5 GiB; .* in steps of 1/, () => ({
    allocatedStorage: 20.5,
  })),
  refusedInstance("too little io1", /allocatedStorage of io1 is 50 GiB; it must be from 100/, (m) => ({
    storageType: m.StorageType.IO1,
    allocatedStorage: 50,
  })),
  refusedInstance(
    "too much magnetic storage",
    /allocatedStorage of standard is 4000 GiB; it must be from 5 to 3072/,
    (m) => ({
      storageType: m.StorageType.STANDARD,
      allocatedStorage: 4000,
    }),
  ),
  refusedInstance(
    "IOPS of small gp3",
    /iops is given for 100 GiB of gp3 storage; postgres takes it from 400 GiB on, so leave it out or allocate more/,
    (m) => ({ storageType: m.StorageType.GP3, iops: 12_000 }),
  ),
  refusedInstance(
    "throughput of small gp3",
    /storageThroughput is given for 399 GiB of gp3 storage; mysql takes it from 400 GiB on/,
    (m) => ({
      engine: mysqlInstance(m),
      storageType: m.StorageType.GP3,
      storageThroughput: 500,
      allocatedStorage: 399,
    }),
  ),
  refusedInstance("IOPS of small gp3 on Oracle", /oracle-se2 takes it from 200 GiB on/, (m) => ({
    engine: oracle(m),
    storageType: m.StorageType.GP3,
    iops: 12_000,
    allocatedStorage: 199,
  })),
  refusedInstance("IOPS below those that gp3 has anyway", /iops of gp3 is 3000; it must be 12000 or more/, (m) => ({
    storageType: m.StorageType.GP3,
    iops: 3000,
    allocatedStorage: 400,
  })),
  refusedInstance(
    "throughput below that which gp3 has anyway",
    /storageThroughput of gp3 is 125; it must be 500 or more/,
    (m) => ({ storageType: m.StorageType.GP3, storageThroughput: 125, allocatedStorage: 400 }),
  ),
  refusedInstance("few provisioned IOPS", /iops of io2 is 500; it must be 1000 or more/, (m) => ({
    storageType: m.StorageType.IO2,
    iops: 500,
  })),
  refusedInstance("a limit below the size", /maxAllocatedStorage 100 GiB is below allocatedStorage 200 GiB/, () => ({
    allocatedStorage: 200,
    maxAllocatedStorage: 100,
  })),
];
