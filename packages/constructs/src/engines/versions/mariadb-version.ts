// Generated from ../catalogue/mariadb.json by scripts/engines/generate.mts. Do not edit.
/**
 * The versions of MariaDB (engine `mariadb`) that Amazon RDS offers or has offered.
 *
 * - `10.3`: standard support ends on 2023-10-23
 * - `10.4`: standard support ends on 2025-02-28
 * - `10.5`: standard support ends on 2026-02-28
 * - `10.6`: standard support ends on 2026-08-31
 * - `10.11`: standard support ends on 2028-02-29
 * - `11.4`: standard support ends on 2029-05-31
 * - `11.8`: standard support ends on 2030-06-30
 */
export class MariaDbEngineVersion {
  /**
   * Version `10.0`, in the minor version that Amazon RDS picks.
   *
   * @deprecated Amazon RDS no longer offers version 10.0.
   */
  public static readonly VER_10_0: MariaDbEngineVersion = MariaDbEngineVersion.of("10.0", "10.0");

  /**
   * Version `10.0.17`.
   *
   * @deprecated Amazon RDS no longer offers version 10.0.17.
   */
  public static readonly VER_10_0_17: MariaDbEngineVersion = MariaDbEngineVersion.of("10.0.17", "10.0");

  /**
   * Version `10.0.24`.
   *
   * @deprecated Amazon RDS no longer offers version 10.0.24.
   */
  public static readonly VER_10_0_24: MariaDbEngineVersion = MariaDbEngineVersion.of("10.0.24", "10.0");

  /**
   * Version `10.0.28`.
   *
   * @deprecated Amazon RDS no longer offers version 10.0.28.
   */
  public static readonly VER_10_0_28: MariaDbEngineVersion = MariaDbEngineVersion.of("10.0.28", "10.0");

  /**
   * Version `10.0.31`.
   *
   * @deprecated Amazon RDS no longer offers version 10.0.31.
   */
  public static readonly VER_10_0_31: MariaDbEngineVersion = MariaDbEngineVersion.of("10.0.31", "10.0");

  /**
   * Version `10.0.32`.
   *
   * @deprecated Amazon RDS no longer offers version 10.0.32.
   */
  public static readonly VER_10_0_32: MariaDbEngineVersion = MariaDbEngineVersion.of("10.0.32", "10.0");

  /**
   * Version `10.0.34`.
   *
   * @deprecated Amazon RDS no longer offers version 10.0.34.
   */
  public static readonly VER_10_0_34: MariaDbEngineVersion = MariaDbEngineVersion.of("10.0.34", "10.0");

  /**
   * Version `10.0.35`.
   *
   * @deprecated Amazon RDS no longer offers version 10.0.35.
   */
  public static readonly VER_10_0_35: MariaDbEngineVersion = MariaDbEngineVersion.of("10.0.35", "10.0");

  /**
   * Version `10.1`, in the minor version that Amazon RDS picks.
   *
   * @deprecated Amazon RDS no longer offers version 10.1.
   */
  public static readonly VER_10_1: MariaDbEngineVersion = MariaDbEngineVersion.of("10.1", "10.1");

  /**
   * Version `10.1.14`.
   *
   * @deprecated Amazon RDS no longer offers version 10.1.14.
   */
  public static readonly VER_10_1_14: MariaDbEngineVersion = MariaDbEngineVersion.of("10.1.14", "10.1");

  /**
   * Version `10.1.19`.
   *
   * @deprecated Amazon RDS no longer offers version 10.1.19.
   */
  public static readonly VER_10_1_19: MariaDbEngineVersion = MariaDbEngineVersion.of("10.1.19", "10.1");

  /**
   * Version `10.1.23`.
   *
   * @deprecated Amazon RDS no longer offers version 10.1.23.
   */
  public static readonly VER_10_1_23: MariaDbEngineVersion = MariaDbEngineVersion.of("10.1.23", "10.1");

  /**
   * Version `10.1.26`.
   *
   * @deprecated Amazon RDS no longer offers version 10.1.26.
   */
  public static readonly VER_10_1_26: MariaDbEngineVersion = MariaDbEngineVersion.of("10.1.26", "10.1");

  /**
   * Version `10.1.31`.
   *
   * @deprecated Amazon RDS no longer offers version 10.1.31.
   */
  public static readonly VER_10_1_31: MariaDbEngineVersion = MariaDbEngineVersion.of("10.1.31", "10.1");

  /**
   * Version `10.1.34`.
   *
   * @deprecated Amazon RDS no longer offers version 10.1.34.
   */
  public static readonly VER_10_1_34: MariaDbEngineVersion = MariaDbEngineVersion.of("10.1.34", "10.1");

  /**
   * Version `10.2`, in the minor version that Amazon RDS picks.
   *
   * @deprecated Amazon RDS no longer offers version 10.2.
   */
  public static readonly VER_10_2: MariaDbEngineVersion = MariaDbEngineVersion.of("10.2", "10.2");

  /**
   * Version `10.2.11`.
   *
   * @deprecated Amazon RDS no longer offers version 10.2.11.
   */
  public static readonly VER_10_2_11: MariaDbEngineVersion = MariaDbEngineVersion.of("10.2.11", "10.2");

  /**
   * Version `10.2.12`.
   *
   * @deprecated Amazon RDS no longer offers version 10.2.12.
   */
  public static readonly VER_10_2_12: MariaDbEngineVersion = MariaDbEngineVersion.of("10.2.12", "10.2");

  /**
   * Version `10.2.15`.
   *
   * @deprecated Amazon RDS no longer offers version 10.2.15.
   */
  public static readonly VER_10_2_15: MariaDbEngineVersion = MariaDbEngineVersion.of("10.2.15", "10.2");

  /**
   * Version `10.2.21`.
   *
   * @deprecated Amazon RDS no longer offers version 10.2.21.
   */
  public static readonly VER_10_2_21: MariaDbEngineVersion = MariaDbEngineVersion.of("10.2.21", "10.2");

  /**
   * Version `10.2.32`.
   *
   * @deprecated Amazon RDS no longer offers version 10.2.32.
   */
  public static readonly VER_10_2_32: MariaDbEngineVersion = MariaDbEngineVersion.of("10.2.32", "10.2");

  /**
   * Version `10.2.37`.
   *
   * @deprecated Amazon RDS no longer offers version 10.2.37.
   */
  public static readonly VER_10_2_37: MariaDbEngineVersion = MariaDbEngineVersion.of("10.2.37", "10.2");

  /**
   * Version `10.2.39`.
   *
   * @deprecated Amazon RDS no longer offers version 10.2.39.
   */
  public static readonly VER_10_2_39: MariaDbEngineVersion = MariaDbEngineVersion.of("10.2.39", "10.2");

  /**
   * Version `10.2.40`.
   *
   * @deprecated Amazon RDS no longer offers version 10.2.40.
   */
  public static readonly VER_10_2_40: MariaDbEngineVersion = MariaDbEngineVersion.of("10.2.40", "10.2");

  /**
   * Version `10.2.41`.
   *
   * @deprecated Amazon RDS no longer offers version 10.2.41.
   */
  public static readonly VER_10_2_41: MariaDbEngineVersion = MariaDbEngineVersion.of("10.2.41", "10.2");

  /**
   * Version `10.2.43`.
   *
   * @deprecated Amazon RDS no longer offers version 10.2.43.
   */
  public static readonly VER_10_2_43: MariaDbEngineVersion = MariaDbEngineVersion.of("10.2.43", "10.2");

  /**
   * Version `10.2.44`.
   *
   * @deprecated Amazon RDS no longer offers version 10.2.44.
   */
  public static readonly VER_10_2_44: MariaDbEngineVersion = MariaDbEngineVersion.of("10.2.44", "10.2");

  /**
   * Version `10.3`, in the minor version that Amazon RDS picks.
   *
   * @deprecated Amazon RDS no longer offers version 10.3.
   */
  public static readonly VER_10_3: MariaDbEngineVersion = MariaDbEngineVersion.of("10.3", "10.3");

  /**
   * Version `10.3.8`.
   *
   * @deprecated Amazon RDS no longer offers version 10.3.8.
   */
  public static readonly VER_10_3_8: MariaDbEngineVersion = MariaDbEngineVersion.of("10.3.8", "10.3");

  /**
   * Version `10.3.13`.
   *
   * @deprecated Amazon RDS no longer offers version 10.3.13.
   */
  public static readonly VER_10_3_13: MariaDbEngineVersion = MariaDbEngineVersion.of("10.3.13", "10.3");

  /**
   * Version `10.3.20`.
   *
   * @deprecated Amazon RDS no longer offers version 10.3.20.
   */
  public static readonly VER_10_3_20: MariaDbEngineVersion = MariaDbEngineVersion.of("10.3.20", "10.3");

  /**
   * Version `10.3.23`.
   *
   * @deprecated Amazon RDS no longer offers version 10.3.23.
   */
  public static readonly VER_10_3_23: MariaDbEngineVersion = MariaDbEngineVersion.of("10.3.23", "10.3");

  /**
   * Version `10.3.28`.
   *
   * @deprecated Amazon RDS no longer offers version 10.3.28.
   */
  public static readonly VER_10_3_28: MariaDbEngineVersion = MariaDbEngineVersion.of("10.3.28", "10.3");

  /**
   * Version `10.3.31`.
   *
   * @deprecated Amazon RDS no longer offers version 10.3.31.
   */
  public static readonly VER_10_3_31: MariaDbEngineVersion = MariaDbEngineVersion.of("10.3.31", "10.3");

  /**
   * Version `10.3.32`.
   *
   * @deprecated Amazon RDS no longer offers version 10.3.32.
   */
  public static readonly VER_10_3_32: MariaDbEngineVersion = MariaDbEngineVersion.of("10.3.32", "10.3");

  /**
   * Version `10.3.34`.
   *
   * @deprecated Amazon RDS no longer offers version 10.3.34.
   */
  public static readonly VER_10_3_34: MariaDbEngineVersion = MariaDbEngineVersion.of("10.3.34", "10.3");

  /**
   * Version `10.3.35`.
   *
   * @deprecated Amazon RDS no longer offers version 10.3.35.
   */
  public static readonly VER_10_3_35: MariaDbEngineVersion = MariaDbEngineVersion.of("10.3.35", "10.3");

  /**
   * Version `10.3.36`.
   *
   * @deprecated Amazon RDS no longer offers version 10.3.36.
   */
  public static readonly VER_10_3_36: MariaDbEngineVersion = MariaDbEngineVersion.of("10.3.36", "10.3");

  /**
   * Version `10.3.37`.
   *
   * @deprecated Amazon RDS no longer offers version 10.3.37.
   */
  public static readonly VER_10_3_37: MariaDbEngineVersion = MariaDbEngineVersion.of("10.3.37", "10.3");

  /**
   * Version `10.3.38`.
   *
   * @deprecated Amazon RDS no longer offers version 10.3.38.
   */
  public static readonly VER_10_3_38: MariaDbEngineVersion = MariaDbEngineVersion.of("10.3.38", "10.3");

  /**
   * Version `10.3.39`.
   *
   * @deprecated Amazon RDS no longer offers version 10.3.39.
   */
  public static readonly VER_10_3_39: MariaDbEngineVersion = MariaDbEngineVersion.of("10.3.39", "10.3");

  /**
   * Version `10.4`, in the minor version that Amazon RDS picks.
   *
   * @deprecated Amazon RDS no longer offers version 10.4.
   */
  public static readonly VER_10_4: MariaDbEngineVersion = MariaDbEngineVersion.of("10.4", "10.4");

  /**
   * Version `10.4.8`.
   *
   * @deprecated Amazon RDS no longer offers version 10.4.8.
   */
  public static readonly VER_10_4_8: MariaDbEngineVersion = MariaDbEngineVersion.of("10.4.8", "10.4");

  /**
   * Version `10.4.13`.
   *
   * @deprecated Amazon RDS no longer offers version 10.4.13.
   */
  public static readonly VER_10_4_13: MariaDbEngineVersion = MariaDbEngineVersion.of("10.4.13", "10.4");

  /**
   * Version `10.4.18`.
   *
   * @deprecated Amazon RDS no longer offers version 10.4.18.
   */
  public static readonly VER_10_4_18: MariaDbEngineVersion = MariaDbEngineVersion.of("10.4.18", "10.4");

  /**
   * Version `10.4.21`.
   *
   * @deprecated Amazon RDS no longer offers version 10.4.21.
   */
  public static readonly VER_10_4_21: MariaDbEngineVersion = MariaDbEngineVersion.of("10.4.21", "10.4");

  /**
   * Version `10.4.22`.
   *
   * @deprecated Amazon RDS no longer offers version 10.4.22.
   */
  public static readonly VER_10_4_22: MariaDbEngineVersion = MariaDbEngineVersion.of("10.4.22", "10.4");

  /**
   * Version `10.4.24`.
   *
   * @deprecated Amazon RDS no longer offers version 10.4.24.
   */
  public static readonly VER_10_4_24: MariaDbEngineVersion = MariaDbEngineVersion.of("10.4.24", "10.4");

  /**
   * Version `10.4.25`.
   *
   * @deprecated Amazon RDS no longer offers version 10.4.25.
   */
  public static readonly VER_10_4_25: MariaDbEngineVersion = MariaDbEngineVersion.of("10.4.25", "10.4");

  /**
   * Version `10.4.26`.
   *
   * @deprecated Amazon RDS no longer offers version 10.4.26.
   */
  public static readonly VER_10_4_26: MariaDbEngineVersion = MariaDbEngineVersion.of("10.4.26", "10.4");

  /**
   * Version `10.4.27`.
   *
   * @deprecated Amazon RDS no longer offers version 10.4.27.
   */
  public static readonly VER_10_4_27: MariaDbEngineVersion = MariaDbEngineVersion.of("10.4.27", "10.4");

  /**
   * Version `10.4.28`.
   *
   * @deprecated Amazon RDS no longer offers version 10.4.28.
   */
  public static readonly VER_10_4_28: MariaDbEngineVersion = MariaDbEngineVersion.of("10.4.28", "10.4");

  /**
   * Version `10.4.29`.
   *
   * @deprecated Amazon RDS no longer offers version 10.4.29.
   */
  public static readonly VER_10_4_29: MariaDbEngineVersion = MariaDbEngineVersion.of("10.4.29", "10.4");

  /**
   * Version `10.4.30`.
   *
   * @deprecated Amazon RDS no longer offers version 10.4.30.
   */
  public static readonly VER_10_4_30: MariaDbEngineVersion = MariaDbEngineVersion.of("10.4.30", "10.4");

  /**
   * Version `10.4.31`.
   *
   * @deprecated Amazon RDS no longer offers version 10.4.31.
   */
  public static readonly VER_10_4_31: MariaDbEngineVersion = MariaDbEngineVersion.of("10.4.31", "10.4");

  /**
   * Version `10.4.32`.
   *
   * @deprecated Amazon RDS no longer offers version 10.4.32.
   */
  public static readonly VER_10_4_32: MariaDbEngineVersion = MariaDbEngineVersion.of("10.4.32", "10.4");

  /**
   * Version `10.4.33`.
   *
   * @deprecated Amazon RDS no longer offers version 10.4.33.
   */
  public static readonly VER_10_4_33: MariaDbEngineVersion = MariaDbEngineVersion.of("10.4.33", "10.4");

  /**
   * Version `10.4.34`.
   *
   * @deprecated Amazon RDS no longer offers version 10.4.34.
   */
  public static readonly VER_10_4_34: MariaDbEngineVersion = MariaDbEngineVersion.of("10.4.34", "10.4");

  /** Version `10.5`, in the minor version that Amazon RDS picks. */
  public static readonly VER_10_5: MariaDbEngineVersion = MariaDbEngineVersion.of("10.5", "10.5");

  /**
   * Version `10.5.8`.
   *
   * @deprecated Amazon RDS no longer offers version 10.5.8.
   */
  public static readonly VER_10_5_8: MariaDbEngineVersion = MariaDbEngineVersion.of("10.5.8", "10.5");

  /**
   * Version `10.5.9`.
   *
   * @deprecated Amazon RDS no longer offers version 10.5.9.
   */
  public static readonly VER_10_5_9: MariaDbEngineVersion = MariaDbEngineVersion.of("10.5.9", "10.5");

  /**
   * Version `10.5.12`.
   *
   * @deprecated Amazon RDS no longer offers version 10.5.12.
   */
  public static readonly VER_10_5_12: MariaDbEngineVersion = MariaDbEngineVersion.of("10.5.12", "10.5");

  /**
   * Version `10.5.13`.
   *
   * @deprecated Amazon RDS no longer offers version 10.5.13.
   */
  public static readonly VER_10_5_13: MariaDbEngineVersion = MariaDbEngineVersion.of("10.5.13", "10.5");

  /**
   * Version `10.5.15`.
   *
   * @deprecated Amazon RDS no longer offers version 10.5.15.
   */
  public static readonly VER_10_5_15: MariaDbEngineVersion = MariaDbEngineVersion.of("10.5.15", "10.5");

  /**
   * Version `10.5.16`.
   *
   * @deprecated Amazon RDS no longer offers version 10.5.16.
   */
  public static readonly VER_10_5_16: MariaDbEngineVersion = MariaDbEngineVersion.of("10.5.16", "10.5");

  /**
   * Version `10.5.17`.
   *
   * @deprecated Amazon RDS no longer offers version 10.5.17.
   */
  public static readonly VER_10_5_17: MariaDbEngineVersion = MariaDbEngineVersion.of("10.5.17", "10.5");

  /**
   * Version `10.5.18`.
   *
   * @deprecated Amazon RDS no longer offers version 10.5.18.
   */
  public static readonly VER_10_5_18: MariaDbEngineVersion = MariaDbEngineVersion.of("10.5.18", "10.5");

  /**
   * Version `10.5.19`.
   *
   * @deprecated Amazon RDS no longer offers version 10.5.19.
   */
  public static readonly VER_10_5_19: MariaDbEngineVersion = MariaDbEngineVersion.of("10.5.19", "10.5");

  /**
   * Version `10.5.20`.
   *
   * @deprecated Amazon RDS no longer offers version 10.5.20.
   */
  public static readonly VER_10_5_20: MariaDbEngineVersion = MariaDbEngineVersion.of("10.5.20", "10.5");

  /**
   * Version `10.5.21`.
   *
   * @deprecated Amazon RDS no longer offers version 10.5.21.
   */
  public static readonly VER_10_5_21: MariaDbEngineVersion = MariaDbEngineVersion.of("10.5.21", "10.5");

  /**
   * Version `10.5.22`.
   *
   * @deprecated Amazon RDS no longer offers version 10.5.22.
   */
  public static readonly VER_10_5_22: MariaDbEngineVersion = MariaDbEngineVersion.of("10.5.22", "10.5");

  /**
   * Version `10.5.23`.
   *
   * @deprecated Amazon RDS no longer offers version 10.5.23.
   */
  public static readonly VER_10_5_23: MariaDbEngineVersion = MariaDbEngineVersion.of("10.5.23", "10.5");

  /**
   * Version `10.5.24`.
   *
   * @deprecated Amazon RDS no longer offers version 10.5.24.
   */
  public static readonly VER_10_5_24: MariaDbEngineVersion = MariaDbEngineVersion.of("10.5.24", "10.5");

  /**
   * Version `10.5.25`.
   *
   * @deprecated Amazon RDS no longer offers version 10.5.25.
   */
  public static readonly VER_10_5_25: MariaDbEngineVersion = MariaDbEngineVersion.of("10.5.25", "10.5");

  /**
   * Version `10.5.26`.
   *
   * @deprecated Amazon RDS no longer offers version 10.5.26.
   */
  public static readonly VER_10_5_26: MariaDbEngineVersion = MariaDbEngineVersion.of("10.5.26", "10.5");

  /** Version `10.5.27`. */
  public static readonly VER_10_5_27: MariaDbEngineVersion = MariaDbEngineVersion.of("10.5.27", "10.5");

  /** Version `10.5.28`. */
  public static readonly VER_10_5_28: MariaDbEngineVersion = MariaDbEngineVersion.of("10.5.28", "10.5");

  /** Version `10.5.29`. */
  public static readonly VER_10_5_29: MariaDbEngineVersion = MariaDbEngineVersion.of("10.5.29", "10.5");

  /** Version `10.6`, in the minor version that Amazon RDS picks. */
  public static readonly VER_10_6: MariaDbEngineVersion = MariaDbEngineVersion.of("10.6", "10.6");

  /**
   * Version `10.6.5`.
   *
   * @deprecated Amazon RDS no longer offers version 10.6.5.
   */
  public static readonly VER_10_6_5: MariaDbEngineVersion = MariaDbEngineVersion.of("10.6.5", "10.6");

  /**
   * Version `10.6.7`.
   *
   * @deprecated Amazon RDS no longer offers version 10.6.7.
   */
  public static readonly VER_10_6_7: MariaDbEngineVersion = MariaDbEngineVersion.of("10.6.7", "10.6");

  /**
   * Version `10.6.8`.
   *
   * @deprecated Amazon RDS no longer offers version 10.6.8.
   */
  public static readonly VER_10_6_8: MariaDbEngineVersion = MariaDbEngineVersion.of("10.6.8", "10.6");

  /**
   * Version `10.6.10`.
   *
   * @deprecated Amazon RDS no longer offers version 10.6.10.
   */
  public static readonly VER_10_6_10: MariaDbEngineVersion = MariaDbEngineVersion.of("10.6.10", "10.6");

  /**
   * Version `10.6.11`.
   *
   * @deprecated Amazon RDS no longer offers version 10.6.11.
   */
  public static readonly VER_10_6_11: MariaDbEngineVersion = MariaDbEngineVersion.of("10.6.11", "10.6");

  /**
   * Version `10.6.12`.
   *
   * @deprecated Amazon RDS no longer offers version 10.6.12.
   */
  public static readonly VER_10_6_12: MariaDbEngineVersion = MariaDbEngineVersion.of("10.6.12", "10.6");

  /**
   * Version `10.6.13`.
   *
   * @deprecated Amazon RDS no longer offers version 10.6.13.
   */
  public static readonly VER_10_6_13: MariaDbEngineVersion = MariaDbEngineVersion.of("10.6.13", "10.6");

  /**
   * Version `10.6.14`.
   *
   * @deprecated Amazon RDS no longer offers version 10.6.14.
   */
  public static readonly VER_10_6_14: MariaDbEngineVersion = MariaDbEngineVersion.of("10.6.14", "10.6");

  /**
   * Version `10.6.15`.
   *
   * @deprecated Amazon RDS no longer offers version 10.6.15.
   */
  public static readonly VER_10_6_15: MariaDbEngineVersion = MariaDbEngineVersion.of("10.6.15", "10.6");

  /**
   * Version `10.6.16`.
   *
   * @deprecated Amazon RDS no longer offers version 10.6.16.
   */
  public static readonly VER_10_6_16: MariaDbEngineVersion = MariaDbEngineVersion.of("10.6.16", "10.6");

  /**
   * Version `10.6.17`.
   *
   * @deprecated Amazon RDS no longer offers version 10.6.17.
   */
  public static readonly VER_10_6_17: MariaDbEngineVersion = MariaDbEngineVersion.of("10.6.17", "10.6");

  /**
   * Version `10.6.18`.
   *
   * @deprecated Amazon RDS no longer offers version 10.6.18.
   */
  public static readonly VER_10_6_18: MariaDbEngineVersion = MariaDbEngineVersion.of("10.6.18", "10.6");

  /** Version `10.6.19`. */
  public static readonly VER_10_6_19: MariaDbEngineVersion = MariaDbEngineVersion.of("10.6.19", "10.6");

  /** Version `10.6.20`. */
  public static readonly VER_10_6_20: MariaDbEngineVersion = MariaDbEngineVersion.of("10.6.20", "10.6");

  /** Version `10.6.21`. */
  public static readonly VER_10_6_21: MariaDbEngineVersion = MariaDbEngineVersion.of("10.6.21", "10.6");

  /** Version `10.6.22`. */
  public static readonly VER_10_6_22: MariaDbEngineVersion = MariaDbEngineVersion.of("10.6.22", "10.6");

  /** Version `10.6.23`. */
  public static readonly VER_10_6_23: MariaDbEngineVersion = MariaDbEngineVersion.of("10.6.23", "10.6");

  /** Version `10.6.24`. */
  public static readonly VER_10_6_24: MariaDbEngineVersion = MariaDbEngineVersion.of("10.6.24", "10.6");

  /** Version `10.6.25`. */
  public static readonly VER_10_6_25: MariaDbEngineVersion = MariaDbEngineVersion.of("10.6.25", "10.6");

  /** Version `10.11`, in the minor version that Amazon RDS picks. */
  public static readonly VER_10_11: MariaDbEngineVersion = MariaDbEngineVersion.of("10.11", "10.11");

  /**
   * Version `10.11.4`.
   *
   * @deprecated Amazon RDS no longer offers version 10.11.4.
   */
  public static readonly VER_10_11_4: MariaDbEngineVersion = MariaDbEngineVersion.of("10.11.4", "10.11");

  /**
   * Version `10.11.5`.
   *
   * @deprecated Amazon RDS no longer offers version 10.11.5.
   */
  public static readonly VER_10_11_5: MariaDbEngineVersion = MariaDbEngineVersion.of("10.11.5", "10.11");

  /**
   * Version `10.11.6`.
   *
   * @deprecated Amazon RDS no longer offers version 10.11.6.
   */
  public static readonly VER_10_11_6: MariaDbEngineVersion = MariaDbEngineVersion.of("10.11.6", "10.11");

  /**
   * Version `10.11.7`.
   *
   * @deprecated Amazon RDS no longer offers version 10.11.7.
   */
  public static readonly VER_10_11_7: MariaDbEngineVersion = MariaDbEngineVersion.of("10.11.7", "10.11");

  /**
   * Version `10.11.8`.
   *
   * @deprecated Amazon RDS no longer offers version 10.11.8.
   */
  public static readonly VER_10_11_8: MariaDbEngineVersion = MariaDbEngineVersion.of("10.11.8", "10.11");

  /** Version `10.11.9`. */
  public static readonly VER_10_11_9: MariaDbEngineVersion = MariaDbEngineVersion.of("10.11.9", "10.11");

  /** Version `10.11.10`. */
  public static readonly VER_10_11_10: MariaDbEngineVersion = MariaDbEngineVersion.of("10.11.10", "10.11");

  /** Version `10.11.11`. */
  public static readonly VER_10_11_11: MariaDbEngineVersion = MariaDbEngineVersion.of("10.11.11", "10.11");

  /** Version `10.11.13`. */
  public static readonly VER_10_11_13: MariaDbEngineVersion = MariaDbEngineVersion.of("10.11.13", "10.11");

  /** Version `10.11.14`. */
  public static readonly VER_10_11_14: MariaDbEngineVersion = MariaDbEngineVersion.of("10.11.14", "10.11");

  /** Version `10.11.15`. */
  public static readonly VER_10_11_15: MariaDbEngineVersion = MariaDbEngineVersion.of("10.11.15", "10.11");

  /** Version `10.11.16`. */
  public static readonly VER_10_11_16: MariaDbEngineVersion = MariaDbEngineVersion.of("10.11.16", "10.11");

  /** Version `11.4.3`. */
  public static readonly VER_11_4_3: MariaDbEngineVersion = MariaDbEngineVersion.of("11.4.3", "11.4");

  /** Version `11.4.4`. */
  public static readonly VER_11_4_4: MariaDbEngineVersion = MariaDbEngineVersion.of("11.4.4", "11.4");

  /** Version `11.4.5`. */
  public static readonly VER_11_4_5: MariaDbEngineVersion = MariaDbEngineVersion.of("11.4.5", "11.4");

  /** Version `11.4.7`. */
  public static readonly VER_11_4_7: MariaDbEngineVersion = MariaDbEngineVersion.of("11.4.7", "11.4");

  /** Version `11.4.8`. */
  public static readonly VER_11_4_8: MariaDbEngineVersion = MariaDbEngineVersion.of("11.4.8", "11.4");

  /** Version `11.4.9`. */
  public static readonly VER_11_4_9: MariaDbEngineVersion = MariaDbEngineVersion.of("11.4.9", "11.4");

  /** Version `11.4.10`. */
  public static readonly VER_11_4_10: MariaDbEngineVersion = MariaDbEngineVersion.of("11.4.10", "11.4");

  /** Version `11.8.3`. */
  public static readonly VER_11_8_3: MariaDbEngineVersion = MariaDbEngineVersion.of("11.8.3", "11.8");

  /** Version `11.8.5`. */
  public static readonly VER_11_8_5: MariaDbEngineVersion = MariaDbEngineVersion.of("11.8.5", "11.8");

  /** Version `11.8.6`. */
  public static readonly VER_11_8_6: MariaDbEngineVersion = MariaDbEngineVersion.of("11.8.6", "11.8");

  /**
   * A version that has no constant here.
   *
   * @param mariaDbFullVersion e.g. `11.8.6`
   * @param mariaDbMajorVersion e.g. `11.8`
   */
  public static of(mariaDbFullVersion: string, mariaDbMajorVersion: string): MariaDbEngineVersion {
    return new MariaDbEngineVersion(mariaDbFullVersion, mariaDbMajorVersion);
  }

  /** The full version, e.g. `11.8.6`. */
  public readonly mariaDbFullVersion: string;

  /** The major version, e.g. `11.8`. */
  public readonly mariaDbMajorVersion: string;

  private constructor(fullVersion: string, majorVersion: string) {
    this.mariaDbFullVersion = fullVersion;
    this.mariaDbMajorVersion = majorVersion;
  }
}
