// Generated from ../catalogue/aurora-mysql.json by scripts/engines/generate.mts. Do not edit.
import { combinesS3Roles, supportsAutoPause } from "../features";

/**
 * The versions of Aurora MySQL (engine `aurora-mysql`) that Amazon RDS offers or has offered.
 *
 * - `5.7`: standard support ends on 2024-10-31, extended support on 2027-02-28
 * - `8.0`: standard support ends on 2028-04-30, extended support on 2029-07-31
 */
export class AuroraMysqlEngineVersion {
  /**
   * Version `5.7.12`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.12.
   */
  public static readonly VER_5_7_12: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.12", "5.7");

  /**
   * Version `5.7.mysql_aurora.2.02.3`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.mysql_aurora.2.02.3.
   */
  public static readonly VER_2_02_3: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.02.3", "5.7");

  /**
   * Version `5.7.mysql_aurora.2.03.2`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.mysql_aurora.2.03.2.
   */
  public static readonly VER_2_03_2: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.03.2", "5.7");

  /**
   * Version `5.7.mysql_aurora.2.03.3`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.mysql_aurora.2.03.3.
   */
  public static readonly VER_2_03_3: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.03.3", "5.7");

  /**
   * Version `5.7.mysql_aurora.2.03.4`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.mysql_aurora.2.03.4.
   */
  public static readonly VER_2_03_4: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.03.4", "5.7");

  /**
   * Version `5.7.mysql_aurora.2.04.0`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.mysql_aurora.2.04.0.
   */
  public static readonly VER_2_04_0: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.04.0", "5.7");

  /**
   * Version `5.7.mysql_aurora.2.04.1`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.mysql_aurora.2.04.1.
   */
  public static readonly VER_2_04_1: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.04.1", "5.7");

  /**
   * Version `5.7.mysql_aurora.2.04.2`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.mysql_aurora.2.04.2.
   */
  public static readonly VER_2_04_2: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.04.2", "5.7");

  /**
   * Version `5.7.mysql_aurora.2.04.3`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.mysql_aurora.2.04.3.
   */
  public static readonly VER_2_04_3: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.04.3", "5.7");

  /**
   * Version `5.7.mysql_aurora.2.04.4`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.mysql_aurora.2.04.4.
   */
  public static readonly VER_2_04_4: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.04.4", "5.7");

  /**
   * Version `5.7.mysql_aurora.2.04.5`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.mysql_aurora.2.04.5.
   */
  public static readonly VER_2_04_5: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.04.5", "5.7");

  /**
   * Version `5.7.mysql_aurora.2.04.6`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.mysql_aurora.2.04.6.
   */
  public static readonly VER_2_04_6: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.04.6", "5.7");

  /**
   * Version `5.7.mysql_aurora.2.04.7`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.mysql_aurora.2.04.7.
   */
  public static readonly VER_2_04_7: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.04.7", "5.7");

  /**
   * Version `5.7.mysql_aurora.2.04.8`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.mysql_aurora.2.04.8.
   */
  public static readonly VER_2_04_8: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.04.8", "5.7");

  /**
   * Version `5.7.mysql_aurora.2.04.9`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.mysql_aurora.2.04.9.
   */
  public static readonly VER_2_04_9: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.04.9", "5.7");

  /**
   * Version `5.7.mysql_aurora.2.05.0`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.mysql_aurora.2.05.0.
   */
  public static readonly VER_2_05_0: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.05.0", "5.7");

  /**
   * Version `5.7.mysql_aurora.2.05.1`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.mysql_aurora.2.05.1.
   */
  public static readonly VER_2_05_1: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.05.1", "5.7");

  /**
   * Version `5.7.mysql_aurora.2.06.0`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.mysql_aurora.2.06.0.
   */
  public static readonly VER_2_06_0: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.06.0", "5.7");

  /**
   * Version `5.7.mysql_aurora.2.07.0`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.mysql_aurora.2.07.0.
   */
  public static readonly VER_2_07_0: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.07.0", "5.7");

  /**
   * Version `5.7.mysql_aurora.2.07.1`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.mysql_aurora.2.07.1.
   */
  public static readonly VER_2_07_1: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.07.1", "5.7");

  /**
   * Version `5.7.mysql_aurora.2.07.2`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.mysql_aurora.2.07.2.
   */
  public static readonly VER_2_07_2: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.07.2", "5.7");

  /**
   * Version `5.7.mysql_aurora.2.07.3`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.mysql_aurora.2.07.3.
   */
  public static readonly VER_2_07_3: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.07.3", "5.7");

  /**
   * Version `5.7.mysql_aurora.2.07.4`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.mysql_aurora.2.07.4.
   */
  public static readonly VER_2_07_4: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.07.4", "5.7");

  /**
   * Version `5.7.mysql_aurora.2.07.5`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.mysql_aurora.2.07.5.
   */
  public static readonly VER_2_07_5: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.07.5", "5.7");

  /**
   * Version `5.7.mysql_aurora.2.07.6`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.mysql_aurora.2.07.6.
   */
  public static readonly VER_2_07_6: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.07.6", "5.7");

  /**
   * Version `5.7.mysql_aurora.2.07.7`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.mysql_aurora.2.07.7.
   */
  public static readonly VER_2_07_7: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.07.7", "5.7");

  /**
   * Version `5.7.mysql_aurora.2.07.8`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.mysql_aurora.2.07.8.
   */
  public static readonly VER_2_07_8: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.07.8", "5.7");

  /**
   * Version `5.7.mysql_aurora.2.07.9`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.mysql_aurora.2.07.9.
   */
  public static readonly VER_2_07_9: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.07.9", "5.7");

  /**
   * Version `5.7.mysql_aurora.2.07.10`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.mysql_aurora.2.07.10.
   */
  public static readonly VER_2_07_10: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.07.10", "5.7");

  /**
   * Version `5.7.mysql_aurora.2.08.0`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.mysql_aurora.2.08.0.
   */
  public static readonly VER_2_08_0: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.08.0", "5.7");

  /**
   * Version `5.7.mysql_aurora.2.08.1`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.mysql_aurora.2.08.1.
   */
  public static readonly VER_2_08_1: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.08.1", "5.7");

  /**
   * Version `5.7.mysql_aurora.2.08.2`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.mysql_aurora.2.08.2.
   */
  public static readonly VER_2_08_2: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.08.2", "5.7");

  /**
   * Version `5.7.mysql_aurora.2.08.3`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.mysql_aurora.2.08.3.
   */
  public static readonly VER_2_08_3: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.08.3", "5.7");

  /**
   * Version `5.7.mysql_aurora.2.08.4`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.mysql_aurora.2.08.4.
   */
  public static readonly VER_2_08_4: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.08.4", "5.7");

  /**
   * Version `5.7.mysql_aurora.2.09.0`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.mysql_aurora.2.09.0.
   */
  public static readonly VER_2_09_0: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.09.0", "5.7");

  /**
   * Version `5.7.mysql_aurora.2.09.1`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.mysql_aurora.2.09.1.
   */
  public static readonly VER_2_09_1: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.09.1", "5.7");

  /**
   * Version `5.7.mysql_aurora.2.09.2`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.mysql_aurora.2.09.2.
   */
  public static readonly VER_2_09_2: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.09.2", "5.7");

  /**
   * Version `5.7.mysql_aurora.2.09.3`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.mysql_aurora.2.09.3.
   */
  public static readonly VER_2_09_3: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.09.3", "5.7");

  /**
   * Version `5.7.mysql_aurora.2.10.0`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.mysql_aurora.2.10.0.
   */
  public static readonly VER_2_10_0: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.10.0", "5.7");

  /**
   * Version `5.7.mysql_aurora.2.10.1`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.mysql_aurora.2.10.1.
   */
  public static readonly VER_2_10_1: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.10.1", "5.7");

  /**
   * Version `5.7.mysql_aurora.2.10.2`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.mysql_aurora.2.10.2.
   */
  public static readonly VER_2_10_2: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.10.2", "5.7");

  /**
   * Version `5.7.mysql_aurora.2.10.3`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.mysql_aurora.2.10.3.
   */
  public static readonly VER_2_10_3: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.10.3", "5.7");

  /**
   * Version `5.7.mysql_aurora.2.11.0`.
   *
   * @deprecated Amazon RDS no longer offers version 5.7.mysql_aurora.2.11.0.
   */
  public static readonly VER_2_11_0: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.11.0", "5.7");

  /** Version `5.7.mysql_aurora.2.11.1`. */
  public static readonly VER_2_11_1: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.11.1", "5.7");

  /** Version `5.7.mysql_aurora.2.11.2`. */
  public static readonly VER_2_11_2: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.11.2", "5.7");

  /** Version `5.7.mysql_aurora.2.11.3`. */
  public static readonly VER_2_11_3: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.11.3", "5.7");

  /** Version `5.7.mysql_aurora.2.11.4`. */
  public static readonly VER_2_11_4: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.11.4", "5.7");

  /** Version `5.7.mysql_aurora.2.11.5`. */
  public static readonly VER_2_11_5: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.11.5", "5.7");

  /** Version `5.7.mysql_aurora.2.11.6`. */
  public static readonly VER_2_11_6: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.11.6", "5.7");

  /** Version `5.7.mysql_aurora.2.12.0`. */
  public static readonly VER_2_12_0: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.12.0", "5.7");

  /** Version `5.7.mysql_aurora.2.12.1`. */
  public static readonly VER_2_12_1: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.12.1", "5.7");

  /** Version `5.7.mysql_aurora.2.12.2`. */
  public static readonly VER_2_12_2: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.12.2", "5.7");

  /** Version `5.7.mysql_aurora.2.12.3`. */
  public static readonly VER_2_12_3: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.12.3", "5.7");

  /** Version `5.7.mysql_aurora.2.12.4`. */
  public static readonly VER_2_12_4: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.12.4", "5.7");

  /** Version `5.7.mysql_aurora.2.12.5`. */
  public static readonly VER_2_12_5: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.12.5", "5.7");

  /** Version `5.7.mysql_aurora.2.12.6`. */
  public static readonly VER_2_12_6: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("5.7.mysql_aurora.2.12.6", "5.7");

  /**
   * Version `8.0.mysql_aurora.3.01.0`.
   *
   * @deprecated Amazon RDS no longer offers version 8.0.mysql_aurora.3.01.0.
   */
  public static readonly VER_3_01_0: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("8.0.mysql_aurora.3.01.0", "8.0");

  /**
   * Version `8.0.mysql_aurora.3.01.1`.
   *
   * @deprecated Amazon RDS no longer offers version 8.0.mysql_aurora.3.01.1.
   */
  public static readonly VER_3_01_1: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("8.0.mysql_aurora.3.01.1", "8.0");

  /**
   * Version `8.0.mysql_aurora.3.02.0`.
   *
   * @deprecated Amazon RDS no longer offers version 8.0.mysql_aurora.3.02.0.
   */
  public static readonly VER_3_02_0: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("8.0.mysql_aurora.3.02.0", "8.0");

  /**
   * Version `8.0.mysql_aurora.3.02.1`.
   *
   * @deprecated Amazon RDS no longer offers version 8.0.mysql_aurora.3.02.1.
   */
  public static readonly VER_3_02_1: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("8.0.mysql_aurora.3.02.1", "8.0");

  /**
   * Version `8.0.mysql_aurora.3.02.2`.
   *
   * @deprecated Amazon RDS no longer offers version 8.0.mysql_aurora.3.02.2.
   */
  public static readonly VER_3_02_2: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("8.0.mysql_aurora.3.02.2", "8.0");

  /**
   * Version `8.0.mysql_aurora.3.02.3`.
   *
   * @deprecated Amazon RDS no longer offers version 8.0.mysql_aurora.3.02.3.
   */
  public static readonly VER_3_02_3: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("8.0.mysql_aurora.3.02.3", "8.0");

  /**
   * Version `8.0.mysql_aurora.3.03.0`.
   *
   * @deprecated Amazon RDS no longer offers version 8.0.mysql_aurora.3.03.0.
   */
  public static readonly VER_3_03_0: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("8.0.mysql_aurora.3.03.0", "8.0");

  /**
   * Version `8.0.mysql_aurora.3.03.1`.
   *
   * @deprecated Amazon RDS no longer offers version 8.0.mysql_aurora.3.03.1.
   */
  public static readonly VER_3_03_1: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("8.0.mysql_aurora.3.03.1", "8.0");

  /**
   * Version `8.0.mysql_aurora.3.03.2`.
   *
   * @deprecated Amazon RDS no longer offers version 8.0.mysql_aurora.3.03.2.
   */
  public static readonly VER_3_03_2: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("8.0.mysql_aurora.3.03.2", "8.0");

  /**
   * Version `8.0.mysql_aurora.3.03.3`.
   *
   * @deprecated Amazon RDS no longer offers version 8.0.mysql_aurora.3.03.3.
   */
  public static readonly VER_3_03_3: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("8.0.mysql_aurora.3.03.3", "8.0");

  /** Version `8.0.mysql_aurora.3.04.0`. */
  public static readonly VER_3_04_0: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("8.0.mysql_aurora.3.04.0", "8.0");

  /** Version `8.0.mysql_aurora.3.04.1`. */
  public static readonly VER_3_04_1: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("8.0.mysql_aurora.3.04.1", "8.0");

  /** Version `8.0.mysql_aurora.3.04.2`. */
  public static readonly VER_3_04_2: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("8.0.mysql_aurora.3.04.2", "8.0");

  /** Version `8.0.mysql_aurora.3.04.3`. */
  public static readonly VER_3_04_3: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("8.0.mysql_aurora.3.04.3", "8.0");

  /** Version `8.0.mysql_aurora.3.04.4`. */
  public static readonly VER_3_04_4: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("8.0.mysql_aurora.3.04.4", "8.0");

  /** Version `8.0.mysql_aurora.3.04.6`. */
  public static readonly VER_3_04_6: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("8.0.mysql_aurora.3.04.6", "8.0");

  /**
   * Version `8.0.mysql_aurora.3.05.0`.
   *
   * @deprecated Amazon RDS no longer offers version 8.0.mysql_aurora.3.05.0.
   */
  public static readonly VER_3_05_0: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("8.0.mysql_aurora.3.05.0", "8.0");

  /**
   * Version `8.0.mysql_aurora.3.05.1`.
   *
   * @deprecated Amazon RDS no longer offers version 8.0.mysql_aurora.3.05.1.
   */
  public static readonly VER_3_05_1: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("8.0.mysql_aurora.3.05.1", "8.0");

  /**
   * Version `8.0.mysql_aurora.3.05.2`.
   *
   * @deprecated Amazon RDS no longer offers version 8.0.mysql_aurora.3.05.2.
   */
  public static readonly VER_3_05_2: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("8.0.mysql_aurora.3.05.2", "8.0");

  /**
   * Version `8.0.mysql_aurora.3.06.0`.
   *
   * @deprecated Amazon RDS no longer offers version 8.0.mysql_aurora.3.06.0.
   */
  public static readonly VER_3_06_0: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("8.0.mysql_aurora.3.06.0", "8.0");

  /**
   * Version `8.0.mysql_aurora.3.06.1`.
   *
   * @deprecated Amazon RDS no longer offers version 8.0.mysql_aurora.3.06.1.
   */
  public static readonly VER_3_06_1: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("8.0.mysql_aurora.3.06.1", "8.0");

  /**
   * Version `8.0.mysql_aurora.3.07.0`.
   *
   * @deprecated Amazon RDS no longer offers version 8.0.mysql_aurora.3.07.0.
   */
  public static readonly VER_3_07_0: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("8.0.mysql_aurora.3.07.0", "8.0");

  /**
   * Version `8.0.mysql_aurora.3.07.1`.
   *
   * @deprecated Amazon RDS no longer offers version 8.0.mysql_aurora.3.07.1.
   */
  public static readonly VER_3_07_1: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("8.0.mysql_aurora.3.07.1", "8.0");

  /** Version `8.0.mysql_aurora.3.08.0`. */
  public static readonly VER_3_08_0: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("8.0.mysql_aurora.3.08.0", "8.0");

  /** Version `8.0.mysql_aurora.3.08.1`. */
  public static readonly VER_3_08_1: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("8.0.mysql_aurora.3.08.1", "8.0");

  /** Version `8.0.mysql_aurora.3.08.2`. */
  public static readonly VER_3_08_2: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("8.0.mysql_aurora.3.08.2", "8.0");

  /** Version `8.0.mysql_aurora.3.09.0`. */
  public static readonly VER_3_09_0: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("8.0.mysql_aurora.3.09.0", "8.0");

  /** Version `8.0.mysql_aurora.3.10.0`. */
  public static readonly VER_3_10_0: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("8.0.mysql_aurora.3.10.0", "8.0");

  /** Version `8.0.mysql_aurora.3.10.1`. */
  public static readonly VER_3_10_1: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("8.0.mysql_aurora.3.10.1", "8.0");

  /** Version `8.0.mysql_aurora.3.10.2`. */
  public static readonly VER_3_10_2: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("8.0.mysql_aurora.3.10.2", "8.0");

  /** Version `8.0.mysql_aurora.3.10.3`. */
  public static readonly VER_3_10_3: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("8.0.mysql_aurora.3.10.3", "8.0");

  /** Version `8.0.mysql_aurora.3.10.4`. */
  public static readonly VER_3_10_4: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("8.0.mysql_aurora.3.10.4", "8.0");

  /** Version `8.0.mysql_aurora.3.11.0`. */
  public static readonly VER_3_11_0: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("8.0.mysql_aurora.3.11.0", "8.0");

  /** Version `8.0.mysql_aurora.3.11.1`. */
  public static readonly VER_3_11_1: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("8.0.mysql_aurora.3.11.1", "8.0");

  /** Version `8.0.mysql_aurora.3.12.0`. */
  public static readonly VER_3_12_0: AuroraMysqlEngineVersion = AuroraMysqlEngineVersion.of("8.0.mysql_aurora.3.12.0", "8.0");

  /**
   * A version that has no constant here.
   *
   * @param auroraMysqlFullVersion e.g. `8.0.mysql_aurora.3.12.0`
   * @param auroraMysqlMajorVersion e.g. `8.0`; `5.7` when left out
   */
  public static of(auroraMysqlFullVersion: string, auroraMysqlMajorVersion?: string): AuroraMysqlEngineVersion {
    return new AuroraMysqlEngineVersion(auroraMysqlFullVersion, auroraMysqlMajorVersion ?? "5.7");
  }

  /** The full version, e.g. `8.0.mysql_aurora.3.12.0`. */
  public readonly auroraMysqlFullVersion: string;

  /** The major version, e.g. `8.0`. */
  public readonly auroraMysqlMajorVersion: string;

  /**
   * Whether one role serves both directions of S3.
   *
   * @internal
   */
  public readonly _combineImportAndExportRoles?: boolean;

  /**
   * Whether Aurora Serverless v2 can pause at 0 ACUs.
   *
   * @internal
   */
  public readonly _serverlessV2AutoPauseSupported?: boolean;

  private constructor(fullVersion: string, majorVersion: string) {
    this.auroraMysqlFullVersion = fullVersion;
    this.auroraMysqlMajorVersion = majorVersion;
    this._combineImportAndExportRoles = combinesS3Roles(majorVersion);
    this._serverlessV2AutoPauseSupported = supportsAutoPause("aurora-mysql", fullVersion);
  }
}
