// Generated from ../catalogue/mysql.json by scripts/engines/generate.mts. Do not edit.
/**
 * The versions of MySQL (engine `mysql`) that Amazon RDS offers or has offered.
 *
 * - `5.6`: standard support ends on 2022-03-01
 * - `5.7`: standard support ends on 2024-02-29, extended support on 2027-02-28
 * - `8.0`: standard support ends on 2026-07-31, extended support on 2029-07-31
 * - `8.4`: standard support ends on 2029-07-31, extended support on 2032-07-31
 */
export class MysqlEngineVersion {
  /**
   * Version `5.5`, in the minor version that Amazon RDS picks.
   *
   * @deprecated Amazon RDS no longer offers version 5.5.
   */
  public static readonly VER_5_5: MysqlEngineVersion = MysqlEngineVersion.of("5.5", "5.5");

  /**
   * Version `5.5.46`.
   *
   * @deprecated Amazon RDS no longer offers version 5.5.46.
   */
  public static readonly VER_5_5_46: MysqlEngineVersion = MysqlEngineVersion.of("5.5.46", "5.5");

  /**
   * Version `5.5.53`.
   *
   * @deprecated Amazon RDS no longer offers version 5.5.53.
   */
  public static readonly VER_5_5_53: MysqlEngineVersion = MysqlEngineVersion.of("5.5.53", "5.5");

  /**
   * Version `5.5.54`.
   *
   * @deprecated Amazon RDS no longer offers version 5.5.54.
   */
  public static readonly VER_5_5_54: MysqlEngineVersion = MysqlEngineVersion.of("5.5.54", "5.5");

  /**
   * Version `5.5.57`.
   *
   * @deprecated Amazon RDS no longer offers version 5.5.57.
   */
  public static readonly VER_5_5_57: MysqlEngineVersion = MysqlEngineVersion.of("5.5.57", "5.5");

  /**
   * Version `5.5.59`.
   *
   * @deprecated Amazon RDS no longer offers version 5.5.59.
   */
  public static readonly VER_5_5_59: MysqlEngineVersion = MysqlEngineVersion.of("5.5.59", "5.5");

  /**
   * Version `5.5.61`.
   *
   * @deprecated Amazon RDS no longer offers version 5.5.61.
   */
  public static readonly VER_5_5_61: MysqlEngineVersion = MysqlEngineVersion.of("5.5.61", "5.5");

  /**
   * Version `5.6`, in the minor version that Amazon RDS picks.
   *
   * @deprecated Amazon RDS no longer offers version 5.6.
   */
  public static readonly VER_5_6: MysqlEngineVersion = MysqlEngineVersion.of("5.6", "5.6");

  /**
   * Version `5.6.34`.
   *
   * @deprecated Amazon RDS no longer offers version 5.6.34.
   */
  public static readonly VER_5_6_34: MysqlEngineVersion = MysqlEngineVersion.of("5.6.34", "5.6");

  /**
   * Version `5.6.35`.
   *
   * @deprecated Amazon RDS no longer offers version 5.6.35.
   */
  public static readonly VER_5_6_35: MysqlEngineVersion = MysqlEngineVersion.of("5.6.35", "5.6");

  /**
   * Version `5.6.37`.
   *
   * @deprecated Amazon RDS no longer offers version 5.6.37.
   */
  public static readonly VER_5_6_37: MysqlEngineVersion = MysqlEngineVersion.of("5.6.37", "5.6");

  /**
   * Version `5.6.39`.
   *
   * @deprecated Amazon RDS no longer offers version 5.6.39.
   */
  public static readonly VER_5_6_39: MysqlEngineVersion = MysqlEngineVersion.of("5.6.39", "5.6");

  /**
   * Version `5.6.40`.
   *
   * @deprecated Amazon RDS no longer offers version 5.6.40.
   */
  public static readonly VER_5_6_40: MysqlEngineVersion = MysqlEngineVersion.of("5.6.40", "5.6");

  /**
   * Version `5.6.41`.
   *
   * @deprecated Amazon RDS no longer offers version 5.6.41.
   */
  public static readonly VER_5_6_41: MysqlEngineVersion = MysqlEngineVersion.of("5.6.41", "5.6");

  /**
   * Version `5.6.43`.
   *
   * @deprecated Amazon RDS no longer offers version 5.6.43.
   */
  public static readonly VER_5_6_43: MysqlEngineVersion = MysqlEngineVersion.of("5.6.43", "5.6");

  /**
   * Version `5.6.44`.
   *
   * @deprecated Amazon RDS no longer offers version 5.6.44.
   */
  public static readonly VER_5_6_44: MysqlEngineVersion = MysqlEngineVersion.of("5.6.44", "5.6");

  /**
   * Version `5.6.46`.
   *
   * @deprecated Amazon RDS no longer offers version 5.6.46.
   */
  public static readonly VER_5_6_46: MysqlEngineVersion = MysqlEngineVersion.of("5.6.46", "5.6");

  /**
   * Version `5.6.48`.
   *
   * @deprecated Amazon RDS no longer offers version 5.6.48.
   */
  public static readonly VER_5_6_48: MysqlEngineVersion = MysqlEngineVersion.of("5.6.48", "5.6");

  /**
   * Version `5.6.49`.
   *
   * @deprecated Amazon RDS no longer offers version 5.6.49.
   */
  public static readonly VER_5_6_49: MysqlEngineVersion = MysqlEngineVersion.of("5.6.49", "5.6");

  /**
   * Version `5.6.51`.
   *
   * @deprecated Amazon RDS no longer offers version 5.6.51.
   */
  public static readonly VER_5_6_51: MysqlEngineVersion = MysqlEngineVersion.of("5.6.51", "5.6");

  /** Version `5.7`, in the minor version that Amazon RDS picks. */
  public static readonly VER_5_7: MysqlEngineVersion = MysqlEngineVersion.of("5.7", "5.7");

  /**
   * Version `5.7.16`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.16.
   */
  public static readonly VER_5_7_16: MysqlEngineVersion = MysqlEngineVersion.of("5.7.16", "5.7");

  /**
   * Version `5.7.17`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.17.
   */
  public static readonly VER_5_7_17: MysqlEngineVersion = MysqlEngineVersion.of("5.7.17", "5.7");

  /**
   * Version `5.7.19`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.19.
   */
  public static readonly VER_5_7_19: MysqlEngineVersion = MysqlEngineVersion.of("5.7.19", "5.7");

  /**
   * Version `5.7.21`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.21.
   */
  public static readonly VER_5_7_21: MysqlEngineVersion = MysqlEngineVersion.of("5.7.21", "5.7");

  /**
   * Version `5.7.22`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.22.
   */
  public static readonly VER_5_7_22: MysqlEngineVersion = MysqlEngineVersion.of("5.7.22", "5.7");

  /**
   * Version `5.7.23`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.23.
   */
  public static readonly VER_5_7_23: MysqlEngineVersion = MysqlEngineVersion.of("5.7.23", "5.7");

  /**
   * Version `5.7.24`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.24.
   */
  public static readonly VER_5_7_24: MysqlEngineVersion = MysqlEngineVersion.of("5.7.24", "5.7");

  /**
   * Version `5.7.25`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.25.
   */
  public static readonly VER_5_7_25: MysqlEngineVersion = MysqlEngineVersion.of("5.7.25", "5.7");

  /**
   * Version `5.7.26`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.26.
   */
  public static readonly VER_5_7_26: MysqlEngineVersion = MysqlEngineVersion.of("5.7.26", "5.7");

  /**
   * Version `5.7.28`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.28.
   */
  public static readonly VER_5_7_28: MysqlEngineVersion = MysqlEngineVersion.of("5.7.28", "5.7");

  /**
   * Version `5.7.30`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.30.
   */
  public static readonly VER_5_7_30: MysqlEngineVersion = MysqlEngineVersion.of("5.7.30", "5.7");

  /**
   * Version `5.7.31`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.31.
   */
  public static readonly VER_5_7_31: MysqlEngineVersion = MysqlEngineVersion.of("5.7.31", "5.7");

  /**
   * Version `5.7.33`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.33.
   */
  public static readonly VER_5_7_33: MysqlEngineVersion = MysqlEngineVersion.of("5.7.33", "5.7");

  /**
   * Version `5.7.34`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.34.
   */
  public static readonly VER_5_7_34: MysqlEngineVersion = MysqlEngineVersion.of("5.7.34", "5.7");

  /**
   * Version `5.7.35`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.35.
   */
  public static readonly VER_5_7_35: MysqlEngineVersion = MysqlEngineVersion.of("5.7.35", "5.7");

  /**
   * Version `5.7.36`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.36.
   */
  public static readonly VER_5_7_36: MysqlEngineVersion = MysqlEngineVersion.of("5.7.36", "5.7");

  /**
   * Version `5.7.37`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.37.
   */
  public static readonly VER_5_7_37: MysqlEngineVersion = MysqlEngineVersion.of("5.7.37", "5.7");

  /**
   * Version `5.7.38`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.38.
   */
  public static readonly VER_5_7_38: MysqlEngineVersion = MysqlEngineVersion.of("5.7.38", "5.7");

  /**
   * Version `5.7.39`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.39.
   */
  public static readonly VER_5_7_39: MysqlEngineVersion = MysqlEngineVersion.of("5.7.39", "5.7");

  /**
   * Version `5.7.40`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.40.
   */
  public static readonly VER_5_7_40: MysqlEngineVersion = MysqlEngineVersion.of("5.7.40", "5.7");

  /**
   * Version `5.7.41`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.41.
   */
  public static readonly VER_5_7_41: MysqlEngineVersion = MysqlEngineVersion.of("5.7.41", "5.7");

  /**
   * Version `5.7.42`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.42.
   */
  public static readonly VER_5_7_42: MysqlEngineVersion = MysqlEngineVersion.of("5.7.42", "5.7");

  /**
   * Version `5.7.43`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.43.
   */
  public static readonly VER_5_7_43: MysqlEngineVersion = MysqlEngineVersion.of("5.7.43", "5.7");

  /**
   * Version `5.7.44`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.44.
   */
  public static readonly VER_5_7_44: MysqlEngineVersion = MysqlEngineVersion.of("5.7.44", "5.7");

  /**
   * Version `5.7.44-rds.20240408`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.44-rds.20240408.
   */
  public static readonly VER_5_7_44_RDS_20240408: MysqlEngineVersion = MysqlEngineVersion.of("5.7.44-rds.20240408", "5.7");

  /**
   * Version `5.7.44-rds.20240529`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.44-rds.20240529.
   */
  public static readonly VER_5_7_44_RDS_20240529: MysqlEngineVersion = MysqlEngineVersion.of("5.7.44-rds.20240529", "5.7");

  /**
   * Version `5.7.44-rds.20240808`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.44-rds.20240808.
   */
  public static readonly VER_5_7_44_RDS_20240808: MysqlEngineVersion = MysqlEngineVersion.of("5.7.44-rds.20240808", "5.7");

  /**
   * Version `5.7.44-rds.20250103`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.44-rds.20250103.
   */
  public static readonly VER_5_7_44_RDS_20250103: MysqlEngineVersion = MysqlEngineVersion.of("5.7.44-rds.20250103", "5.7");

  /** Version `5.7.44-rds.20250213`. */
  public static readonly VER_5_7_44_RDS_20250213: MysqlEngineVersion = MysqlEngineVersion.of("5.7.44-rds.20250213", "5.7");

  /** Version `5.7.44-rds.20250508`. */
  public static readonly VER_5_7_44_RDS_20250508: MysqlEngineVersion = MysqlEngineVersion.of("5.7.44-rds.20250508", "5.7");

  /** Version `5.7.44-rds.20250818`. */
  public static readonly VER_5_7_44_RDS_20250818: MysqlEngineVersion = MysqlEngineVersion.of("5.7.44-rds.20250818", "5.7");

  /** Version `5.7.44-rds.20251212`. */
  public static readonly VER_5_7_44_RDS_20251212: MysqlEngineVersion = MysqlEngineVersion.of("5.7.44-rds.20251212", "5.7");

  /** Version `5.7.44-rds.20260212`. */
  public static readonly VER_5_7_44_RDS_20260212: MysqlEngineVersion = MysqlEngineVersion.of("5.7.44-rds.20260212", "5.7");

  /** Version `5.7.44-rds.20260521`. */
  public static readonly VER_5_7_44_RDS_20260521: MysqlEngineVersion = MysqlEngineVersion.of("5.7.44-rds.20260521", "5.7");

  /** Version `8.0`, in the minor version that Amazon RDS picks. */
  public static readonly VER_8_0: MysqlEngineVersion = MysqlEngineVersion.of("8.0", "8.0");

  /**
   * Version `8.0.11`.
   *
   * @deprecated Amazon RDS no longer offers version 8.0.11.
   */
  public static readonly VER_8_0_11: MysqlEngineVersion = MysqlEngineVersion.of("8.0.11", "8.0");

  /**
   * Version `8.0.13`.
   *
   * @deprecated Amazon RDS no longer offers version 8.0.13.
   */
  public static readonly VER_8_0_13: MysqlEngineVersion = MysqlEngineVersion.of("8.0.13", "8.0");

  /**
   * Version `8.0.15`.
   *
   * @deprecated Amazon RDS no longer offers version 8.0.15.
   */
  public static readonly VER_8_0_15: MysqlEngineVersion = MysqlEngineVersion.of("8.0.15", "8.0");

  /**
   * Version `8.0.16`.
   *
   * @deprecated Amazon RDS no longer offers version 8.0.16.
   */
  public static readonly VER_8_0_16: MysqlEngineVersion = MysqlEngineVersion.of("8.0.16", "8.0");

  /**
   * Version `8.0.17`.
   *
   * @deprecated Amazon RDS no longer offers version 8.0.17.
   */
  public static readonly VER_8_0_17: MysqlEngineVersion = MysqlEngineVersion.of("8.0.17", "8.0");

  /**
   * Version `8.0.19`.
   *
   * @deprecated Amazon RDS no longer offers version 8.0.19.
   */
  public static readonly VER_8_0_19: MysqlEngineVersion = MysqlEngineVersion.of("8.0.19", "8.0");

  /**
   * Version `8.0.20`.
   *
   * @deprecated Amazon RDS no longer offers version 8.0.20.
   */
  public static readonly VER_8_0_20: MysqlEngineVersion = MysqlEngineVersion.of("8.0.20", "8.0");

  /**
   * Version `8.0.21`.
   *
   * @deprecated Amazon RDS no longer offers version 8.0.21.
   */
  public static readonly VER_8_0_21: MysqlEngineVersion = MysqlEngineVersion.of("8.0.21", "8.0");

  /**
   * Version `8.0.23`.
   *
   * @deprecated Amazon RDS no longer offers version 8.0.23.
   */
  public static readonly VER_8_0_23: MysqlEngineVersion = MysqlEngineVersion.of("8.0.23", "8.0");

  /**
   * Version `8.0.25`.
   *
   * @deprecated Amazon RDS no longer offers version 8.0.25.
   */
  public static readonly VER_8_0_25: MysqlEngineVersion = MysqlEngineVersion.of("8.0.25", "8.0");

  /**
   * Version `8.0.26`.
   *
   * @deprecated Amazon RDS no longer offers version 8.0.26.
   */
  public static readonly VER_8_0_26: MysqlEngineVersion = MysqlEngineVersion.of("8.0.26", "8.0");

  /**
   * Version `8.0.27`.
   *
   * @deprecated Amazon RDS no longer offers version 8.0.27.
   */
  public static readonly VER_8_0_27: MysqlEngineVersion = MysqlEngineVersion.of("8.0.27", "8.0");

  /**
   * Version `8.0.28`.
   *
   * @deprecated Amazon RDS no longer offers version 8.0.28.
   */
  public static readonly VER_8_0_28: MysqlEngineVersion = MysqlEngineVersion.of("8.0.28", "8.0");

  /**
   * Version `8.0.29`.
   *
   * @deprecated Amazon RDS no longer offers version 8.0.29.
   */
  public static readonly VER_8_0_29: MysqlEngineVersion = MysqlEngineVersion.of("8.0.29", "8.0");

  /**
   * Version `8.0.30`.
   *
   * @deprecated Amazon RDS no longer offers version 8.0.30.
   */
  public static readonly VER_8_0_30: MysqlEngineVersion = MysqlEngineVersion.of("8.0.30", "8.0");

  /**
   * Version `8.0.31`.
   *
   * @deprecated Amazon RDS no longer offers version 8.0.31.
   */
  public static readonly VER_8_0_31: MysqlEngineVersion = MysqlEngineVersion.of("8.0.31", "8.0");

  /**
   * Version `8.0.32`.
   *
   * @deprecated Amazon RDS no longer offers version 8.0.32.
   */
  public static readonly VER_8_0_32: MysqlEngineVersion = MysqlEngineVersion.of("8.0.32", "8.0");

  /**
   * Version `8.0.33`.
   *
   * @deprecated Amazon RDS no longer offers version 8.0.33.
   */
  public static readonly VER_8_0_33: MysqlEngineVersion = MysqlEngineVersion.of("8.0.33", "8.0");

  /**
   * Version `8.0.34`.
   *
   * @deprecated Amazon RDS no longer offers version 8.0.34.
   */
  public static readonly VER_8_0_34: MysqlEngineVersion = MysqlEngineVersion.of("8.0.34", "8.0");

  /**
   * Version `8.0.35`.
   *
   * @deprecated Amazon RDS no longer offers version 8.0.35.
   */
  public static readonly VER_8_0_35: MysqlEngineVersion = MysqlEngineVersion.of("8.0.35", "8.0");

  /**
   * Version `8.0.36`.
   *
   * @deprecated Amazon RDS no longer offers version 8.0.36.
   */
  public static readonly VER_8_0_36: MysqlEngineVersion = MysqlEngineVersion.of("8.0.36", "8.0");

  /**
   * Version `8.0.37`.
   *
   * @deprecated Amazon RDS no longer offers version 8.0.37.
   */
  public static readonly VER_8_0_37: MysqlEngineVersion = MysqlEngineVersion.of("8.0.37", "8.0");

  /**
   * Version `8.0.39`.
   *
   * @deprecated Amazon RDS no longer offers version 8.0.39.
   */
  public static readonly VER_8_0_39: MysqlEngineVersion = MysqlEngineVersion.of("8.0.39", "8.0");

  /**
   * Version `8.0.40`.
   *
   * @deprecated Amazon RDS no longer offers version 8.0.40.
   */
  public static readonly VER_8_0_40: MysqlEngineVersion = MysqlEngineVersion.of("8.0.40", "8.0");

  /**
   * Version `8.0.41`.
   *
   * @deprecated Amazon RDS no longer offers version 8.0.41.
   */
  public static readonly VER_8_0_41: MysqlEngineVersion = MysqlEngineVersion.of("8.0.41", "8.0");

  /** Version `8.0.42`. */
  public static readonly VER_8_0_42: MysqlEngineVersion = MysqlEngineVersion.of("8.0.42", "8.0");

  /** Version `8.0.43`. */
  public static readonly VER_8_0_43: MysqlEngineVersion = MysqlEngineVersion.of("8.0.43", "8.0");

  /** Version `8.0.44`. */
  public static readonly VER_8_0_44: MysqlEngineVersion = MysqlEngineVersion.of("8.0.44", "8.0");

  /** Version `8.0.45`. */
  public static readonly VER_8_0_45: MysqlEngineVersion = MysqlEngineVersion.of("8.0.45", "8.0");

  /** Version `8.0.46`. */
  public static readonly VER_8_0_46: MysqlEngineVersion = MysqlEngineVersion.of("8.0.46", "8.0");

  /**
   * Version `8.4.3`.
   *
   * @deprecated Amazon RDS no longer offers version 8.4.3.
   */
  public static readonly VER_8_4_3: MysqlEngineVersion = MysqlEngineVersion.of("8.4.3", "8.4");

  /**
   * Version `8.4.4`.
   *
   * @deprecated Amazon RDS no longer offers version 8.4.4.
   */
  public static readonly VER_8_4_4: MysqlEngineVersion = MysqlEngineVersion.of("8.4.4", "8.4");

  /** Version `8.4.5`. */
  public static readonly VER_8_4_5: MysqlEngineVersion = MysqlEngineVersion.of("8.4.5", "8.4");

  /** Version `8.4.6`. */
  public static readonly VER_8_4_6: MysqlEngineVersion = MysqlEngineVersion.of("8.4.6", "8.4");

  /** Version `8.4.7`. */
  public static readonly VER_8_4_7: MysqlEngineVersion = MysqlEngineVersion.of("8.4.7", "8.4");

  /** Version `8.4.8`. */
  public static readonly VER_8_4_8: MysqlEngineVersion = MysqlEngineVersion.of("8.4.8", "8.4");

  /** Version `8.4.9`. */
  public static readonly VER_8_4_9: MysqlEngineVersion = MysqlEngineVersion.of("8.4.9", "8.4");

  /** Version `8.4.10`. */
  public static readonly VER_8_4_10: MysqlEngineVersion = MysqlEngineVersion.of("8.4.10", "8.4");

  /**
   * A version that has no constant here.
   *
   * @param mysqlFullVersion e.g. `8.4.10`
   * @param mysqlMajorVersion e.g. `8.4`
   */
  public static of(mysqlFullVersion: string, mysqlMajorVersion: string): MysqlEngineVersion {
    return new MysqlEngineVersion(mysqlFullVersion, mysqlMajorVersion);
  }

  /** The full version, e.g. `8.4.10`. */
  public readonly mysqlFullVersion: string;

  /** The major version, e.g. `8.4`. */
  public readonly mysqlMajorVersion: string;

  private constructor(fullVersion: string, majorVersion: string) {
    this.mysqlFullVersion = fullVersion;
    this.mysqlMajorVersion = majorVersion;
  }
}
