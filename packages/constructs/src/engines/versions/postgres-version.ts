// Generated from ../catalogue/postgres.json by scripts/engines/generate.mts. Do not edit.
import type * as rds from "aws-cdk-lib/aws-rds";
import { s3Features } from "../features";
import type { PostgresEngineFeatures } from "../features";

/**
 * The versions of PostgreSQL (engine `postgres`) that Amazon RDS offers or has offered.
 *
 * - `9.6`: standard support ends on 2022-04-30
 * - `11`: standard support ends on 2024-02-29, extended support on 2027-03-31
 * - `12`: standard support ends on 2025-02-28, extended support on 2028-02-29
 * - `13`: standard support ends on 2026-02-28, extended support on 2029-02-28
 * - `14`: standard support ends on 2027-02-28, extended support on 2030-02-28
 * - `15`: standard support ends on 2028-02-29, extended support on 2031-02-28
 * - `16`: standard support ends on 2029-02-28, extended support on 2032-02-29
 * - `17`: standard support ends on 2030-02-28, extended support on 2033-02-28
 */
export class PostgresEngineVersion {
  /**
   * Version `9.5`, in the minor version that Amazon RDS picks.
   *
   * @deprecated Amazon RDS no longer offers version 9.5.
   */
  public static readonly VER_9_5: PostgresEngineVersion = PostgresEngineVersion.of("9.5", "9.5");

  /**
   * Version `9.5.2`.
   *
   * @deprecated Amazon RDS no longer offers version 9.5.2.
   */
  public static readonly VER_9_5_2: PostgresEngineVersion = PostgresEngineVersion.of("9.5.2", "9.5");

  /**
   * Version `9.5.4`.
   *
   * @deprecated Amazon RDS no longer offers version 9.5.4.
   */
  public static readonly VER_9_5_4: PostgresEngineVersion = PostgresEngineVersion.of("9.5.4", "9.5");

  /**
   * Version `9.5.6`.
   *
   * @deprecated Amazon RDS no longer offers version 9.5.6.
   */
  public static readonly VER_9_5_6: PostgresEngineVersion = PostgresEngineVersion.of("9.5.6", "9.5");

  /**
   * Version `9.5.7`.
   *
   * @deprecated Amazon RDS no longer offers version 9.5.7.
   */
  public static readonly VER_9_5_7: PostgresEngineVersion = PostgresEngineVersion.of("9.5.7", "9.5");

  /**
   * Version `9.5.9`.
   *
   * @deprecated Amazon RDS no longer offers version 9.5.9.
   */
  public static readonly VER_9_5_9: PostgresEngineVersion = PostgresEngineVersion.of("9.5.9", "9.5");

  /**
   * Version `9.5.10`.
   *
   * @deprecated Amazon RDS no longer offers version 9.5.10.
   */
  public static readonly VER_9_5_10: PostgresEngineVersion = PostgresEngineVersion.of("9.5.10", "9.5");

  /**
   * Version `9.5.12`.
   *
   * @deprecated Amazon RDS no longer offers version 9.5.12.
   */
  public static readonly VER_9_5_12: PostgresEngineVersion = PostgresEngineVersion.of("9.5.12", "9.5");

  /**
   * Version `9.5.13`.
   *
   * @deprecated Amazon RDS no longer offers version 9.5.13.
   */
  public static readonly VER_9_5_13: PostgresEngineVersion = PostgresEngineVersion.of("9.5.13", "9.5");

  /**
   * Version `9.5.14`.
   *
   * @deprecated Amazon RDS no longer offers version 9.5.14.
   */
  public static readonly VER_9_5_14: PostgresEngineVersion = PostgresEngineVersion.of("9.5.14", "9.5");

  /**
   * Version `9.5.15`.
   *
   * @deprecated Amazon RDS no longer offers version 9.5.15.
   */
  public static readonly VER_9_5_15: PostgresEngineVersion = PostgresEngineVersion.of("9.5.15", "9.5");

  /**
   * Version `9.5.16`.
   *
   * @deprecated Amazon RDS no longer offers version 9.5.16.
   */
  public static readonly VER_9_5_16: PostgresEngineVersion = PostgresEngineVersion.of("9.5.16", "9.5");

  /**
   * Version `9.5.18`.
   *
   * @deprecated Amazon RDS no longer offers version 9.5.18.
   */
  public static readonly VER_9_5_18: PostgresEngineVersion = PostgresEngineVersion.of("9.5.18", "9.5");

  /**
   * Version `9.5.19`.
   *
   * @deprecated Amazon RDS no longer offers version 9.5.19.
   */
  public static readonly VER_9_5_19: PostgresEngineVersion = PostgresEngineVersion.of("9.5.19", "9.5");

  /**
   * Version `9.5.20`.
   *
   * @deprecated Amazon RDS no longer offers version 9.5.20.
   */
  public static readonly VER_9_5_20: PostgresEngineVersion = PostgresEngineVersion.of("9.5.20", "9.5");

  /**
   * Version `9.5.21`.
   *
   * @deprecated Amazon RDS no longer offers version 9.5.21.
   */
  public static readonly VER_9_5_21: PostgresEngineVersion = PostgresEngineVersion.of("9.5.21", "9.5");

  /**
   * Version `9.5.22`.
   *
   * @deprecated Amazon RDS no longer offers version 9.5.22.
   */
  public static readonly VER_9_5_22: PostgresEngineVersion = PostgresEngineVersion.of("9.5.22", "9.5");

  /**
   * Version `9.5.23`.
   *
   * @deprecated Amazon RDS no longer offers version 9.5.23.
   */
  public static readonly VER_9_5_23: PostgresEngineVersion = PostgresEngineVersion.of("9.5.23", "9.5");

  /**
   * Version `9.5.24`.
   *
   * @deprecated Amazon RDS no longer offers version 9.5.24.
   */
  public static readonly VER_9_5_24: PostgresEngineVersion = PostgresEngineVersion.of("9.5.24", "9.5");

  /**
   * Version `9.5.25`.
   *
   * @deprecated Amazon RDS no longer offers version 9.5.25.
   */
  public static readonly VER_9_5_25: PostgresEngineVersion = PostgresEngineVersion.of("9.5.25", "9.5");

  /**
   * Version `9.6`, in the minor version that Amazon RDS picks.
   *
   * @deprecated Amazon RDS no longer offers version 9.6.
   */
  public static readonly VER_9_6: PostgresEngineVersion = PostgresEngineVersion.of("9.6", "9.6");

  /**
   * Version `9.6.1`.
   *
   * @deprecated Amazon RDS no longer offers version 9.6.1.
   */
  public static readonly VER_9_6_1: PostgresEngineVersion = PostgresEngineVersion.of("9.6.1", "9.6");

  /**
   * Version `9.6.2`.
   *
   * @deprecated Amazon RDS no longer offers version 9.6.2.
   */
  public static readonly VER_9_6_2: PostgresEngineVersion = PostgresEngineVersion.of("9.6.2", "9.6");

  /**
   * Version `9.6.3`.
   *
   * @deprecated Amazon RDS no longer offers version 9.6.3.
   */
  public static readonly VER_9_6_3: PostgresEngineVersion = PostgresEngineVersion.of("9.6.3", "9.6");

  /**
   * Version `9.6.5`.
   *
   * @deprecated Amazon RDS no longer offers version 9.6.5.
   */
  public static readonly VER_9_6_5: PostgresEngineVersion = PostgresEngineVersion.of("9.6.5", "9.6");

  /**
   * Version `9.6.6`.
   *
   * @deprecated Amazon RDS no longer offers version 9.6.6.
   */
  public static readonly VER_9_6_6: PostgresEngineVersion = PostgresEngineVersion.of("9.6.6", "9.6");

  /**
   * Version `9.6.8`.
   *
   * @deprecated Amazon RDS no longer offers version 9.6.8.
   */
  public static readonly VER_9_6_8: PostgresEngineVersion = PostgresEngineVersion.of("9.6.8", "9.6");

  /**
   * Version `9.6.9`.
   *
   * @deprecated Amazon RDS no longer offers version 9.6.9.
   */
  public static readonly VER_9_6_9: PostgresEngineVersion = PostgresEngineVersion.of("9.6.9", "9.6");

  /**
   * Version `9.6.10`.
   *
   * @deprecated Amazon RDS no longer offers version 9.6.10.
   */
  public static readonly VER_9_6_10: PostgresEngineVersion = PostgresEngineVersion.of("9.6.10", "9.6");

  /**
   * Version `9.6.11`.
   *
   * @deprecated Amazon RDS no longer offers version 9.6.11.
   */
  public static readonly VER_9_6_11: PostgresEngineVersion = PostgresEngineVersion.of("9.6.11", "9.6");

  /**
   * Version `9.6.12`.
   *
   * @deprecated Amazon RDS no longer offers version 9.6.12.
   */
  public static readonly VER_9_6_12: PostgresEngineVersion = PostgresEngineVersion.of("9.6.12", "9.6");

  /**
   * Version `9.6.14`.
   *
   * @deprecated Amazon RDS no longer offers version 9.6.14.
   */
  public static readonly VER_9_6_14: PostgresEngineVersion = PostgresEngineVersion.of("9.6.14", "9.6");

  /**
   * Version `9.6.15`.
   *
   * @deprecated Amazon RDS no longer offers version 9.6.15.
   */
  public static readonly VER_9_6_15: PostgresEngineVersion = PostgresEngineVersion.of("9.6.15", "9.6");

  /**
   * Version `9.6.16`.
   *
   * @deprecated Amazon RDS no longer offers version 9.6.16.
   */
  public static readonly VER_9_6_16: PostgresEngineVersion = PostgresEngineVersion.of("9.6.16", "9.6");

  /**
   * Version `9.6.17`.
   *
   * @deprecated Amazon RDS no longer offers version 9.6.17.
   */
  public static readonly VER_9_6_17: PostgresEngineVersion = PostgresEngineVersion.of("9.6.17", "9.6");

  /**
   * Version `9.6.18`.
   *
   * @deprecated Amazon RDS no longer offers version 9.6.18.
   */
  public static readonly VER_9_6_18: PostgresEngineVersion = PostgresEngineVersion.of("9.6.18", "9.6");

  /**
   * Version `9.6.19`.
   *
   * @deprecated Amazon RDS no longer offers version 9.6.19.
   */
  public static readonly VER_9_6_19: PostgresEngineVersion = PostgresEngineVersion.of("9.6.19", "9.6");

  /**
   * Version `9.6.20`.
   *
   * @deprecated Amazon RDS no longer offers version 9.6.20.
   */
  public static readonly VER_9_6_20: PostgresEngineVersion = PostgresEngineVersion.of("9.6.20", "9.6");

  /**
   * Version `9.6.21`.
   *
   * @deprecated Amazon RDS no longer offers version 9.6.21.
   */
  public static readonly VER_9_6_21: PostgresEngineVersion = PostgresEngineVersion.of("9.6.21", "9.6");

  /**
   * Version `9.6.22`.
   *
   * @deprecated Amazon RDS no longer offers version 9.6.22.
   */
  public static readonly VER_9_6_22: PostgresEngineVersion = PostgresEngineVersion.of("9.6.22", "9.6");

  /**
   * Version `9.6.23`.
   *
   * @deprecated Amazon RDS no longer offers version 9.6.23.
   */
  public static readonly VER_9_6_23: PostgresEngineVersion = PostgresEngineVersion.of("9.6.23", "9.6");

  /**
   * Version `9.6.24`.
   *
   * @deprecated Amazon RDS no longer offers version 9.6.24.
   */
  public static readonly VER_9_6_24: PostgresEngineVersion = PostgresEngineVersion.of("9.6.24", "9.6");

  /**
   * Version `10`, in the minor version that Amazon RDS picks.
   *
   * @deprecated Amazon RDS no longer offers version 10.
   */
  public static readonly VER_10: PostgresEngineVersion = PostgresEngineVersion.of("10", "10");

  /**
   * Version `10.1`.
   *
   * @deprecated Amazon RDS no longer offers version 10.1.
   */
  public static readonly VER_10_1: PostgresEngineVersion = PostgresEngineVersion.of("10.1", "10");

  /**
   * Version `10.3`.
   *
   * @deprecated Amazon RDS no longer offers version 10.3.
   */
  public static readonly VER_10_3: PostgresEngineVersion = PostgresEngineVersion.of("10.3", "10");

  /**
   * Version `10.4`.
   *
   * @deprecated Amazon RDS no longer offers version 10.4.
   */
  public static readonly VER_10_4: PostgresEngineVersion = PostgresEngineVersion.of("10.4", "10");

  /**
   * Version `10.5`.
   *
   * @deprecated Amazon RDS no longer offers version 10.5.
   */
  public static readonly VER_10_5: PostgresEngineVersion = PostgresEngineVersion.of("10.5", "10");

  /**
   * Version `10.6`.
   *
   * @deprecated Amazon RDS no longer offers version 10.6.
   */
  public static readonly VER_10_6: PostgresEngineVersion = PostgresEngineVersion.of("10.6", "10");

  /**
   * Version `10.7`.
   *
   * @deprecated Amazon RDS no longer offers version 10.7.
   */
  public static readonly VER_10_7: PostgresEngineVersion = PostgresEngineVersion.of("10.7", "10", { s3Import: true });

  /**
   * Version `10.9`.
   *
   * @deprecated Amazon RDS no longer offers version 10.9.
   */
  public static readonly VER_10_9: PostgresEngineVersion = PostgresEngineVersion.of("10.9", "10", { s3Import: true });

  /**
   * Version `10.10`.
   *
   * @deprecated Amazon RDS no longer offers version 10.10.
   */
  public static readonly VER_10_10: PostgresEngineVersion = PostgresEngineVersion.of("10.10", "10", { s3Import: true });

  /**
   * Version `10.11`.
   *
   * @deprecated Amazon RDS no longer offers version 10.11.
   */
  public static readonly VER_10_11: PostgresEngineVersion = PostgresEngineVersion.of("10.11", "10", { s3Import: true });

  /**
   * Version `10.12`.
   *
   * @deprecated Amazon RDS no longer offers version 10.12.
   */
  public static readonly VER_10_12: PostgresEngineVersion = PostgresEngineVersion.of("10.12", "10", { s3Import: true });

  /**
   * Version `10.13`.
   *
   * @deprecated Amazon RDS no longer offers version 10.13.
   */
  public static readonly VER_10_13: PostgresEngineVersion = PostgresEngineVersion.of("10.13", "10", { s3Import: true });

  /**
   * Version `10.14`.
   *
   * @deprecated Amazon RDS no longer offers version 10.14.
   */
  public static readonly VER_10_14: PostgresEngineVersion = PostgresEngineVersion.of("10.14", "10", { s3Import: true, s3Export: true });

  /**
   * Version `10.15`.
   *
   * @deprecated Amazon RDS no longer offers version 10.15.
   */
  public static readonly VER_10_15: PostgresEngineVersion = PostgresEngineVersion.of("10.15", "10", { s3Import: true, s3Export: true });

  /**
   * Version `10.16`.
   *
   * @deprecated Amazon RDS no longer offers version 10.16.
   */
  public static readonly VER_10_16: PostgresEngineVersion = PostgresEngineVersion.of("10.16", "10", { s3Import: true, s3Export: true });

  /**
   * Version `10.17`.
   *
   * @deprecated Amazon RDS no longer offers version 10.17.
   */
  public static readonly VER_10_17: PostgresEngineVersion = PostgresEngineVersion.of("10.17", "10", { s3Import: true, s3Export: true });

  /**
   * Version `10.18`.
   *
   * @deprecated Amazon RDS no longer offers version 10.18.
   */
  public static readonly VER_10_18: PostgresEngineVersion = PostgresEngineVersion.of("10.18", "10", { s3Import: true, s3Export: true });

  /**
   * Version `10.19`.
   *
   * @deprecated Amazon RDS no longer offers version 10.19.
   */
  public static readonly VER_10_19: PostgresEngineVersion = PostgresEngineVersion.of("10.19", "10", { s3Import: true, s3Export: true });

  /**
   * Version `10.20`.
   *
   * @deprecated Amazon RDS no longer offers version 10.20.
   */
  public static readonly VER_10_20: PostgresEngineVersion = PostgresEngineVersion.of("10.20", "10", { s3Import: true, s3Export: true });

  /**
   * Version `10.21`.
   *
   * @deprecated Amazon RDS no longer offers version 10.21.
   */
  public static readonly VER_10_21: PostgresEngineVersion = PostgresEngineVersion.of("10.21", "10", { s3Import: true, s3Export: true });

  /**
   * Version `10.22`.
   *
   * @deprecated Amazon RDS no longer offers version 10.22.
   */
  public static readonly VER_10_22: PostgresEngineVersion = PostgresEngineVersion.of("10.22", "10", { s3Import: true, s3Export: true });

  /**
   * Version `10.23`.
   *
   * @deprecated Amazon RDS no longer offers version 10.23.
   */
  public static readonly VER_10_23: PostgresEngineVersion = PostgresEngineVersion.of("10.23", "10", { s3Import: true, s3Export: true });

  /** Version `11`, in the minor version that Amazon RDS picks. */
  public static readonly VER_11: PostgresEngineVersion = PostgresEngineVersion.of("11", "11", { s3Import: true });

  /**
   * Version `11.1`.
   *
   * @deprecated Amazon RDS no longer offers version 11.1.
   */
  public static readonly VER_11_1: PostgresEngineVersion = PostgresEngineVersion.of("11.1", "11", { s3Import: true });

  /**
   * Version `11.2`.
   *
   * @deprecated Amazon RDS no longer offers version 11.2.
   */
  public static readonly VER_11_2: PostgresEngineVersion = PostgresEngineVersion.of("11.2", "11", { s3Import: true });

  /**
   * Version `11.4`.
   *
   * @deprecated Amazon RDS no longer offers version 11.4.
   */
  public static readonly VER_11_4: PostgresEngineVersion = PostgresEngineVersion.of("11.4", "11", { s3Import: true });

  /**
   * Version `11.5`.
   *
   * @deprecated Amazon RDS no longer offers version 11.5.
   */
  public static readonly VER_11_5: PostgresEngineVersion = PostgresEngineVersion.of("11.5", "11", { s3Import: true });

  /**
   * Version `11.6`.
   *
   * @deprecated Amazon RDS no longer offers version 11.6.
   */
  public static readonly VER_11_6: PostgresEngineVersion = PostgresEngineVersion.of("11.6", "11", { s3Import: true });

  /**
   * Version `11.7`.
   *
   * @deprecated Amazon RDS no longer offers version 11.7.
   */
  public static readonly VER_11_7: PostgresEngineVersion = PostgresEngineVersion.of("11.7", "11", { s3Import: true });

  /**
   * Version `11.8`.
   *
   * @deprecated Amazon RDS no longer offers version 11.8.
   */
  public static readonly VER_11_8: PostgresEngineVersion = PostgresEngineVersion.of("11.8", "11", { s3Import: true });

  /**
   * Version `11.9`.
   *
   * @deprecated Amazon RDS no longer offers version 11.9.
   */
  public static readonly VER_11_9: PostgresEngineVersion = PostgresEngineVersion.of("11.9", "11", { s3Import: true, s3Export: true });

  /**
   * Version `11.10`.
   *
   * @deprecated Amazon RDS no longer offers version 11.10.
   */
  public static readonly VER_11_10: PostgresEngineVersion = PostgresEngineVersion.of("11.10", "11", { s3Import: true, s3Export: true });

  /**
   * Version `11.11`.
   *
   * @deprecated Amazon RDS no longer offers version 11.11.
   */
  public static readonly VER_11_11: PostgresEngineVersion = PostgresEngineVersion.of("11.11", "11", { s3Import: true, s3Export: true });

  /**
   * Version `11.12`.
   *
   * @deprecated Amazon RDS no longer offers version 11.12.
   */
  public static readonly VER_11_12: PostgresEngineVersion = PostgresEngineVersion.of("11.12", "11", { s3Import: true, s3Export: true });

  /**
   * Version `11.13`.
   *
   * @deprecated Amazon RDS no longer offers version 11.13.
   */
  public static readonly VER_11_13: PostgresEngineVersion = PostgresEngineVersion.of("11.13", "11", { s3Import: true, s3Export: true });

  /**
   * Version `11.14`.
   *
   * @deprecated Amazon RDS no longer offers version 11.14.
   */
  public static readonly VER_11_14: PostgresEngineVersion = PostgresEngineVersion.of("11.14", "11", { s3Import: true, s3Export: true });

  /**
   * Version `11.15`.
   *
   * @deprecated Amazon RDS no longer offers version 11.15.
   */
  public static readonly VER_11_15: PostgresEngineVersion = PostgresEngineVersion.of("11.15", "11", { s3Import: true, s3Export: true });

  /**
   * Version `11.16`.
   *
   * @deprecated Amazon RDS no longer offers version 11.16.
   */
  public static readonly VER_11_16: PostgresEngineVersion = PostgresEngineVersion.of("11.16", "11", { s3Import: true, s3Export: true });

  /**
   * Version `11.17`.
   *
   * @deprecated Amazon RDS no longer offers version 11.17.
   */
  public static readonly VER_11_17: PostgresEngineVersion = PostgresEngineVersion.of("11.17", "11", { s3Import: true, s3Export: true });

  /**
   * Version `11.18`.
   *
   * @deprecated Amazon RDS no longer offers version 11.18.
   */
  public static readonly VER_11_18: PostgresEngineVersion = PostgresEngineVersion.of("11.18", "11", { s3Import: true, s3Export: true });

  /**
   * Version `11.19`.
   *
   * @deprecated Amazon RDS no longer offers version 11.19.
   */
  public static readonly VER_11_19: PostgresEngineVersion = PostgresEngineVersion.of("11.19", "11", { s3Import: true, s3Export: true });

  /**
   * Version `11.20`.
   *
   * @deprecated Amazon RDS no longer offers version 11.20.
   */
  public static readonly VER_11_20: PostgresEngineVersion = PostgresEngineVersion.of("11.20", "11", { s3Import: true, s3Export: true });

  /**
   * Version `11.21`.
   *
   * @deprecated Amazon RDS no longer offers version 11.21.
   */
  public static readonly VER_11_21: PostgresEngineVersion = PostgresEngineVersion.of("11.21", "11", { s3Import: true, s3Export: true });

  /**
   * Version `11.22`.
   *
   * @deprecated Amazon RDS no longer offers version 11.22.
   */
  public static readonly VER_11_22: PostgresEngineVersion = PostgresEngineVersion.of("11.22", "11", { s3Import: true, s3Export: true });

  /** Version `11.22-rds.20240418`. */
  public static readonly VER_11_22_RDS_20240418: PostgresEngineVersion = PostgresEngineVersion.of("11.22-rds.20240418", "11", { s3Import: true, s3Export: true });

  /** Version `11.22-rds.20240509`. */
  public static readonly VER_11_22_RDS_20240509: PostgresEngineVersion = PostgresEngineVersion.of("11.22-rds.20240509", "11", { s3Import: true, s3Export: true });

  /**
   * Version `11.22-RDS.20240808`.
   *
   * @deprecated Amazon RDS no longer offers version 11.22-RDS.20240808.
   */
  public static readonly VER_11_22_RDS_20240808: PostgresEngineVersion = PostgresEngineVersion.of("11.22-RDS.20240808", "11", { s3Import: true, s3Export: true });

  /**
   * Version `11.22-RDS.20241121`.
   *
   * @deprecated Amazon RDS no longer offers version 11.22-RDS.20241121.
   */
  public static readonly VER_11_22_RDS_20241121: PostgresEngineVersion = PostgresEngineVersion.of("11.22-RDS.20241121", "11", { s3Import: true, s3Export: true });

  /**
   * Version `11.22-rds.20250220`.
   *
   * @deprecated Amazon RDS no longer offers version 11.22-rds.20250220.
   */
  public static readonly VER_11_22_RDS_20250220: PostgresEngineVersion = PostgresEngineVersion.of("11.22-rds.20250220", "11", { s3Import: true, s3Export: true });

  /**
   * Version `11.22-rds.20250508`.
   *
   * @deprecated Amazon RDS no longer offers version 11.22-rds.20250508.
   */
  public static readonly VER_11_22_RDS_20250508: PostgresEngineVersion = PostgresEngineVersion.of("11.22-rds.20250508", "11", { s3Import: true, s3Export: true });

  /**
   * Version `11.22-rds.20250814`.
   *
   * @deprecated Amazon RDS no longer offers version 11.22-rds.20250814.
   */
  public static readonly VER_11_22_RDS_20250814: PostgresEngineVersion = PostgresEngineVersion.of("11.22-rds.20250814", "11", { s3Import: true, s3Export: true });

  /** Version `11.22-rds.20251114`. */
  public static readonly VER_11_22_RDS_20251114: PostgresEngineVersion = PostgresEngineVersion.of("11.22-rds.20251114", "11", { s3Import: true, s3Export: true });

  /** Version `12`, in the minor version that Amazon RDS picks. */
  public static readonly VER_12: PostgresEngineVersion = PostgresEngineVersion.of("12", "12", { s3Import: true });

  /**
   * Version `12.2`.
   *
   * @deprecated Amazon RDS no longer offers version 12.2.
   */
  public static readonly VER_12_2: PostgresEngineVersion = PostgresEngineVersion.of("12.2", "12", { s3Import: true });

  /**
   * Version `12.3`.
   *
   * @deprecated Amazon RDS no longer offers version 12.3.
   */
  public static readonly VER_12_3: PostgresEngineVersion = PostgresEngineVersion.of("12.3", "12", { s3Import: true });

  /**
   * Version `12.4`.
   *
   * @deprecated Amazon RDS no longer offers version 12.4.
   */
  public static readonly VER_12_4: PostgresEngineVersion = PostgresEngineVersion.of("12.4", "12", { s3Import: true, s3Export: true });

  /**
   * Version `12.5`.
   *
   * @deprecated Amazon RDS no longer offers version 12.5.
   */
  public static readonly VER_12_5: PostgresEngineVersion = PostgresEngineVersion.of("12.5", "12", { s3Import: true, s3Export: true });

  /**
   * Version `12.6`.
   *
   * @deprecated Amazon RDS no longer offers version 12.6.
   */
  public static readonly VER_12_6: PostgresEngineVersion = PostgresEngineVersion.of("12.6", "12", { s3Import: true, s3Export: true });

  /**
   * Version `12.7`.
   *
   * @deprecated Amazon RDS no longer offers version 12.7.
   */
  public static readonly VER_12_7: PostgresEngineVersion = PostgresEngineVersion.of("12.7", "12", { s3Import: true, s3Export: true });

  /**
   * Version `12.8`.
   *
   * @deprecated Amazon RDS no longer offers version 12.8.
   */
  public static readonly VER_12_8: PostgresEngineVersion = PostgresEngineVersion.of("12.8", "12", { s3Import: true, s3Export: true });

  /**
   * Version `12.9`.
   *
   * @deprecated Amazon RDS no longer offers version 12.9.
   */
  public static readonly VER_12_9: PostgresEngineVersion = PostgresEngineVersion.of("12.9", "12", { s3Import: true, s3Export: true });

  /**
   * Version `12.10`.
   *
   * @deprecated Amazon RDS no longer offers version 12.10.
   */
  public static readonly VER_12_10: PostgresEngineVersion = PostgresEngineVersion.of("12.10", "12", { s3Import: true, s3Export: true });

  /**
   * Version `12.11`.
   *
   * @deprecated Amazon RDS no longer offers version 12.11.
   */
  public static readonly VER_12_11: PostgresEngineVersion = PostgresEngineVersion.of("12.11", "12", { s3Import: true, s3Export: true });

  /**
   * Version `12.12`.
   *
   * @deprecated Amazon RDS no longer offers version 12.12.
   */
  public static readonly VER_12_12: PostgresEngineVersion = PostgresEngineVersion.of("12.12", "12", { s3Import: true, s3Export: true });

  /**
   * Version `12.13`.
   *
   * @deprecated Amazon RDS no longer offers version 12.13.
   */
  public static readonly VER_12_13: PostgresEngineVersion = PostgresEngineVersion.of("12.13", "12", { s3Import: true, s3Export: true });

  /**
   * Version `12.14`.
   *
   * @deprecated Amazon RDS no longer offers version 12.14.
   */
  public static readonly VER_12_14: PostgresEngineVersion = PostgresEngineVersion.of("12.14", "12", { s3Import: true, s3Export: true });

  /**
   * Version `12.15`.
   *
   * @deprecated Amazon RDS no longer offers version 12.15.
   */
  public static readonly VER_12_15: PostgresEngineVersion = PostgresEngineVersion.of("12.15", "12", { s3Import: true, s3Export: true });

  /**
   * Version `12.16`.
   *
   * @deprecated Amazon RDS no longer offers version 12.16.
   */
  public static readonly VER_12_16: PostgresEngineVersion = PostgresEngineVersion.of("12.16", "12", { s3Import: true, s3Export: true });

  /**
   * Version `12.17`.
   *
   * @deprecated Amazon RDS no longer offers version 12.17.
   */
  public static readonly VER_12_17: PostgresEngineVersion = PostgresEngineVersion.of("12.17", "12", { s3Import: true, s3Export: true });

  /**
   * Version `12.18`.
   *
   * @deprecated Amazon RDS no longer offers version 12.18.
   */
  public static readonly VER_12_18: PostgresEngineVersion = PostgresEngineVersion.of("12.18", "12", { s3Import: true, s3Export: true });

  /**
   * Version `12.19`.
   *
   * @deprecated Amazon RDS no longer offers version 12.19.
   */
  public static readonly VER_12_19: PostgresEngineVersion = PostgresEngineVersion.of("12.19", "12", { s3Import: true, s3Export: true });

  /**
   * Version `12.20`.
   *
   * @deprecated Amazon RDS no longer offers version 12.20.
   */
  public static readonly VER_12_20: PostgresEngineVersion = PostgresEngineVersion.of("12.20", "12", { s3Import: true, s3Export: true });

  /**
   * Version `12.21`.
   *
   * @deprecated Amazon RDS no longer offers version 12.21.
   */
  public static readonly VER_12_21: PostgresEngineVersion = PostgresEngineVersion.of("12.21", "12", { s3Import: true, s3Export: true });

  /** Version `12.22`. */
  public static readonly VER_12_22: PostgresEngineVersion = PostgresEngineVersion.of("12.22", "12", { s3Import: true, s3Export: true });

  /**
   * Version `12.22-rds.20250220`.
   *
   * @deprecated Amazon RDS no longer offers version 12.22-rds.20250220.
   */
  public static readonly VER_12_22_RDS_20250220: PostgresEngineVersion = PostgresEngineVersion.of("12.22-rds.20250220", "12", { s3Import: true, s3Export: true });

  /**
   * Version `12.22-rds.20250508`.
   *
   * @deprecated Amazon RDS no longer offers version 12.22-rds.20250508.
   */
  public static readonly VER_12_22_RDS_20250508: PostgresEngineVersion = PostgresEngineVersion.of("12.22-rds.20250508", "12", { s3Import: true, s3Export: true });

  /**
   * Version `12.22-rds.20250814`.
   *
   * @deprecated Amazon RDS no longer offers version 12.22-rds.20250814.
   */
  public static readonly VER_12_22_RDS_20250814: PostgresEngineVersion = PostgresEngineVersion.of("12.22-rds.20250814", "12", { s3Import: true, s3Export: true });

  /** Version `12.22-rds.20251114`. */
  public static readonly VER_12_22_RDS_20251114: PostgresEngineVersion = PostgresEngineVersion.of("12.22-rds.20251114", "12", { s3Import: true, s3Export: true });

  /** Version `13`, in the minor version that Amazon RDS picks. */
  public static readonly VER_13: PostgresEngineVersion = PostgresEngineVersion.of("13", "13", { s3Import: true, s3Export: true });

  /**
   * Version `13.1`.
   *
   * @deprecated Amazon RDS no longer offers version 13.1.
   */
  public static readonly VER_13_1: PostgresEngineVersion = PostgresEngineVersion.of("13.1", "13", { s3Import: true, s3Export: true });

  /**
   * Version `13.2`.
   *
   * @deprecated Amazon RDS no longer offers version 13.2.
   */
  public static readonly VER_13_2: PostgresEngineVersion = PostgresEngineVersion.of("13.2", "13", { s3Import: true, s3Export: true });

  /**
   * Version `13.3`.
   *
   * @deprecated Amazon RDS no longer offers version 13.3.
   */
  public static readonly VER_13_3: PostgresEngineVersion = PostgresEngineVersion.of("13.3", "13", { s3Import: true, s3Export: true });

  /**
   * Version `13.4`.
   *
   * @deprecated Amazon RDS no longer offers version 13.4.
   */
  public static readonly VER_13_4: PostgresEngineVersion = PostgresEngineVersion.of("13.4", "13", { s3Import: true, s3Export: true });

  /**
   * Version `13.5`.
   *
   * @deprecated Amazon RDS no longer offers version 13.5.
   */
  public static readonly VER_13_5: PostgresEngineVersion = PostgresEngineVersion.of("13.5", "13", { s3Import: true, s3Export: true });

  /**
   * Version `13.6`.
   *
   * @deprecated Amazon RDS no longer offers version 13.6.
   */
  public static readonly VER_13_6: PostgresEngineVersion = PostgresEngineVersion.of("13.6", "13", { s3Import: true, s3Export: true });

  /**
   * Version `13.7`.
   *
   * @deprecated Amazon RDS no longer offers version 13.7.
   */
  public static readonly VER_13_7: PostgresEngineVersion = PostgresEngineVersion.of("13.7", "13", { s3Import: true, s3Export: true });

  /**
   * Version `13.8`.
   *
   * @deprecated Amazon RDS no longer offers version 13.8.
   */
  public static readonly VER_13_8: PostgresEngineVersion = PostgresEngineVersion.of("13.8", "13", { s3Import: true, s3Export: true });

  /**
   * Version `13.9`.
   *
   * @deprecated Amazon RDS no longer offers version 13.9.
   */
  public static readonly VER_13_9: PostgresEngineVersion = PostgresEngineVersion.of("13.9", "13", { s3Import: true, s3Export: true });

  /**
   * Version `13.10`.
   *
   * @deprecated Amazon RDS no longer offers version 13.10.
   */
  public static readonly VER_13_10: PostgresEngineVersion = PostgresEngineVersion.of("13.10", "13", { s3Import: true, s3Export: true });

  /**
   * Version `13.11`.
   *
   * @deprecated Amazon RDS no longer offers version 13.11.
   */
  public static readonly VER_13_11: PostgresEngineVersion = PostgresEngineVersion.of("13.11", "13", { s3Import: true, s3Export: true });

  /**
   * Version `13.12`.
   *
   * @deprecated Amazon RDS no longer offers version 13.12.
   */
  public static readonly VER_13_12: PostgresEngineVersion = PostgresEngineVersion.of("13.12", "13", { s3Import: true, s3Export: true });

  /**
   * Version `13.13`.
   *
   * @deprecated Amazon RDS no longer offers version 13.13.
   */
  public static readonly VER_13_13: PostgresEngineVersion = PostgresEngineVersion.of("13.13", "13", { s3Import: true, s3Export: true });

  /**
   * Version `13.14`.
   *
   * @deprecated Amazon RDS no longer offers version 13.14.
   */
  public static readonly VER_13_14: PostgresEngineVersion = PostgresEngineVersion.of("13.14", "13", { s3Import: true, s3Export: true });

  /** Version `13.15`. */
  public static readonly VER_13_15: PostgresEngineVersion = PostgresEngineVersion.of("13.15", "13", { s3Import: true, s3Export: true });

  /** Version `13.16`. */
  public static readonly VER_13_16: PostgresEngineVersion = PostgresEngineVersion.of("13.16", "13", { s3Import: true, s3Export: true });

  /**
   * Version `13.17`.
   *
   * @deprecated Amazon RDS no longer offers version 13.17.
   */
  public static readonly VER_13_17: PostgresEngineVersion = PostgresEngineVersion.of("13.17", "13", { s3Import: true, s3Export: true });

  /** Version `13.18`. */
  public static readonly VER_13_18: PostgresEngineVersion = PostgresEngineVersion.of("13.18", "13", { s3Import: true, s3Export: true });

  /**
   * Version `13.19`.
   *
   * @deprecated Amazon RDS no longer offers version 13.19.
   */
  public static readonly VER_13_19: PostgresEngineVersion = PostgresEngineVersion.of("13.19", "13", { s3Import: true, s3Export: true });

  /** Version `13.20`. */
  public static readonly VER_13_20: PostgresEngineVersion = PostgresEngineVersion.of("13.20", "13", { s3Import: true, s3Export: true });

  /** Version `13.21`. */
  public static readonly VER_13_21: PostgresEngineVersion = PostgresEngineVersion.of("13.21", "13", { s3Import: true, s3Export: true });

  /** Version `13.22`. */
  public static readonly VER_13_22: PostgresEngineVersion = PostgresEngineVersion.of("13.22", "13", { s3Import: true, s3Export: true });

  /** Version `13.23`. */
  public static readonly VER_13_23: PostgresEngineVersion = PostgresEngineVersion.of("13.23", "13", { s3Import: true, s3Export: true });

  /** Version `14`, in the minor version that Amazon RDS picks. */
  public static readonly VER_14: PostgresEngineVersion = PostgresEngineVersion.of("14", "14", { s3Import: true, s3Export: true });

  /**
   * Version `14.1`.
   *
   * @deprecated Amazon RDS no longer offers version 14.1.
   */
  public static readonly VER_14_1: PostgresEngineVersion = PostgresEngineVersion.of("14.1", "14", { s3Import: true, s3Export: true });

  /**
   * Version `14.2`.
   *
   * @deprecated Amazon RDS no longer offers version 14.2.
   */
  public static readonly VER_14_2: PostgresEngineVersion = PostgresEngineVersion.of("14.2", "14", { s3Import: true, s3Export: true });

  /**
   * Version `14.3`.
   *
   * @deprecated Amazon RDS no longer offers version 14.3.
   */
  public static readonly VER_14_3: PostgresEngineVersion = PostgresEngineVersion.of("14.3", "14", { s3Import: true, s3Export: true });

  /**
   * Version `14.4`.
   *
   * @deprecated Amazon RDS no longer offers version 14.4.
   */
  public static readonly VER_14_4: PostgresEngineVersion = PostgresEngineVersion.of("14.4", "14", { s3Import: true, s3Export: true });

  /**
   * Version `14.5`.
   *
   * @deprecated Amazon RDS no longer offers version 14.5.
   */
  public static readonly VER_14_5: PostgresEngineVersion = PostgresEngineVersion.of("14.5", "14", { s3Import: true, s3Export: true });

  /**
   * Version `14.6`.
   *
   * @deprecated Amazon RDS no longer offers version 14.6.
   */
  public static readonly VER_14_6: PostgresEngineVersion = PostgresEngineVersion.of("14.6", "14", { s3Import: true, s3Export: true });

  /**
   * Version `14.7`.
   *
   * @deprecated Amazon RDS no longer offers version 14.7.
   */
  public static readonly VER_14_7: PostgresEngineVersion = PostgresEngineVersion.of("14.7", "14", { s3Import: true, s3Export: true });

  /**
   * Version `14.8`.
   *
   * @deprecated Amazon RDS no longer offers version 14.8.
   */
  public static readonly VER_14_8: PostgresEngineVersion = PostgresEngineVersion.of("14.8", "14", { s3Import: true, s3Export: true });

  /**
   * Version `14.9`.
   *
   * @deprecated Amazon RDS no longer offers version 14.9.
   */
  public static readonly VER_14_9: PostgresEngineVersion = PostgresEngineVersion.of("14.9", "14", { s3Import: true, s3Export: true });

  /**
   * Version `14.10`.
   *
   * @deprecated Amazon RDS no longer offers version 14.10.
   */
  public static readonly VER_14_10: PostgresEngineVersion = PostgresEngineVersion.of("14.10", "14", { s3Import: true, s3Export: true });

  /**
   * Version `14.11`.
   *
   * @deprecated Amazon RDS no longer offers version 14.11.
   */
  public static readonly VER_14_11: PostgresEngineVersion = PostgresEngineVersion.of("14.11", "14", { s3Import: true, s3Export: true });

  /** Version `14.12`. */
  public static readonly VER_14_12: PostgresEngineVersion = PostgresEngineVersion.of("14.12", "14", { s3Import: true, s3Export: true });

  /** Version `14.13`. */
  public static readonly VER_14_13: PostgresEngineVersion = PostgresEngineVersion.of("14.13", "14", { s3Import: true, s3Export: true });

  /**
   * Version `14.14`.
   *
   * @deprecated Amazon RDS no longer offers version 14.14.
   */
  public static readonly VER_14_14: PostgresEngineVersion = PostgresEngineVersion.of("14.14", "14", { s3Import: true, s3Export: true });

  /** Version `14.15`. */
  public static readonly VER_14_15: PostgresEngineVersion = PostgresEngineVersion.of("14.15", "14", { s3Import: true, s3Export: true });

  /**
   * Version `14.16`.
   *
   * @deprecated Amazon RDS no longer offers version 14.16.
   */
  public static readonly VER_14_16: PostgresEngineVersion = PostgresEngineVersion.of("14.16", "14", { s3Import: true, s3Export: true });

  /** Version `14.17`. */
  public static readonly VER_14_17: PostgresEngineVersion = PostgresEngineVersion.of("14.17", "14", { s3Import: true, s3Export: true });

  /** Version `14.18`. */
  public static readonly VER_14_18: PostgresEngineVersion = PostgresEngineVersion.of("14.18", "14", { s3Import: true, s3Export: true });

  /** Version `14.19`. */
  public static readonly VER_14_19: PostgresEngineVersion = PostgresEngineVersion.of("14.19", "14", { s3Import: true, s3Export: true });

  /** Version `14.20`. */
  public static readonly VER_14_20: PostgresEngineVersion = PostgresEngineVersion.of("14.20", "14", { s3Import: true, s3Export: true });

  /** Version `14.21`. */
  public static readonly VER_14_21: PostgresEngineVersion = PostgresEngineVersion.of("14.21", "14", { s3Import: true, s3Export: true });

  /** Version `14.22`. */
  public static readonly VER_14_22: PostgresEngineVersion = PostgresEngineVersion.of("14.22", "14", { s3Import: true, s3Export: true });

  /** Version `15`, in the minor version that Amazon RDS picks. */
  public static readonly VER_15: PostgresEngineVersion = PostgresEngineVersion.of("15", "15", { s3Import: true, s3Export: true });

  /**
   * Version `15.2`.
   *
   * @deprecated Amazon RDS no longer offers version 15.2.
   */
  public static readonly VER_15_2: PostgresEngineVersion = PostgresEngineVersion.of("15.2", "15", { s3Import: true, s3Export: true });

  /**
   * Version `15.3`.
   *
   * @deprecated Amazon RDS no longer offers version 15.3.
   */
  public static readonly VER_15_3: PostgresEngineVersion = PostgresEngineVersion.of("15.3", "15", { s3Import: true, s3Export: true });

  /**
   * Version `15.4`.
   *
   * @deprecated Amazon RDS no longer offers version 15.4.
   */
  public static readonly VER_15_4: PostgresEngineVersion = PostgresEngineVersion.of("15.4", "15", { s3Import: true, s3Export: true });

  /**
   * Version `15.5`.
   *
   * @deprecated Amazon RDS no longer offers version 15.5.
   */
  public static readonly VER_15_5: PostgresEngineVersion = PostgresEngineVersion.of("15.5", "15", { s3Import: true, s3Export: true });

  /**
   * Version `15.6`.
   *
   * @deprecated Amazon RDS no longer offers version 15.6.
   */
  public static readonly VER_15_6: PostgresEngineVersion = PostgresEngineVersion.of("15.6", "15", { s3Import: true, s3Export: true });

  /** Version `15.7`. */
  public static readonly VER_15_7: PostgresEngineVersion = PostgresEngineVersion.of("15.7", "15", { s3Import: true, s3Export: true });

  /** Version `15.8`. */
  public static readonly VER_15_8: PostgresEngineVersion = PostgresEngineVersion.of("15.8", "15", { s3Import: true, s3Export: true });

  /**
   * Version `15.9`.
   *
   * @deprecated Amazon RDS no longer offers version 15.9.
   */
  public static readonly VER_15_9: PostgresEngineVersion = PostgresEngineVersion.of("15.9", "15", { s3Import: true, s3Export: true });

  /** Version `15.10`. */
  public static readonly VER_15_10: PostgresEngineVersion = PostgresEngineVersion.of("15.10", "15", { s3Import: true, s3Export: true });

  /**
   * Version `15.11`.
   *
   * @deprecated Amazon RDS no longer offers version 15.11.
   */
  public static readonly VER_15_11: PostgresEngineVersion = PostgresEngineVersion.of("15.11", "15", { s3Import: true, s3Export: true });

  /** Version `15.12`. */
  public static readonly VER_15_12: PostgresEngineVersion = PostgresEngineVersion.of("15.12", "15", { s3Import: true, s3Export: true });

  /** Version `15.13`. */
  public static readonly VER_15_13: PostgresEngineVersion = PostgresEngineVersion.of("15.13", "15", { s3Import: true, s3Export: true });

  /** Version `15.14`. */
  public static readonly VER_15_14: PostgresEngineVersion = PostgresEngineVersion.of("15.14", "15", { s3Import: true, s3Export: true });

  /** Version `15.15`. */
  public static readonly VER_15_15: PostgresEngineVersion = PostgresEngineVersion.of("15.15", "15", { s3Import: true, s3Export: true });

  /** Version `15.16`. */
  public static readonly VER_15_16: PostgresEngineVersion = PostgresEngineVersion.of("15.16", "15", { s3Import: true, s3Export: true });

  /** Version `15.17`. */
  public static readonly VER_15_17: PostgresEngineVersion = PostgresEngineVersion.of("15.17", "15", { s3Import: true, s3Export: true });

  /** Version `16`, in the minor version that Amazon RDS picks. */
  public static readonly VER_16: PostgresEngineVersion = PostgresEngineVersion.of("16", "16", { s3Import: true, s3Export: true });

  /**
   * Version `16.1`.
   *
   * @deprecated Amazon RDS no longer offers version 16.1.
   */
  public static readonly VER_16_1: PostgresEngineVersion = PostgresEngineVersion.of("16.1", "16", { s3Import: true, s3Export: true });

  /**
   * Version `16.2`.
   *
   * @deprecated Amazon RDS no longer offers version 16.2.
   */
  public static readonly VER_16_2: PostgresEngineVersion = PostgresEngineVersion.of("16.2", "16", { s3Import: true, s3Export: true });

  /** Version `16.3`. */
  public static readonly VER_16_3: PostgresEngineVersion = PostgresEngineVersion.of("16.3", "16", { s3Import: true, s3Export: true });

  /** Version `16.4`. */
  public static readonly VER_16_4: PostgresEngineVersion = PostgresEngineVersion.of("16.4", "16", { s3Import: true, s3Export: true });

  /**
   * Version `16.5`.
   *
   * @deprecated Amazon RDS no longer offers version 16.5.
   */
  public static readonly VER_16_5: PostgresEngineVersion = PostgresEngineVersion.of("16.5", "16", { s3Import: true, s3Export: true });

  /** Version `16.6`. */
  public static readonly VER_16_6: PostgresEngineVersion = PostgresEngineVersion.of("16.6", "16", { s3Import: true, s3Export: true });

  /**
   * Version `16.7`.
   *
   * @deprecated Amazon RDS no longer offers version 16.7.
   */
  public static readonly VER_16_7: PostgresEngineVersion = PostgresEngineVersion.of("16.7", "16", { s3Import: true, s3Export: true });

  /** Version `16.8`. */
  public static readonly VER_16_8: PostgresEngineVersion = PostgresEngineVersion.of("16.8", "16", { s3Import: true, s3Export: true });

  /** Version `16.9`. */
  public static readonly VER_16_9: PostgresEngineVersion = PostgresEngineVersion.of("16.9", "16", { s3Import: true, s3Export: true });

  /** Version `16.10`. */
  public static readonly VER_16_10: PostgresEngineVersion = PostgresEngineVersion.of("16.10", "16", { s3Import: true, s3Export: true });

  /** Version `16.11`. */
  public static readonly VER_16_11: PostgresEngineVersion = PostgresEngineVersion.of("16.11", "16", { s3Import: true, s3Export: true });

  /** Version `16.12`. */
  public static readonly VER_16_12: PostgresEngineVersion = PostgresEngineVersion.of("16.12", "16", { s3Import: true, s3Export: true });

  /** Version `16.13`. */
  public static readonly VER_16_13: PostgresEngineVersion = PostgresEngineVersion.of("16.13", "16", { s3Import: true, s3Export: true });

  /** Version `17`, in the minor version that Amazon RDS picks. */
  public static readonly VER_17: PostgresEngineVersion = PostgresEngineVersion.of("17", "17", { s3Import: true, s3Export: true });

  /**
   * Version `17.1`.
   *
   * @deprecated Amazon RDS no longer offers version 17.1.
   */
  public static readonly VER_17_1: PostgresEngineVersion = PostgresEngineVersion.of("17.1", "17", { s3Import: true, s3Export: true });

  /** Version `17.2`. */
  public static readonly VER_17_2: PostgresEngineVersion = PostgresEngineVersion.of("17.2", "17", { s3Import: true, s3Export: true });

  /**
   * Version `17.3`.
   *
   * @deprecated Amazon RDS no longer offers version 17.3.
   */
  public static readonly VER_17_3: PostgresEngineVersion = PostgresEngineVersion.of("17.3", "17", { s3Import: true, s3Export: true });

  /** Version `17.4`. */
  public static readonly VER_17_4: PostgresEngineVersion = PostgresEngineVersion.of("17.4", "17", { s3Import: true, s3Export: true });

  /** Version `17.5`. */
  public static readonly VER_17_5: PostgresEngineVersion = PostgresEngineVersion.of("17.5", "17", { s3Import: true, s3Export: true });

  /** Version `17.6`. */
  public static readonly VER_17_6: PostgresEngineVersion = PostgresEngineVersion.of("17.6", "17", { s3Import: true, s3Export: true });

  /** Version `17.7`. */
  public static readonly VER_17_7: PostgresEngineVersion = PostgresEngineVersion.of("17.7", "17", { s3Import: true, s3Export: true });

  /** Version `17.8`. */
  public static readonly VER_17_8: PostgresEngineVersion = PostgresEngineVersion.of("17.8", "17", { s3Import: true, s3Export: true });

  /** Version `17.9`. */
  public static readonly VER_17_9: PostgresEngineVersion = PostgresEngineVersion.of("17.9", "17", { s3Import: true, s3Export: true });

  /** Version `18`, in the minor version that Amazon RDS picks. */
  public static readonly VER_18: PostgresEngineVersion = PostgresEngineVersion.of("18", "18", { s3Import: true, s3Export: true });

  /** Version `18.1`. */
  public static readonly VER_18_1: PostgresEngineVersion = PostgresEngineVersion.of("18.1", "18", { s3Import: true, s3Export: true });

  /** Version `18.2`. */
  public static readonly VER_18_2: PostgresEngineVersion = PostgresEngineVersion.of("18.2", "18", { s3Import: true, s3Export: true });

  /** Version `18.3`. */
  public static readonly VER_18_3: PostgresEngineVersion = PostgresEngineVersion.of("18.3", "18", { s3Import: true, s3Export: true });

  /**
   * A version that has no constant here.
   *
   * @param postgresFullVersion e.g. `18.3`
   * @param postgresMajorVersion e.g. `18`
   * @param postgresFeatures what this version can do; nothing when left out
   */
  public static of(postgresFullVersion: string, postgresMajorVersion: string, postgresFeatures?: PostgresEngineFeatures): PostgresEngineVersion {
    return new PostgresEngineVersion(postgresFullVersion, postgresMajorVersion, postgresFeatures ?? {});
  }

  /** The full version, e.g. `18.3`. */
  public readonly postgresFullVersion: string;

  /** The major version, e.g. `18`. */
  public readonly postgresMajorVersion: string;

  /**
   * What this version can do.
   *
   * @internal
   */
  public readonly _features: rds.InstanceEngineFeatures;

  private constructor(fullVersion: string, majorVersion: string, features: PostgresEngineFeatures) {
    this.postgresFullVersion = fullVersion;
    this.postgresMajorVersion = majorVersion;
    this._features = s3Features(features);
  }
}
