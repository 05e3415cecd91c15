// Generated from ../catalogue/aurora-postgresql.json by scripts/engines/generate.mts. Do not edit.
import type * as rds from "aws-cdk-lib/aws-rds";
import { auroraPostgresFeatures } from "../features";
import type { AuroraPostgresEngineFeatures } from "../features";

/**
 * The versions of Aurora PostgreSQL (engine `aurora-postgresql`) that Amazon RDS offers or has offered.
 *
 * - `11`: standard support ends on 2024-02-29, extended support on 2027-03-31
 * - `12`: standard support ends on 2025-02-28, extended support on 2028-02-29
 * - `13`: standard support ends on 2026-02-28, extended support on 2029-02-28
 * - `14`: standard support ends on 2027-02-28, extended support on 2030-02-28
 * - `15`: standard support ends on 2028-02-29, extended support on 2031-02-28
 * - `16`: standard support ends on 2029-02-28, extended support on 2032-02-28
 * - `17`: standard support ends on 2030-02-28, extended support on 2033-02-28
 */
export class AuroraPostgresEngineVersion {
  /**
   * Version `9.6.8`.
   *
   * @deprecated Amazon RDS no longer offers version 9.6.8.
   */
  public static readonly VER_9_6_8: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("9.6.8", "9.6");

  /**
   * Version `9.6.9`.
   *
   * @deprecated Amazon RDS no longer offers version 9.6.9.
   */
  public static readonly VER_9_6_9: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("9.6.9", "9.6");

  /**
   * Version `9.6.11`.
   *
   * @deprecated Amazon RDS no longer offers version 9.6.11.
   */
  public static readonly VER_9_6_11: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("9.6.11", "9.6");

  /**
   * Version `9.6.12`.
   *
   * @deprecated Amazon RDS no longer offers version 9.6.12.
   */
  public static readonly VER_9_6_12: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("9.6.12", "9.6");

  /**
   * Version `9.6.16`.
   *
   * @deprecated Amazon RDS no longer offers version 9.6.16.
   */
  public static readonly VER_9_6_16: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("9.6.16", "9.6");

  /**
   * Version `9.6.17`.
   *
   * @deprecated Amazon RDS no longer offers version 9.6.17.
   */
  public static readonly VER_9_6_17: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("9.6.17", "9.6");

  /**
   * Version `9.6.18`.
   *
   * @deprecated Amazon RDS no longer offers version 9.6.18.
   */
  public static readonly VER_9_6_18: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("9.6.18", "9.6");

  /**
   * Version `9.6.19`.
   *
   * @deprecated Amazon RDS no longer offers version 9.6.19.
   */
  public static readonly VER_9_6_19: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("9.6.19", "9.6");

  /**
   * Version `9.6.22`.
   *
   * @deprecated Amazon RDS no longer offers version 9.6.22.
   */
  public static readonly VER_9_6_22: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("9.6.22", "9.6");

  /**
   * Version `10.4`.
   *
   * @deprecated Amazon RDS no longer offers version 10.4.
   */
  public static readonly VER_10_4: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("10.4", "10");

  /**
   * Version `10.5`.
   *
   * @deprecated Amazon RDS no longer offers version 10.5.
   */
  public static readonly VER_10_5: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("10.5", "10");

  /**
   * Version `10.6`.
   *
   * @deprecated Amazon RDS no longer offers version 10.6.
   */
  public static readonly VER_10_6: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("10.6", "10");

  /**
   * Version `10.7`.
   *
   * @deprecated Amazon RDS no longer offers version 10.7.
   */
  public static readonly VER_10_7: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("10.7", "10", { s3Import: true });

  /**
   * Version `10.11`.
   *
   * @deprecated Amazon RDS no longer offers version 10.11.
   */
  public static readonly VER_10_11: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("10.11", "10", { s3Import: true, s3Export: true });

  /**
   * Version `10.12`.
   *
   * @deprecated Amazon RDS no longer offers version 10.12.
   */
  public static readonly VER_10_12: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("10.12", "10", { s3Import: true, s3Export: true });

  /**
   * Version `10.13`.
   *
   * @deprecated Amazon RDS no longer offers version 10.13.
   */
  public static readonly VER_10_13: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("10.13", "10", { s3Import: true, s3Export: true });

  /**
   * Version `10.14`.
   *
   * @deprecated Amazon RDS no longer offers version 10.14.
   */
  public static readonly VER_10_14: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("10.14", "10", { s3Import: true, s3Export: true });

  /**
   * Version `10.16`.
   *
   * @deprecated Amazon RDS no longer offers version 10.16.
   */
  public static readonly VER_10_16: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("10.16", "10", { s3Import: true, s3Export: true });

  /**
   * Version `10.17`.
   *
   * @deprecated Amazon RDS no longer offers version 10.17.
   */
  public static readonly VER_10_17: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("10.17", "10", { s3Import: true, s3Export: true });

  /**
   * Version `10.18`.
   *
   * @deprecated Amazon RDS no longer offers version 10.18.
   */
  public static readonly VER_10_18: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("10.18", "10", { s3Import: true, s3Export: true });

  /**
   * Version `10.19`.
   *
   * @deprecated Amazon RDS no longer offers version 10.19.
   */
  public static readonly VER_10_19: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("10.19", "10", { s3Import: true, s3Export: true });

  /**
   * Version `10.20`.
   *
   * @deprecated Amazon RDS no longer offers version 10.20.
   */
  public static readonly VER_10_20: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("10.20", "10", { s3Import: true, s3Export: true });

  /**
   * Version `10.21`.
   *
   * @deprecated Amazon RDS no longer offers version 10.21.
   */
  public static readonly VER_10_21: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("10.21", "10", { s3Import: true, s3Export: true });

  /**
   * Version `11.4`.
   *
   * @deprecated Amazon RDS no longer offers version 11.4.
   */
  public static readonly VER_11_4: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("11.4", "11", { s3Import: true });

  /**
   * Version `11.6`.
   *
   * @deprecated Amazon RDS no longer offers version 11.6.
   */
  public static readonly VER_11_6: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("11.6", "11", { s3Import: true, s3Export: true });

  /**
   * Version `11.7`.
   *
   * @deprecated Amazon RDS no longer offers version 11.7.
   */
  public static readonly VER_11_7: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("11.7", "11", { s3Import: true, s3Export: true });

  /**
   * Version `11.8`.
   *
   * @deprecated Amazon RDS no longer offers version 11.8.
   */
  public static readonly VER_11_8: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("11.8", "11", { s3Import: true, s3Export: true });

  /** Version `11.9`. */
  public static readonly VER_11_9: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("11.9", "11", { s3Import: true, s3Export: true });

  /**
   * Version `11.11`.
   *
   * @deprecated Amazon RDS no longer offers version 11.11.
   */
  public static readonly VER_11_11: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("11.11", "11", { s3Import: true, s3Export: true });

  /**
   * Version `11.12`.
   *
   * @deprecated Amazon RDS no longer offers version 11.12.
   */
  public static readonly VER_11_12: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("11.12", "11", { s3Import: true, s3Export: true });

  /**
   * Version `11.13`.
   *
   * @deprecated Amazon RDS no longer offers version 11.13.
   */
  public static readonly VER_11_13: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("11.13", "11", { s3Import: true, s3Export: true });

  /**
   * Version `11.14`.
   *
   * @deprecated Amazon RDS no longer offers version 11.14.
   */
  public static readonly VER_11_14: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("11.14", "11", { s3Import: true, s3Export: true });

  /**
   * Version `11.15`.
   *
   * @deprecated Amazon RDS no longer offers version 11.15.
   */
  public static readonly VER_11_15: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("11.15", "11", { s3Import: true, s3Export: true });

  /**
   * Version `11.16`.
   *
   * @deprecated Amazon RDS no longer offers version 11.16.
   */
  public static readonly VER_11_16: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("11.16", "11", { s3Import: true, s3Export: true });

  /**
   * Version `11.17`.
   *
   * @deprecated Amazon RDS no longer offers version 11.17.
   */
  public static readonly VER_11_17: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("11.17", "11", { s3Import: true, s3Export: true });

  /**
   * Version `11.18`.
   *
   * @deprecated Amazon RDS no longer offers version 11.18.
   */
  public static readonly VER_11_18: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("11.18", "11", { s3Import: true, s3Export: true });

  /**
   * Version `11.19`.
   *
   * @deprecated Amazon RDS no longer offers version 11.19.
   */
  public static readonly VER_11_19: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("11.19", "11", { s3Import: true, s3Export: true });

  /**
   * Version `11.20`.
   *
   * @deprecated Amazon RDS no longer offers version 11.20.
   */
  public static readonly VER_11_20: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("11.20", "11", { s3Import: true, s3Export: true });

  /** Version `11.21`. */
  public static readonly VER_11_21: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("11.21", "11", { s3Import: true, s3Export: true });

  /**
   * Version `12.4`.
   *
   * @deprecated Amazon RDS no longer offers version 12.4.
   */
  public static readonly VER_12_4: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("12.4", "12", { s3Import: true, s3Export: true });

  /**
   * Version `12.6`.
   *
   * @deprecated Amazon RDS no longer offers version 12.6.
   */
  public static readonly VER_12_6: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("12.6", "12", { s3Import: true, s3Export: true });

  /**
   * Version `12.7`.
   *
   * @deprecated Amazon RDS no longer offers version 12.7.
   */
  public static readonly VER_12_7: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("12.7", "12", { s3Import: true, s3Export: true });

  /**
   * Version `12.8`.
   *
   * @deprecated Amazon RDS no longer offers version 12.8.
   */
  public static readonly VER_12_8: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("12.8", "12", { s3Import: true, s3Export: true });

  /** Version `12.9`. */
  public static readonly VER_12_9: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("12.9", "12", { s3Import: true, s3Export: true });

  /**
   * Version `12.10`.
   *
   * @deprecated Amazon RDS no longer offers version 12.10.
   */
  public static readonly VER_12_10: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("12.10", "12", { s3Import: true, s3Export: true });

  /**
   * Version `12.11`.
   *
   * @deprecated Amazon RDS no longer offers version 12.11.
   */
  public static readonly VER_12_11: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("12.11", "12", { s3Import: true, s3Export: true });

  /**
   * Version `12.12`.
   *
   * @deprecated Amazon RDS no longer offers version 12.12.
   */
  public static readonly VER_12_12: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("12.12", "12", { s3Import: true, s3Export: true });

  /**
   * Version `12.13`.
   *
   * @deprecated Amazon RDS no longer offers version 12.13.
   */
  public static readonly VER_12_13: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("12.13", "12", { s3Import: true, s3Export: true });

  /**
   * Version `12.14`.
   *
   * @deprecated Amazon RDS no longer offers version 12.14.
   */
  public static readonly VER_12_14: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("12.14", "12", { s3Import: true, s3Export: true });

  /**
   * Version `12.15`.
   *
   * @deprecated Amazon RDS no longer offers version 12.15.
   */
  public static readonly VER_12_15: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("12.15", "12", { s3Import: true, s3Export: true });

  /**
   * Version `12.16`.
   *
   * @deprecated Amazon RDS no longer offers version 12.16.
   */
  public static readonly VER_12_16: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("12.16", "12", { s3Import: true, s3Export: true });

  /**
   * Version `12.17`.
   *
   * @deprecated Amazon RDS no longer offers version 12.17.
   */
  public static readonly VER_12_17: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("12.17", "12", { s3Import: true, s3Export: true });

  /**
   * Version `12.18`.
   *
   * @deprecated Amazon RDS no longer offers version 12.18.
   */
  public static readonly VER_12_18: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("12.18", "12", { s3Import: true, s3Export: true });

  /**
   * Version `12.19`.
   *
   * @deprecated Amazon RDS no longer offers version 12.19.
   */
  public static readonly VER_12_19: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("12.19", "12", { s3Import: true, s3Export: true });

  /**
   * Version `12.20`.
   *
   * @deprecated Amazon RDS no longer offers version 12.20.
   */
  public static readonly VER_12_20: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("12.20", "12", { s3Import: true, s3Export: true });

  /**
   * Version `12.21`.
   *
   * @deprecated Amazon RDS no longer offers version 12.21.
   */
  public static readonly VER_12_21: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("12.21", "12", { s3Import: true, s3Export: true });

  /** Version `12.22`. */
  public static readonly VER_12_22: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("12.22", "12", { s3Import: true, s3Export: true });

  /**
   * Version `13.3`.
   *
   * @deprecated Amazon RDS no longer offers version 13.3.
   */
  public static readonly VER_13_3: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("13.3", "13", { s3Import: true, s3Export: true });

  /**
   * Version `13.4`.
   *
   * @deprecated Amazon RDS no longer offers version 13.4.
   */
  public static readonly VER_13_4: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("13.4", "13", { s3Import: true, s3Export: true });

  /**
   * Version `13.5`.
   *
   * @deprecated Amazon RDS no longer offers version 13.5.
   */
  public static readonly VER_13_5: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("13.5", "13", { s3Import: true, s3Export: true });

  /**
   * Version `13.6`.
   *
   * @deprecated Amazon RDS no longer offers version 13.6.
   */
  public static readonly VER_13_6: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("13.6", "13", { s3Import: true, s3Export: true });

  /**
   * Version `13.7`.
   *
   * @deprecated Amazon RDS no longer offers version 13.7.
   */
  public static readonly VER_13_7: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("13.7", "13", { s3Import: true, s3Export: true });

  /**
   * Version `13.8`.
   *
   * @deprecated Amazon RDS no longer offers version 13.8.
   */
  public static readonly VER_13_8: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("13.8", "13", { s3Import: true, s3Export: true });

  /** Version `13.9`. */
  public static readonly VER_13_9: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("13.9", "13", { s3Import: true, s3Export: true });

  /**
   * Version `13.10`.
   *
   * @deprecated Amazon RDS no longer offers version 13.10.
   */
  public static readonly VER_13_10: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("13.10", "13", { s3Import: true, s3Export: true });

  /**
   * Version `13.11`.
   *
   * @deprecated Amazon RDS no longer offers version 13.11.
   */
  public static readonly VER_13_11: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("13.11", "13", { s3Import: true, s3Export: true });

  /**
   * Version `13.12`.
   *
   * @deprecated Amazon RDS no longer offers version 13.12.
   */
  public static readonly VER_13_12: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("13.12", "13", { s3Import: true, s3Export: true });

  /**
   * Version `13.13`.
   *
   * @deprecated Amazon RDS no longer offers version 13.13.
   */
  public static readonly VER_13_13: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("13.13", "13", { s3Import: true, s3Export: true });

  /**
   * Version `13.14`.
   *
   * @deprecated Amazon RDS no longer offers version 13.14.
   */
  public static readonly VER_13_14: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("13.14", "13", { s3Import: true, s3Export: true });

  /**
   * Version `13.15`.
   *
   * @deprecated Amazon RDS no longer offers version 13.15.
   */
  public static readonly VER_13_15: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("13.15", "13", { s3Import: true, s3Export: true });

  /** Version `13.16`. */
  public static readonly VER_13_16: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("13.16", "13", { s3Import: true, s3Export: true });

  /**
   * Version `13.17`.
   *
   * @deprecated Amazon RDS no longer offers version 13.17.
   */
  public static readonly VER_13_17: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("13.17", "13", { s3Import: true, s3Export: true });

  /**
   * Version `13.18`.
   *
   * @deprecated Amazon RDS no longer offers version 13.18.
   */
  public static readonly VER_13_18: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("13.18", "13", { s3Import: true, s3Export: true });

  /**
   * Version `13.20`.
   *
   * @deprecated Amazon RDS no longer offers version 13.20.
   */
  public static readonly VER_13_20: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("13.20", "13", { s3Import: true, s3Export: true });

  /**
   * Version `13.21`.
   *
   * @deprecated Amazon RDS no longer offers version 13.21.
   */
  public static readonly VER_13_21: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("13.21", "13", { s3Import: true, s3Export: true });

  /**
   * Version `13.22`.
   *
   * @deprecated Amazon RDS no longer offers version 13.22.
   */
  public static readonly VER_13_22: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("13.22", "13", { s3Import: true, s3Export: true });

  /** Version `13.23`. */
  public static readonly VER_13_23: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("13.23", "13", { s3Import: true, s3Export: true });

  /**
   * Version `14.3`.
   *
   * @deprecated Amazon RDS no longer offers version 14.3.
   */
  public static readonly VER_14_3: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("14.3", "14", { s3Import: true, s3Export: true });

  /**
   * Version `14.4`.
   *
   * @deprecated Amazon RDS no longer offers version 14.4.
   */
  public static readonly VER_14_4: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("14.4", "14", { s3Import: true, s3Export: true });

  /**
   * Version `14.5`.
   *
   * @deprecated Amazon RDS no longer offers version 14.5.
   */
  public static readonly VER_14_5: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("14.5", "14", { s3Import: true, s3Export: true });

  /** Version `14.6`. */
  public static readonly VER_14_6: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("14.6", "14", { s3Import: true, s3Export: true });

  /**
   * Version `14.7`.
   *
   * @deprecated Amazon RDS no longer offers version 14.7.
   */
  public static readonly VER_14_7: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("14.7", "14", { s3Import: true, s3Export: true });

  /**
   * Version `14.8`.
   *
   * @deprecated Amazon RDS no longer offers version 14.8.
   */
  public static readonly VER_14_8: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("14.8", "14", { s3Import: true, s3Export: true });

  /**
   * Version `14.9`.
   *
   * @deprecated Amazon RDS no longer offers version 14.9.
   */
  public static readonly VER_14_9: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("14.9", "14", { s3Import: true, s3Export: true });

  /**
   * Version `14.10`.
   *
   * @deprecated Amazon RDS no longer offers version 14.10.
   */
  public static readonly VER_14_10: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("14.10", "14", { s3Import: true, s3Export: true });

  /**
   * Version `14.11`.
   *
   * @deprecated Amazon RDS no longer offers version 14.11.
   */
  public static readonly VER_14_11: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("14.11", "14", { s3Import: true, s3Export: true });

  /**
   * Version `14.12`.
   *
   * @deprecated Amazon RDS no longer offers version 14.12.
   */
  public static readonly VER_14_12: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("14.12", "14", { s3Import: true, s3Export: true });

  /** Version `14.13`. */
  public static readonly VER_14_13: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("14.13", "14", { s3Import: true, s3Export: true });

  /**
   * Version `14.14`.
   *
   * @deprecated Amazon RDS no longer offers version 14.14.
   */
  public static readonly VER_14_14: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("14.14", "14", { s3Import: true, s3Export: true });

  /** Version `14.15`. */
  public static readonly VER_14_15: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("14.15", "14", { s3Import: true, s3Export: true });

  /** Version `14.17`. */
  public static readonly VER_14_17: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("14.17", "14", { s3Import: true, s3Export: true });

  /** Version `14.18`. */
  public static readonly VER_14_18: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("14.18", "14", { s3Import: true, s3Export: true });

  /** Version `14.19`. */
  public static readonly VER_14_19: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("14.19", "14", { s3Import: true, s3Export: true });

  /** Version `14.20`. */
  public static readonly VER_14_20: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("14.20", "14", { s3Import: true, s3Export: true });

  /** Version `14.22`. */
  public static readonly VER_14_22: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("14.22", "14", { s3Import: true, s3Export: true });

  /**
   * Version `15.2`.
   *
   * @deprecated Amazon RDS no longer offers version 15.2.
   */
  public static readonly VER_15_2: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("15.2", "15", { s3Import: true, s3Export: true });

  /**
   * Version `15.3`.
   *
   * @deprecated Amazon RDS no longer offers version 15.3.
   */
  public static readonly VER_15_3: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("15.3", "15", { s3Import: true, s3Export: true });

  /**
   * Version `15.4`.
   *
   * @deprecated Amazon RDS no longer offers version 15.4.
   */
  public static readonly VER_15_4: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("15.4", "15", { s3Import: true, s3Export: true });

  /**
   * Version `15.5`.
   *
   * @deprecated Amazon RDS no longer offers version 15.5.
   */
  public static readonly VER_15_5: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("15.5", "15", { s3Import: true, s3Export: true });

  /**
   * Version `15.6`.
   *
   * @deprecated Amazon RDS no longer offers version 15.6.
   */
  public static readonly VER_15_6: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("15.6", "15", { s3Import: true, s3Export: true });

  /**
   * Version `15.7`.
   *
   * @deprecated Amazon RDS no longer offers version 15.7.
   */
  public static readonly VER_15_7: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("15.7", "15", { s3Import: true, s3Export: true });

  /** Version `15.8`. */
  public static readonly VER_15_8: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("15.8", "15", { s3Import: true, s3Export: true });

  /**
   * Version `15.9`.
   *
   * @deprecated Amazon RDS no longer offers version 15.9.
   */
  public static readonly VER_15_9: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("15.9", "15", { s3Import: true, s3Export: true });

  /** Version `15.10`. */
  public static readonly VER_15_10: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("15.10", "15", { s3Import: true, s3Export: true });

  /** Version `15.12`. */
  public static readonly VER_15_12: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("15.12", "15", { s3Import: true, s3Export: true });

  /** Version `15.13`. */
  public static readonly VER_15_13: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("15.13", "15", { s3Import: true, s3Export: true });

  /** Version `15.14`. */
  public static readonly VER_15_14: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("15.14", "15", { s3Import: true, s3Export: true });

  /** Version `15.15`. */
  public static readonly VER_15_15: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("15.15", "15", { s3Import: true, s3Export: true });

  /** Version `15.17`. */
  public static readonly VER_15_17: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("15.17", "15", { s3Import: true, s3Export: true });

  /**
   * Version `16.0`.
   *
   * @deprecated Amazon RDS no longer offers version 16.0.
   */
  public static readonly VER_16_0: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("16.0", "16", { s3Import: true, s3Export: true });

  /**
   * Version `16.1`.
   *
   * @deprecated Amazon RDS no longer offers version 16.1.
   */
  public static readonly VER_16_1: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("16.1", "16", { s3Import: true, s3Export: true });

  /**
   * Version `16.2`.
   *
   * @deprecated Amazon RDS no longer offers version 16.2.
   */
  public static readonly VER_16_2: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("16.2", "16", { s3Import: true, s3Export: true });

  /**
   * Version `16.3`.
   *
   * @deprecated Amazon RDS no longer offers version 16.3.
   */
  public static readonly VER_16_3: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("16.3", "16", { s3Import: true, s3Export: true });

  /** Version `16.4`. */
  public static readonly VER_16_4: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("16.4", "16", { s3Import: true, s3Export: true });

  /** Version `16.4-limitless`. */
  public static readonly VER_16_4_LIMITLESS: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("16.4-limitless", "16", { s3Import: true, s3Export: true });

  /**
   * Version `16.5`.
   *
   * @deprecated Amazon RDS no longer offers version 16.5.
   */
  public static readonly VER_16_5: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("16.5", "16", { s3Import: true, s3Export: true });

  /** Version `16.6`. */
  public static readonly VER_16_6: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("16.6", "16", { s3Import: true, s3Export: true });

  /** Version `16.6-limitless`. */
  public static readonly VER_16_6_LIMITLESS: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("16.6-limitless", "16", { s3Import: true, s3Export: true });

  /** Version `16.8`. */
  public static readonly VER_16_8: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("16.8", "16", { s3Import: true, s3Export: true });

  /** Version `16.8-limitless`. */
  public static readonly VER_16_8_LIMITLESS: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("16.8-limitless", "16", { s3Import: true, s3Export: true });

  /** Version `16.9`. */
  public static readonly VER_16_9: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("16.9", "16", { s3Import: true, s3Export: true });

  /** Version `16.9-limitless`. */
  public static readonly VER_16_9_LIMITLESS: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("16.9-limitless", "16", { s3Import: true, s3Export: true });

  /** Version `16.10`. */
  public static readonly VER_16_10: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("16.10", "16", { s3Import: true, s3Export: true });

  /** Version `16.10-limitless`. */
  public static readonly VER_16_10_LIMITLESS: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("16.10-limitless", "16", { s3Import: true, s3Export: true });

  /** Version `16.11`. */
  public static readonly VER_16_11: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("16.11", "16", { s3Import: true, s3Export: true });

  /** Version `16.11-limitless`. */
  public static readonly VER_16_11_LIMITLESS: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("16.11-limitless", "16", { s3Import: true, s3Export: true });

  /** Version `16.13`. */
  public static readonly VER_16_13: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("16.13", "16", { s3Import: true, s3Export: true });

  /** Version `16.13-limitless`. */
  public static readonly VER_16_13_LIMITLESS: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("16.13-limitless", "16", { s3Import: true, s3Export: true });

  /**
   * Version `17.1`.
   *
   * @deprecated Amazon RDS no longer offers version 17.1.
   */
  public static readonly VER_17_1: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("17.1", "17", { s3Import: true, s3Export: true });

  /**
   * Version `17.2`.
   *
   * @deprecated Amazon RDS no longer offers version 17.2.
   */
  public static readonly VER_17_2: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("17.2", "17", { s3Import: true, s3Export: true });

  /** Version `17.4`. */
  public static readonly VER_17_4: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("17.4", "17", { s3Import: true, s3Export: true });

  /** Version `17.5`. */
  public static readonly VER_17_5: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("17.5", "17", { s3Import: true, s3Export: true });

  /** Version `17.6`. */
  public static readonly VER_17_6: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("17.6", "17", { s3Import: true, s3Export: true });

  /** Version `17.7`. */
  public static readonly VER_17_7: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("17.7", "17", { s3Import: true, s3Export: true });

  /** Version `17.9`. */
  public static readonly VER_17_9: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("17.9", "17", { s3Import: true, s3Export: true });

  /** Version `18.3`. */
  public static readonly VER_18_3: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("18.3", "18", { s3Import: true, s3Export: true });

  /** Version `18.4`. */
  public static readonly VER_18_4: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("18.4", "18", { s3Import: true, s3Export: true });

  /** Version `18.6`. */
  public static readonly VER_18_6: AuroraPostgresEngineVersion = AuroraPostgresEngineVersion.of("18.6", "18", { s3Import: true, s3Export: true });

  /**
   * A version that has no constant here.
   *
   * @param auroraPostgresFullVersion e.g. `18.6`
   * @param auroraPostgresMajorVersion e.g. `18`
   * @param auroraPostgresFeatures what this version can do; nothing when left out
   */
  public static of(auroraPostgresFullVersion: string, auroraPostgresMajorVersion: string, auroraPostgresFeatures?: AuroraPostgresEngineFeatures): AuroraPostgresEngineVersion {
    return new AuroraPostgresEngineVersion(auroraPostgresFullVersion, auroraPostgresMajorVersion, auroraPostgresFeatures ?? {});
  }

  /** The full version, e.g. `18.6`. */
  public readonly auroraPostgresFullVersion: string;

  /** The major version, e.g. `18`. */
  public readonly auroraPostgresMajorVersion: string;

  /**
   * What this version can do.
   *
   * @internal
   */
  public readonly _features: rds.ClusterEngineFeatures;

  private constructor(fullVersion: string, majorVersion: string, features: AuroraPostgresEngineFeatures) {
    this.auroraPostgresFullVersion = fullVersion;
    this.auroraPostgresMajorVersion = majorVersion;
    this._features = auroraPostgresFeatures(features, fullVersion);
  }
}
