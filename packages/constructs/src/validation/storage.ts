import { Annotations, Token } from "aws-cdk-lib/core";
import type * as rds from "aws-cdk-lib/aws-rds";
import type { IConstruct } from "constructs";
import { StorageType } from "../enums";
import { invalid } from "./invalid";
import { checkRange, type Range } from "./ranges";

/** Storage as it will stand in the template. */
interface Storage {
  readonly type: StorageType;
  /** IOPS in the template. */
  readonly iops?: number;
  /** IOPS in the props; some types leave them out of the template. */
  readonly givenIops?: number;
  readonly storageThroughput?: number;
  readonly allocatedStorage?: number;
  readonly maxAllocatedStorage?: number;
  readonly restored?: boolean;
}

/** Sizes that CreateDBInstance takes: the widest of all engines and editions, so that what is refused is refused everywhere. */
const SIZE: Record<StorageType, Range> = {
  [StorageType.STANDARD]: { min: 5, max: 3072, unit: "GiB", step: 1 },
  [StorageType.GP2]: { min: 20, max: 65_536, unit: "GiB", step: 1 },
  [StorageType.GP3]: { min: 20, max: 65_536, unit: "GiB", step: 1 },
  [StorageType.IO1]: { min: 100, max: 65_536, unit: "GiB", step: 1 },
  [StorageType.IO2]: { min: 100, max: 65_536, unit: "GiB", step: 1 },
};

/** SQL Server takes less, down to 20 GiB of every type, for its small editions. */
const SMALLEST_ON_SQL_SERVER = 20;

/** From this size on, in GiB, gp3 storage is striped: only then are IOPS and throughput its owner's choice. SQL Server does not stripe. */
const STRIPED_FROM = { oracle: 200, others: 400 };

/** What striped gp3 storage has anyway, and so the least that can be asked for. */
const STRIPED_BASELINE = { iops: 12_000, storageThroughput: 500 };

/** The least that can be asked of storage with provisioned IOPS. */
const PROVISIONED_IOPS = 1000;

/** Throughput of gp3 storage, in MiB/s for each IOPS. */
const HIGHEST_THROUGHPUT_RATIO = 0.25;

/** RDS enlarges storage by a tenth at the least, so that it never reaches a lower limit. In percent of the size. */
const SMALLEST_LIMIT = 110;

/** Ends synthesis for storage that RDS refuses for certain. */
export function checkStorage(scope: IConstruct, engine: rds.IEngine | undefined, storage: Storage): void {
  const { type } = storage;
  checkThroughput(scope, storage);
  if (!storage.restored) checkSize(scope, engine, storage);
  if (type === StorageType.IO1 || type === StorageType.IO2) {
    checkRange(scope, `iops of ${type}`, storage.iops, { min: PROVISIONED_IOPS });
  }
  if (storage.givenIops !== undefined && storage.iops === undefined) {
    Annotations.of(scope).addWarningV2(
      "cdk-rockpool:iopsIgnored",
      `iops is given for ${type} storage, which has none to set, so it is left out; use StorageType.GP3, IO1 or IO2`,
    );
  }
}

function checkSize(scope: IConstruct, engine: rds.IEngine | undefined, storage: Storage): void {
  const { type } = storage;
  const sqlServer = isEngine(engine, "sqlserver");
  const size = SIZE[type];
  // A type without a row is one that this table does not know yet, or a value of deploy time.
  if (size) {
    const range = sqlServer ? { ...size, min: Math.min(size.min, SMALLEST_ON_SQL_SERVER) } : size;
    checkRange(scope, `allocatedStorage of ${type}`, storage.allocatedStorage, range);
  }
  if (type === StorageType.GP3 && engine && !sqlServer) checkStriping(scope, engine, storage);
  checkGrowth(scope, storage);
}

function checkThroughput(scope: IConstruct, { type, iops, storageThroughput }: Storage): void {
  if (storageThroughput === undefined) return;
  if (type !== StorageType.GP3 && !Token.isUnresolved(type)) {
    invalid(
      scope,
      `storageThroughput is given for ${type} storage; only gp3 takes it, so use StorageType.GP3 or leave it out`,
    );
  }
  if (iops === undefined || Token.isUnresolved(iops) || Token.isUnresolved(storageThroughput)) return;
  if (storageThroughput / iops > HIGHEST_THROUGHPUT_RATIO) {
    invalid(
      scope,
      `storageThroughput ${storageThroughput} MiB/s is more than a quarter of iops ${iops}; lower it to ${Math.floor(iops * HIGHEST_THROUGHPUT_RATIO)}, or raise iops to ${Math.ceil(storageThroughput / HIGHEST_THROUGHPUT_RATIO)}`,
    );
  }
}

function checkStriping(scope: IConstruct, engine: rds.IEngine, storage: Storage): void {
  const { allocatedStorage } = storage;
  if (allocatedStorage === undefined || Token.isUnresolved(allocatedStorage)) return;
  const from = isEngine(engine, "oracle") ? STRIPED_FROM.oracle : STRIPED_FROM.others;
  for (const name of ["iops", "storageThroughput"] as const) {
    const value = storage[name];
    if (value === undefined || Token.isUnresolved(value)) continue;
    if (allocatedStorage < from) {
      invalid(
        scope,
        `${name} is given for ${allocatedStorage} GiB of gp3 storage; ${engine.engineType} takes it from ${from} GiB on, so leave it out or allocate more`,
      );
    }
    checkRange(scope, `${name} of gp3`, value, { min: STRIPED_BASELINE[name] });
  }
}

function checkGrowth(scope: IConstruct, { allocatedStorage, maxAllocatedStorage }: Storage): void {
  if (allocatedStorage === undefined || maxAllocatedStorage === undefined) return;
  if (Token.isUnresolved(allocatedStorage) || Token.isUnresolved(maxAllocatedStorage)) return;
  if (maxAllocatedStorage < allocatedStorage) {
    invalid(
      scope,
      `maxAllocatedStorage ${maxAllocatedStorage} GiB is below allocatedStorage ${allocatedStorage} GiB; raise it, or leave it out if the storage is not to grow`,
    );
  }
  const least = Math.ceil((allocatedStorage * SMALLEST_LIMIT) / 100);
  if (maxAllocatedStorage < least) {
    Annotations.of(scope).addWarningV2(
      "cdk-rockpool:storageCannotGrow",
      `maxAllocatedStorage ${maxAllocatedStorage} GiB is less than a tenth above allocatedStorage ${allocatedStorage} GiB, so the storage never grows; use ${least} or more`,
    );
  }
}

/** Whether an engine is one of a vendor's editions. */
function isEngine(engine: rds.IEngine | undefined, vendor: "oracle" | "sqlserver"): boolean {
  return engine?.engineType.startsWith(`${vendor}-`) === true;
}
