/** How long Performance Insights keeps its data, in days: 7, a month of 31 days times 1 to 23, or two years. */
export enum PerformanceInsightRetention {
  /** 7 days, at no cost. */
  DEFAULT = 7,
  /** 1 month. */
  MONTHS_1 = 31,
  /** 2 months. */
  MONTHS_2 = 62,
  /** 3 months. */
  MONTHS_3 = 93,
  /** 4 months. */
  MONTHS_4 = 124,
  /** 5 months. */
  MONTHS_5 = 155,
  /** 6 months. */
  MONTHS_6 = 186,
  /** 7 months. */
  MONTHS_7 = 217,
  /** 8 months. */
  MONTHS_8 = 248,
  /** 9 months. */
  MONTHS_9 = 279,
  /** 10 months. */
  MONTHS_10 = 310,
  /** 11 months. */
  MONTHS_11 = 341,
  /** 12 months. */
  MONTHS_12 = 372,
  /** 13 months. */
  MONTHS_13 = 403,
  /** 14 months. */
  MONTHS_14 = 434,
  /** 15 months, which the advanced mode of Database Insights needs. */
  MONTHS_15 = 465,
  /** 16 months. */
  MONTHS_16 = 496,
  /** 17 months. */
  MONTHS_17 = 527,
  /** 18 months. */
  MONTHS_18 = 558,
  /** 19 months. */
  MONTHS_19 = 589,
  /** 20 months. */
  MONTHS_20 = 620,
  /** 21 months. */
  MONTHS_21 = 651,
  /** 22 months. */
  MONTHS_22 = 682,
  /** 23 months. */
  MONTHS_23 = 713,
  /** 2 years. */
  LONG_TERM = 731,
}

/** The mode of CloudWatch Database Insights. */
export enum DatabaseInsightsMode {
  /** Standard. */
  STANDARD = "standard",
  /** Advanced; needs 15 months of Performance Insights data. */
  ADVANCED = "advanced",
}

/** Whether a database runs on after the end of standard support, at a price. */
export enum EngineLifecycleSupport {
  /** RDS Extended Support, the default of RDS. */
  OPEN_SOURCE_RDS_EXTENDED_SUPPORT = "open-source-rds-extended-support",
  /** No extended support: creating or restoring an ended major version fails. */
  OPEN_SOURCE_RDS_EXTENDED_SUPPORT_DISABLED = "open-source-rds-extended-support-disabled",
}

/** IP versions of a database's addresses. */
export enum NetworkType {
  /** IPv4 alone. */
  IPV4 = "IPV4",
  /** IPv4 and IPv6. */
  DUAL = "DUAL",
  /** IPv6 alone. */
  IPV6 = "IPV6",
}

/** Storage of an Aurora cluster. */
export enum DBClusterStorageType {
  /** Aurora Standard: I/O is billed. */
  AURORA = "aurora",
  /** Aurora I/O-Optimized: I/O is included. */
  AURORA_IOPT1 = "aurora-iopt1",
}

/** In which order the instances of a cluster are updated. */
export enum InstanceUpdateBehaviour {
  /** All at once: quick, with a downtime. */
  BULK = "BULK",
  /** One after another. */
  ROLLING = "ROLLING",
}

/** How an Aurora cluster grows. */
export enum ClusterScalabilityType {
  /** With instances. */
  STANDARD = "standard",
  /** Aurora Limitless Database, with a shard group. */
  LIMITLESS = "limitless",
}

/**
 * How an Aurora cluster grows.
 *
 * @deprecated use `ClusterScalabilityType` instead
 */
export enum ClusterScailabilityType {
  /** With instances. */
  STANDARD = "standard",
  /** Aurora Limitless Database, with a shard group. */
  LIMITLESS = "limitless",
}

/** How the licence of an engine is paid for. */
export enum LicenseModel {
  /** With the instance. */
  LICENSE_INCLUDED = "license-included",
  /** A licence of your own. */
  BRING_YOUR_OWN_LICENSE = "bring-your-own-license",
  /** The engine is free software. */
  GENERAL_PUBLIC_LICENSE = "general-public-license",
}

/** Storage of an instance. */
export enum StorageType {
  /** Magnetic disks, for old databases only. */
  STANDARD = "standard",
  /** General purpose SSD, whose speed grows with its size. */
  GP2 = "gp2",
  /** General purpose SSD, whose IOPS and throughput are set apart from its size. */
  GP3 = "gp3",
  /** SSD with provisioned IOPS. */
  IO1 = "io1",
  /** SSD with provisioned IOPS, Block Express. */
  IO2 = "io2",
}
