// Generated from ../catalogue/oracle.json by scripts/engines/generate.mts. Do not edit.
/** The versions of Oracle (engines `oracle-se2`, `oracle-se2-cdb`, `oracle-ee`, `oracle-ee-cdb`) that Amazon RDS offers or has offered. */
export class OracleEngineVersion {
  /**
   * Version `12.1`, in the minor version that Amazon RDS picks.
   *
   * @deprecated Amazon RDS no longer offers version 12.1.
   */
  public static readonly VER_12_1: OracleEngineVersion = OracleEngineVersion.of("12.1", "12.1");

  /**
   * Version `12.1.0.2.v1`.
   *
   * @deprecated Amazon RDS no longer offers version 12.1.0.2.v1.
   */
  public static readonly VER_12_1_0_2_V1: OracleEngineVersion = OracleEngineVersion.of("12.1.0.2.v1", "12.1");

  /**
   * Version `12.1.0.2.v2`.
   *
   * @deprecated Amazon RDS no longer offers version 12.1.0.2.v2.
   */
  public static readonly VER_12_1_0_2_V2: OracleEngineVersion = OracleEngineVersion.of("12.1.0.2.v2", "12.1");

  /**
   * Version `12.1.0.2.v3`.
   *
   * @deprecated Amazon RDS no longer offers version 12.1.0.2.v3.
   */
  public static readonly VER_12_1_0_2_V3: OracleEngineVersion = OracleEngineVersion.of("12.1.0.2.v3", "12.1");

  /**
   * Version `12.1.0.2.v4`.
   *
   * @deprecated Amazon RDS no longer offers version 12.1.0.2.v4.
   */
  public static readonly VER_12_1_0_2_V4: OracleEngineVersion = OracleEngineVersion.of("12.1.0.2.v4", "12.1");

  /**
   * Version `12.1.0.2.v5`.
   *
   * @deprecated Amazon RDS no longer offers version 12.1.0.2.v5.
   */
  public static readonly VER_12_1_0_2_V5: OracleEngineVersion = OracleEngineVersion.of("12.1.0.2.v5", "12.1");

  /**
   * Version `12.1.0.2.v6`.
   *
   * @deprecated Amazon RDS no longer offers version 12.1.0.2.v6.
   */
  public static readonly VER_12_1_0_2_V6: OracleEngineVersion = OracleEngineVersion.of("12.1.0.2.v6", "12.1");

  /**
   * Version `12.1.0.2.v7`.
   *
   * @deprecated Amazon RDS no longer offers version 12.1.0.2.v7.
   */
  public static readonly VER_12_1_0_2_V7: OracleEngineVersion = OracleEngineVersion.of("12.1.0.2.v7", "12.1");

  /**
   * Version `12.1.0.2.v8`.
   *
   * @deprecated Amazon RDS no longer offers version 12.1.0.2.v8.
   */
  public static readonly VER_12_1_0_2_V8: OracleEngineVersion = OracleEngineVersion.of("12.1.0.2.v8", "12.1");

  /**
   * Version `12.1.0.2.v9`.
   *
   * @deprecated Amazon RDS no longer offers version 12.1.0.2.v9.
   */
  public static readonly VER_12_1_0_2_V9: OracleEngineVersion = OracleEngineVersion.of("12.1.0.2.v9", "12.1");

  /**
   * Version `12.1.0.2.v10`.
   *
   * @deprecated Amazon RDS no longer offers version 12.1.0.2.v10.
   */
  public static readonly VER_12_1_0_2_V10: OracleEngineVersion = OracleEngineVersion.of("12.1.0.2.v10", "12.1");

  /**
   * Version `12.1.0.2.v11`.
   *
   * @deprecated Amazon RDS no longer offers version 12.1.0.2.v11.
   */
  public static readonly VER_12_1_0_2_V11: OracleEngineVersion = OracleEngineVersion.of("12.1.0.2.v11", "12.1");

  /**
   * Version `12.1.0.2.v12`.
   *
   * @deprecated Amazon RDS no longer offers version 12.1.0.2.v12.
   */
  public static readonly VER_12_1_0_2_V12: OracleEngineVersion = OracleEngineVersion.of("12.1.0.2.v12", "12.1");

  /**
   * Version `12.1.0.2.v13`.
   *
   * @deprecated Amazon RDS no longer offers version 12.1.0.2.v13.
   */
  public static readonly VER_12_1_0_2_V13: OracleEngineVersion = OracleEngineVersion.of("12.1.0.2.v13", "12.1");

  /**
   * Version `12.1.0.2.v14`.
   *
   * @deprecated Amazon RDS no longer offers version 12.1.0.2.v14.
   */
  public static readonly VER_12_1_0_2_V14: OracleEngineVersion = OracleEngineVersion.of("12.1.0.2.v14", "12.1");

  /**
   * Version `12.1.0.2.v15`.
   *
   * @deprecated Amazon RDS no longer offers version 12.1.0.2.v15.
   */
  public static readonly VER_12_1_0_2_V15: OracleEngineVersion = OracleEngineVersion.of("12.1.0.2.v15", "12.1");

  /**
   * Version `12.1.0.2.v16`.
   *
   * @deprecated Amazon RDS no longer offers version 12.1.0.2.v16.
   */
  public static readonly VER_12_1_0_2_V16: OracleEngineVersion = OracleEngineVersion.of("12.1.0.2.v16", "12.1");

  /**
   * Version `12.1.0.2.v17`.
   *
   * @deprecated Amazon RDS no longer offers version 12.1.0.2.v17.
   */
  public static readonly VER_12_1_0_2_V17: OracleEngineVersion = OracleEngineVersion.of("12.1.0.2.v17", "12.1");

  /**
   * Version `12.1.0.2.v18`.
   *
   * @deprecated Amazon RDS no longer offers version 12.1.0.2.v18.
   */
  public static readonly VER_12_1_0_2_V18: OracleEngineVersion = OracleEngineVersion.of("12.1.0.2.v18", "12.1");

  /**
   * Version `12.1.0.2.v19`.
   *
   * @deprecated Amazon RDS no longer offers version 12.1.0.2.v19.
   */
  public static readonly VER_12_1_0_2_V19: OracleEngineVersion = OracleEngineVersion.of("12.1.0.2.v19", "12.1");

  /**
   * Version `12.1.0.2.v20`.
   *
   * @deprecated Amazon RDS no longer offers version 12.1.0.2.v20.
   */
  public static readonly VER_12_1_0_2_V20: OracleEngineVersion = OracleEngineVersion.of("12.1.0.2.v20", "12.1");

  /**
   * Version `12.1.0.2.v21`.
   *
   * @deprecated Amazon RDS no longer offers version 12.1.0.2.v21.
   */
  public static readonly VER_12_1_0_2_V21: OracleEngineVersion = OracleEngineVersion.of("12.1.0.2.v21", "12.1");

  /**
   * Version `12.1.0.2.v22`.
   *
   * @deprecated Amazon RDS no longer offers version 12.1.0.2.v22.
   */
  public static readonly VER_12_1_0_2_V22: OracleEngineVersion = OracleEngineVersion.of("12.1.0.2.v22", "12.1");

  /**
   * Version `12.1.0.2.v23`.
   *
   * @deprecated Amazon RDS no longer offers version 12.1.0.2.v23.
   */
  public static readonly VER_12_1_0_2_V23: OracleEngineVersion = OracleEngineVersion.of("12.1.0.2.v23", "12.1");

  /**
   * Version `12.1.0.2.v24`.
   *
   * @deprecated Amazon RDS no longer offers version 12.1.0.2.v24.
   */
  public static readonly VER_12_1_0_2_V24: OracleEngineVersion = OracleEngineVersion.of("12.1.0.2.v24", "12.1");

  /**
   * Version `12.1.0.2.v25`.
   *
   * @deprecated Amazon RDS no longer offers version 12.1.0.2.v25.
   */
  public static readonly VER_12_1_0_2_V25: OracleEngineVersion = OracleEngineVersion.of("12.1.0.2.v25", "12.1");

  /**
   * Version `12.1.0.2.v26`.
   *
   * @deprecated Amazon RDS no longer offers version 12.1.0.2.v26.
   */
  public static readonly VER_12_1_0_2_V26: OracleEngineVersion = OracleEngineVersion.of("12.1.0.2.v26", "12.1");

  /**
   * Version `12.1.0.2.v27`.
   *
   * @deprecated Amazon RDS no longer offers version 12.1.0.2.v27.
   */
  public static readonly VER_12_1_0_2_V27: OracleEngineVersion = OracleEngineVersion.of("12.1.0.2.v27", "12.1");

  /**
   * Version `12.1.0.2.v28`.
   *
   * @deprecated Amazon RDS no longer offers version 12.1.0.2.v28.
   */
  public static readonly VER_12_1_0_2_V28: OracleEngineVersion = OracleEngineVersion.of("12.1.0.2.v28", "12.1");

  /**
   * Version `12.1.0.2.v29`.
   *
   * @deprecated Amazon RDS no longer offers version 12.1.0.2.v29.
   */
  public static readonly VER_12_1_0_2_V29: OracleEngineVersion = OracleEngineVersion.of("12.1.0.2.v29", "12.1");

  /**
   * Version `12.2`, in the minor version that Amazon RDS picks.
   *
   * @deprecated Amazon RDS no longer offers version 12.2.
   */
  public static readonly VER_12_2: OracleEngineVersion = OracleEngineVersion.of("12.2", "12.2");

  /**
   * Version `12.2.0.1.ru-2018-10.rur-2018-10.r1`.
   *
   * @deprecated Amazon RDS no longer offers version 12.2.0.1.ru-2018-10.rur-2018-10.r1.
   */
  public static readonly VER_12_2_0_1_2018_10_R1: OracleEngineVersion = OracleEngineVersion.of("12.2.0.1.ru-2018-10.rur-2018-10.r1", "12.2");

  /**
   * Version `12.2.0.1.ru-2019-01.rur-2019-01.r1`.
   *
   * @deprecated Amazon RDS no longer offers version 12.2.0.1.ru-2019-01.rur-2019-01.r1.
   */
  public static readonly VER_12_2_0_1_2019_01_R1: OracleEngineVersion = OracleEngineVersion.of("12.2.0.1.ru-2019-01.rur-2019-01.r1", "12.2");

  /**
   * Version `12.2.0.1.ru-2019-04.rur-2019-04.r1`.
   *
   * @deprecated Amazon RDS no longer offers version 12.2.0.1.ru-2019-04.rur-2019-04.r1.
   */
  public static readonly VER_12_2_0_1_2019_04_R1: OracleEngineVersion = OracleEngineVersion.of("12.2.0.1.ru-2019-04.rur-2019-04.r1", "12.2");

  /**
   * Version `12.2.0.1.ru-2019-07.rur-2019-07.r1`.
   *
   * @deprecated Amazon RDS no longer offers version 12.2.0.1.ru-2019-07.rur-2019-07.r1.
   */
  public static readonly VER_12_2_0_1_2019_07_R1: OracleEngineVersion = OracleEngineVersion.of("12.2.0.1.ru-2019-07.rur-2019-07.r1", "12.2");

  /**
   * Version `12.2.0.1.ru-2019-10.rur-2019-10.r1`.
   *
   * @deprecated Amazon RDS no longer offers version 12.2.0.1.ru-2019-10.rur-2019-10.r1.
   */
  public static readonly VER_12_2_0_1_2019_10_R1: OracleEngineVersion = OracleEngineVersion.of("12.2.0.1.ru-2019-10.rur-2019-10.r1", "12.2");

  /**
   * Version `12.2.0.1.ru-2020-01.rur-2020-01.r1`.
   *
   * @deprecated Amazon RDS no longer offers version 12.2.0.1.ru-2020-01.rur-2020-01.r1.
   */
  public static readonly VER_12_2_0_1_2020_01_R1: OracleEngineVersion = OracleEngineVersion.of("12.2.0.1.ru-2020-01.rur-2020-01.r1", "12.2");

  /**
   * Version `12.2.0.1.ru-2020-04.rur-2020-04.r1`.
   *
   * @deprecated Amazon RDS no longer offers version 12.2.0.1.ru-2020-04.rur-2020-04.r1.
   */
  public static readonly VER_12_2_0_1_2020_04_R1: OracleEngineVersion = OracleEngineVersion.of("12.2.0.1.ru-2020-04.rur-2020-04.r1", "12.2");

  /**
   * Version `12.2.0.1.ru-2020-07.rur-2020-07.r1`.
   *
   * @deprecated Amazon RDS no longer offers version 12.2.0.1.ru-2020-07.rur-2020-07.r1.
   */
  public static readonly VER_12_2_0_1_2020_07_R1: OracleEngineVersion = OracleEngineVersion.of("12.2.0.1.ru-2020-07.rur-2020-07.r1", "12.2");

  /**
   * Version `12.2.0.1.ru-2020-10.rur-2020-10.r1`.
   *
   * @deprecated Amazon RDS no longer offers version 12.2.0.1.ru-2020-10.rur-2020-10.r1.
   */
  public static readonly VER_12_2_0_1_2020_10_R1: OracleEngineVersion = OracleEngineVersion.of("12.2.0.1.ru-2020-10.rur-2020-10.r1", "12.2");

  /**
   * Version `12.2.0.1.ru-2021-01.rur-2021-01.r1`.
   *
   * @deprecated Amazon RDS no longer offers version 12.2.0.1.ru-2021-01.rur-2021-01.r1.
   */
  public static readonly VER_12_2_0_1_2021_01_R1: OracleEngineVersion = OracleEngineVersion.of("12.2.0.1.ru-2021-01.rur-2021-01.r1", "12.2");

  /**
   * Version `12.2.0.1.ru-2021-04.rur-2021-04.r1`.
   *
   * @deprecated Amazon RDS no longer offers version 12.2.0.1.ru-2021-04.rur-2021-04.r1.
   */
  public static readonly VER_12_2_0_1_2021_04_R1: OracleEngineVersion = OracleEngineVersion.of("12.2.0.1.ru-2021-04.rur-2021-04.r1", "12.2");

  /**
   * Version `12.2.0.1.ru-2021-07.rur-2021-07.r1`.
   *
   * @deprecated Amazon RDS no longer offers version 12.2.0.1.ru-2021-07.rur-2021-07.r1.
   */
  public static readonly VER_12_2_0_1_2021_07_R1: OracleEngineVersion = OracleEngineVersion.of("12.2.0.1.ru-2021-07.rur-2021-07.r1", "12.2");

  /**
   * Version `12.2.0.1.ru-2021-10.rur-2021-10.r1`.
   *
   * @deprecated Amazon RDS no longer offers version 12.2.0.1.ru-2021-10.rur-2021-10.r1.
   */
  public static readonly VER_12_2_0_1_2021_10_R1: OracleEngineVersion = OracleEngineVersion.of("12.2.0.1.ru-2021-10.rur-2021-10.r1", "12.2");

  /**
   * Version `12.2.0.1.ru-2022-01.rur-2022-01.r1`.
   *
   * @deprecated Amazon RDS no longer offers version 12.2.0.1.ru-2022-01.rur-2022-01.r1.
   */
  public static readonly VER_12_2_0_1_2022_01_R1: OracleEngineVersion = OracleEngineVersion.of("12.2.0.1.ru-2022-01.rur-2022-01.r1", "12.2");

  /**
   * Version `18`, in the minor version that Amazon RDS picks.
   *
   * @deprecated Amazon RDS no longer offers version 18.
   */
  public static readonly VER_18: OracleEngineVersion = OracleEngineVersion.of("18", "18");

  /**
   * Version `18.0.0.0.ru-2019-07.rur-2019-07.r1`.
   *
   * @deprecated Amazon RDS no longer offers version 18.0.0.0.ru-2019-07.rur-2019-07.r1.
   */
  public static readonly VER_18_0_0_0_2019_07_R1: OracleEngineVersion = OracleEngineVersion.of("18.0.0.0.ru-2019-07.rur-2019-07.r1", "18");

  /**
   * Version `18.0.0.0.ru-2019-10.rur-2019-10.r1`.
   *
   * @deprecated Amazon RDS no longer offers version 18.0.0.0.ru-2019-10.rur-2019-10.r1.
   */
  public static readonly VER_18_0_0_0_2019_10_R1: OracleEngineVersion = OracleEngineVersion.of("18.0.0.0.ru-2019-10.rur-2019-10.r1", "18");

  /**
   * Version `18.0.0.0.ru-2020-01.rur-2020-01.r1`.
   *
   * @deprecated Amazon RDS no longer offers version 18.0.0.0.ru-2020-01.rur-2020-01.r1.
   */
  public static readonly VER_18_0_0_0_2020_01_R1: OracleEngineVersion = OracleEngineVersion.of("18.0.0.0.ru-2020-01.rur-2020-01.r1", "18");

  /**
   * Version `18.0.0.0.ru-2020-04.rur-2020-04.r1`.
   *
   * @deprecated Amazon RDS no longer offers version 18.0.0.0.ru-2020-04.rur-2020-04.r1.
   */
  public static readonly VER_18_0_0_0_2020_04_R1: OracleEngineVersion = OracleEngineVersion.of("18.0.0.0.ru-2020-04.rur-2020-04.r1", "18");

  /**
   * Version `18.0.0.0.ru-2020-07.rur-2020-07.r1`.
   *
   * @deprecated Amazon RDS no longer offers version 18.0.0.0.ru-2020-07.rur-2020-07.r1.
   */
  public static readonly VER_18_0_0_0_2020_07_R1: OracleEngineVersion = OracleEngineVersion.of("18.0.0.0.ru-2020-07.rur-2020-07.r1", "18");

  /**
   * Version `18.0.0.0.ru-2020-10.rur-2020-10.r1`.
   *
   * @deprecated Amazon RDS no longer offers version 18.0.0.0.ru-2020-10.rur-2020-10.r1.
   */
  public static readonly VER_18_0_0_0_2020_10_R1: OracleEngineVersion = OracleEngineVersion.of("18.0.0.0.ru-2020-10.rur-2020-10.r1", "18");

  /**
   * Version `18.0.0.0.ru-2021-01.rur-2021-01.r1`.
   *
   * @deprecated Amazon RDS no longer offers version 18.0.0.0.ru-2021-01.rur-2021-01.r1.
   */
  public static readonly VER_18_0_0_0_2021_01_R1: OracleEngineVersion = OracleEngineVersion.of("18.0.0.0.ru-2021-01.rur-2021-01.r1", "18");

  /**
   * Version `18.0.0.0.ru-2021-04.rur-2021-04.r1`.
   *
   * @deprecated Amazon RDS no longer offers version 18.0.0.0.ru-2021-04.rur-2021-04.r1.
   */
  public static readonly VER_18_0_0_0_2021_04_R1: OracleEngineVersion = OracleEngineVersion.of("18.0.0.0.ru-2021-04.rur-2021-04.r1", "18");

  /** Version `19`, in the minor version that Amazon RDS picks. */
  public static readonly VER_19: OracleEngineVersion = OracleEngineVersion.of("19", "19");

  /** Version `19.0.0.0.ru-2019-07.rur-2019-07.r1`. */
  public static readonly VER_19_0_0_0_2019_07_R1: OracleEngineVersion = OracleEngineVersion.of("19.0.0.0.ru-2019-07.rur-2019-07.r1", "19");

  /** Version `19.0.0.0.ru-2019-10.rur-2019-10.r1`. */
  public static readonly VER_19_0_0_0_2019_10_R1: OracleEngineVersion = OracleEngineVersion.of("19.0.0.0.ru-2019-10.rur-2019-10.r1", "19");

  /** Version `19.0.0.0.ru-2020-01.rur-2020-01.r1`. */
  public static readonly VER_19_0_0_0_2020_01_R1: OracleEngineVersion = OracleEngineVersion.of("19.0.0.0.ru-2020-01.rur-2020-01.r1", "19");

  /** Version `19.0.0.0.ru-2020-04.rur-2020-04.r1`. */
  public static readonly VER_19_0_0_0_2020_04_R1: OracleEngineVersion = OracleEngineVersion.of("19.0.0.0.ru-2020-04.rur-2020-04.r1", "19");

  /** Version `19.0.0.0.ru-2020-07.rur-2020-07.r1`. */
  public static readonly VER_19_0_0_0_2020_07_R1: OracleEngineVersion = OracleEngineVersion.of("19.0.0.0.ru-2020-07.rur-2020-07.r1", "19");

  /** Version `19.0.0.0.ru-2020-10.rur-2020-10.r1`. */
  public static readonly VER_19_0_0_0_2020_10_R1: OracleEngineVersion = OracleEngineVersion.of("19.0.0.0.ru-2020-10.rur-2020-10.r1", "19");

  /** Version `19.0.0.0.ru-2021-01.rur-2021-01.r1`. */
  public static readonly VER_19_0_0_0_2021_01_R1: OracleEngineVersion = OracleEngineVersion.of("19.0.0.0.ru-2021-01.rur-2021-01.r1", "19");

  /** Version `19.0.0.0.ru-2021-01.rur-2021-01.r2`. */
  public static readonly VER_19_0_0_0_2021_01_R2: OracleEngineVersion = OracleEngineVersion.of("19.0.0.0.ru-2021-01.rur-2021-01.r2", "19");

  /** Version `19.0.0.0.ru-2021-04.rur-2021-04.r1`. */
  public static readonly VER_19_0_0_0_2021_04_R1: OracleEngineVersion = OracleEngineVersion.of("19.0.0.0.ru-2021-04.rur-2021-04.r1", "19");

  /** Version `19.0.0.0.ru-2021-07.rur-2021-07.r1`. */
  public static readonly VER_19_0_0_0_2021_07_R1: OracleEngineVersion = OracleEngineVersion.of("19.0.0.0.ru-2021-07.rur-2021-07.r1", "19");

  /** Version `19.0.0.0.ru-2021-10.rur-2021-10.r1`. */
  public static readonly VER_19_0_0_0_2021_10_R1: OracleEngineVersion = OracleEngineVersion.of("19.0.0.0.ru-2021-10.rur-2021-10.r1", "19");

  /** Version `19.0.0.0.ru-2022-01.rur-2022-01.r1`. */
  public static readonly VER_19_0_0_0_2022_01_R1: OracleEngineVersion = OracleEngineVersion.of("19.0.0.0.ru-2022-01.rur-2022-01.r1", "19");

  /** Version `19.0.0.0.ru-2022-04.rur-2022-04.r1`. */
  public static readonly VER_19_0_0_0_2022_04_R1: OracleEngineVersion = OracleEngineVersion.of("19.0.0.0.ru-2022-04.rur-2022-04.r1", "19");

  /** Version `19.0.0.0.ru-2022-07.rur-2022-07.r1`. */
  public static readonly VER_19_0_0_0_2022_07_R1: OracleEngineVersion = OracleEngineVersion.of("19.0.0.0.ru-2022-07.rur-2022-07.r1", "19");

  /** Version `19.0.0.0.ru-2022-10.rur-2022-10.r1`. */
  public static readonly VER_19_0_0_0_2022_10_R1: OracleEngineVersion = OracleEngineVersion.of("19.0.0.0.ru-2022-10.rur-2022-10.r1", "19");

  /** Version `19.0.0.0.ru-2023-01.rur-2023-01.r1`. */
  public static readonly VER_19_0_0_0_2023_01_R1: OracleEngineVersion = OracleEngineVersion.of("19.0.0.0.ru-2023-01.rur-2023-01.r1", "19");

  /** Version `19.0.0.0.ru-2023-01.rur-2023-01.r2`. */
  public static readonly VER_19_0_0_0_2023_01_R2: OracleEngineVersion = OracleEngineVersion.of("19.0.0.0.ru-2023-01.rur-2023-01.r2", "19");

  /** Version `19.0.0.0.ru-2023-04.rur-2023-04.r1`. */
  public static readonly VER_19_0_0_0_2023_04_R1: OracleEngineVersion = OracleEngineVersion.of("19.0.0.0.ru-2023-04.rur-2023-04.r1", "19");

  /** Version `19.0.0.0.ru-2023-07.rur-2023-07.r1`. */
  public static readonly VER_19_0_0_0_2023_07_R1: OracleEngineVersion = OracleEngineVersion.of("19.0.0.0.ru-2023-07.rur-2023-07.r1", "19");

  /** Version `19.0.0.0.ru-2023-10.rur-2023-10.r1`. */
  public static readonly VER_19_0_0_0_2023_10_R1: OracleEngineVersion = OracleEngineVersion.of("19.0.0.0.ru-2023-10.rur-2023-10.r1", "19");

  /** Version `19.0.0.0.ru-2024-01.rur-2024-01.r1`. */
  public static readonly VER_19_0_0_0_2024_01_R1: OracleEngineVersion = OracleEngineVersion.of("19.0.0.0.ru-2024-01.rur-2024-01.r1", "19");

  /** Version `19.0.0.0.ru-2024-04.rur-2024-04.r1`. */
  public static readonly VER_19_0_0_0_2024_04_R1: OracleEngineVersion = OracleEngineVersion.of("19.0.0.0.ru-2024-04.rur-2024-04.r1", "19");

  /** Version `19.0.0.0.ru-2024-07.rur-2024-07.r1`. */
  public static readonly VER_19_0_0_0_2024_07_R1: OracleEngineVersion = OracleEngineVersion.of("19.0.0.0.ru-2024-07.rur-2024-07.r1", "19");

  /** Version `19.0.0.0.ru-2024-10.rur-2024-10.r1`. */
  public static readonly VER_19_0_0_0_2024_10_R1: OracleEngineVersion = OracleEngineVersion.of("19.0.0.0.ru-2024-10.rur-2024-10.r1", "19");

  /** Version `19.0.0.0.ru-2025-01.rur-2025-01.r1`. */
  public static readonly VER_19_0_0_0_2025_01_R1: OracleEngineVersion = OracleEngineVersion.of("19.0.0.0.ru-2025-01.rur-2025-01.r1", "19");

  /** Version `19.0.0.0.ru-2025-07.rur-2025-07.r1`. */
  public static readonly VER_19_0_0_0_2025_07_R1: OracleEngineVersion = OracleEngineVersion.of("19.0.0.0.ru-2025-07.rur-2025-07.r1", "19");

  /** Version `19.0.0.0.ru-2025-10.rur-2025-10.r1`. */
  public static readonly VER_19_0_0_0_2025_10_R1: OracleEngineVersion = OracleEngineVersion.of("19.0.0.0.ru-2025-10.rur-2025-10.r1", "19");

  /** Version `21`, in the minor version that Amazon RDS picks. */
  public static readonly VER_21: OracleEngineVersion = OracleEngineVersion.of("21", "21");

  /** Version `21.0.0.0.ru-2022-01.rur-2022-01.r1`. */
  public static readonly VER_21_0_0_0_2022_01_R1: OracleEngineVersion = OracleEngineVersion.of("21.0.0.0.ru-2022-01.rur-2022-01.r1", "21");

  /** Version `21.0.0.0.ru-2022-04.rur-2022-04.r1`. */
  public static readonly VER_21_0_0_0_2022_04_R1: OracleEngineVersion = OracleEngineVersion.of("21.0.0.0.ru-2022-04.rur-2022-04.r1", "21");

  /** Version `21.0.0.0.ru-2022-07.rur-2022-07.r1`. */
  public static readonly VER_21_0_0_0_2022_07_R1: OracleEngineVersion = OracleEngineVersion.of("21.0.0.0.ru-2022-07.rur-2022-07.r1", "21");

  /** Version `21.0.0.0.ru-2022-10.rur-2022-10.r1`. */
  public static readonly VER_21_0_0_0_2022_10_R1: OracleEngineVersion = OracleEngineVersion.of("21.0.0.0.ru-2022-10.rur-2022-10.r1", "21");

  /** Version `21.0.0.0.ru-2023-01.rur-2023-01.r1`. */
  public static readonly VER_21_0_0_0_2023_01_R1: OracleEngineVersion = OracleEngineVersion.of("21.0.0.0.ru-2023-01.rur-2023-01.r1", "21");

  /** Version `21.0.0.0.ru-2023-01.rur-2023-01.r2`. */
  public static readonly VER_21_0_0_0_2023_01_R2: OracleEngineVersion = OracleEngineVersion.of("21.0.0.0.ru-2023-01.rur-2023-01.r2", "21");

  /** Version `21.0.0.0.ru-2023-04.rur-2023-04.r1`. */
  public static readonly VER_21_0_0_0_2023_04_R1: OracleEngineVersion = OracleEngineVersion.of("21.0.0.0.ru-2023-04.rur-2023-04.r1", "21");

  /** Version `21.0.0.0.ru-2023-07.rur-2023-07.r1`. */
  public static readonly VER_21_0_0_0_2023_07_R1: OracleEngineVersion = OracleEngineVersion.of("21.0.0.0.ru-2023-07.rur-2023-07.r1", "21");

  /** Version `21.0.0.0.ru-2023-10.rur-2023-10.r1`. */
  public static readonly VER_21_0_0_0_2023_10_R1: OracleEngineVersion = OracleEngineVersion.of("21.0.0.0.ru-2023-10.rur-2023-10.r1", "21");

  /** Version `21.0.0.0.ru-2024-01.rur-2024-01.r1`. */
  public static readonly VER_21_0_0_0_2024_01_R1: OracleEngineVersion = OracleEngineVersion.of("21.0.0.0.ru-2024-01.rur-2024-01.r1", "21");

  /** Version `21.0.0.0.ru-2024-04.rur-2024-04.r1`. */
  public static readonly VER_21_0_0_0_2024_04_R1: OracleEngineVersion = OracleEngineVersion.of("21.0.0.0.ru-2024-04.rur-2024-04.r1", "21");

  /** Version `21.0.0.0.ru-2024-07.rur-2024-07.r1`. */
  public static readonly VER_21_0_0_0_2024_07_R1: OracleEngineVersion = OracleEngineVersion.of("21.0.0.0.ru-2024-07.rur-2024-07.r1", "21");

  /** Version `21.0.0.0.ru-2024-10.rur-2024-10.r1`. */
  public static readonly VER_21_0_0_0_2024_10_R1: OracleEngineVersion = OracleEngineVersion.of("21.0.0.0.ru-2024-10.rur-2024-10.r1", "21");

  /** Version `21.0.0.0.ru-2025-01.rur-2025-01.r1`. */
  public static readonly VER_21_0_0_0_2025_01_R1: OracleEngineVersion = OracleEngineVersion.of("21.0.0.0.ru-2025-01.rur-2025-01.r1", "21");

  /** Version `21.0.0.0.ru-2025-07.rur-2025-07.r1`. */
  public static readonly VER_21_0_0_0_2025_07_R1: OracleEngineVersion = OracleEngineVersion.of("21.0.0.0.ru-2025-07.rur-2025-07.r1", "21");

  /**
   * A version that has no constant here.
   *
   * @param oracleFullVersion e.g. `21.0.0.0.ru-2025-07.rur-2025-07.r1`
   * @param oracleMajorVersion e.g. `21`
   */
  public static of(oracleFullVersion: string, oracleMajorVersion: string): OracleEngineVersion {
    return new OracleEngineVersion(oracleFullVersion, oracleMajorVersion);
  }

  /** The full version, e.g. `21.0.0.0.ru-2025-07.rur-2025-07.r1`. */
  public readonly oracleFullVersion: string;

  /** The major version, e.g. `21`. */
  public readonly oracleMajorVersion: string;

  private constructor(fullVersion: string, majorVersion: string) {
    this.oracleFullVersion = fullVersion;
    this.oracleMajorVersion = majorVersion;
  }
}
