// Generated from ../catalogue/aurora.json by scripts/engines/generate.mts. Do not edit.
/**
 * The versions of Aurora MySQL 1 (engine `aurora`) that Amazon RDS offers or has offered.
 *
 * - `5.6`: standard support ends on 2023-02-28
 *
 * @deprecated use `AuroraMysqlEngineVersion` instead
 */
export class AuroraEngineVersion {
  /**
   * Version `5.6.10a`.
   *
   * @deprecated Amazon RDS no longer offers version 5.6.10a.
   */
  public static readonly VER_10A: AuroraEngineVersion = new AuroraEngineVersion("5.6.10a", "5.6");

  /**
   * Version `5.6.mysql_aurora.1.17.9`.
   *
   * @deprecated Amazon RDS no longer offers version 5.6.mysql_aurora.1.17.9.
   */
  public static readonly VER_1_17_9: AuroraEngineVersion = new AuroraEngineVersion("5.6.mysql_aurora.1.17.9", "5.6");

  /**
   * Version `5.6.mysql_aurora.1.19.0`.
   *
   * @deprecated Amazon RDS no longer offers version 5.6.mysql_aurora.1.19.0.
   */
  public static readonly VER_1_19_0: AuroraEngineVersion = new AuroraEngineVersion("5.6.mysql_aurora.1.19.0", "5.6");

  /**
   * Version `5.6.mysql_aurora.1.19.1`.
   *
   * @deprecated Amazon RDS no longer offers version 5.6.mysql_aurora.1.19.1.
   */
  public static readonly VER_1_19_1: AuroraEngineVersion = new AuroraEngineVersion("5.6.mysql_aurora.1.19.1", "5.6");

  /**
   * Version `5.6.mysql_aurora.1.19.2`.
   *
   * @deprecated Amazon RDS no longer offers version 5.6.mysql_aurora.1.19.2.
   */
  public static readonly VER_1_19_2: AuroraEngineVersion = new AuroraEngineVersion("5.6.mysql_aurora.1.19.2", "5.6");

  /**
   * Version `5.6.mysql_aurora.1.19.5`.
   *
   * @deprecated Amazon RDS no longer offers version 5.6.mysql_aurora.1.19.5.
   */
  public static readonly VER_1_19_5: AuroraEngineVersion = new AuroraEngineVersion("5.6.mysql_aurora.1.19.5", "5.6");

  /**
   * Version `5.6.mysql_aurora.1.19.6`.
   *
   * @deprecated Amazon RDS no longer offers version 5.6.mysql_aurora.1.19.6.
   */
  public static readonly VER_1_19_6: AuroraEngineVersion = new AuroraEngineVersion("5.6.mysql_aurora.1.19.6", "5.6");

  /**
   * Version `5.6.mysql_aurora.1.20.0`.
   *
   * @deprecated Amazon RDS no longer offers version 5.6.mysql_aurora.1.20.0.
   */
  public static readonly VER_1_20_0: AuroraEngineVersion = new AuroraEngineVersion("5.6.mysql_aurora.1.20.0", "5.6");

  /**
   * Version `5.6.mysql_aurora.1.20.1`.
   *
   * @deprecated Amazon RDS no longer offers version 5.6.mysql_aurora.1.20.1.
   */
  public static readonly VER_1_20_1: AuroraEngineVersion = new AuroraEngineVersion("5.6.mysql_aurora.1.20.1", "5.6");

  /**
   * Version `5.6.mysql_aurora.1.21.0`.
   *
   * @deprecated Amazon RDS no longer offers version 5.6.mysql_aurora.1.21.0.
   */
  public static readonly VER_1_21_0: AuroraEngineVersion = new AuroraEngineVersion("5.6.mysql_aurora.1.21.0", "5.6");

  /**
   * Version `5.6.mysql_aurora.1.22.0`.
   *
   * @deprecated Amazon RDS no longer offers version 5.6.mysql_aurora.1.22.0.
   */
  public static readonly VER_1_22_0: AuroraEngineVersion = new AuroraEngineVersion("5.6.mysql_aurora.1.22.0", "5.6");

  /**
   * Version `5.6.mysql_aurora.1.22.1`.
   *
   * @deprecated Amazon RDS no longer offers version 5.6.mysql_aurora.1.22.1.
   */
  public static readonly VER_1_22_1: AuroraEngineVersion = new AuroraEngineVersion("5.6.mysql_aurora.1.22.1", "5.6");

  /**
   * Version `5.6.mysql_aurora.1.22.1.3`.
   *
   * @deprecated Amazon RDS no longer offers version 5.6.mysql_aurora.1.22.1.3.
   */
  public static readonly VER_1_22_1_3: AuroraEngineVersion = new AuroraEngineVersion("5.6.mysql_aurora.1.22.1.3", "5.6");

  /**
   * Version `5.6.mysql_aurora.1.22.2`.
   *
   * @deprecated Amazon RDS no longer offers version 5.6.mysql_aurora.1.22.2.
   */
  public static readonly VER_1_22_2: AuroraEngineVersion = new AuroraEngineVersion("5.6.mysql_aurora.1.22.2", "5.6");

  /**
   * Version `5.6.mysql_aurora.1.22.3`.
   *
   * @deprecated Amazon RDS no longer offers version 5.6.mysql_aurora.1.22.3.
   */
  public static readonly VER_1_22_3: AuroraEngineVersion = new AuroraEngineVersion("5.6.mysql_aurora.1.22.3", "5.6");

  /**
   * Version `5.6.mysql_aurora.1.22.4`.
   *
   * @deprecated Amazon RDS no longer offers version 5.6.mysql_aurora.1.22.4.
   */
  public static readonly VER_1_22_4: AuroraEngineVersion = new AuroraEngineVersion("5.6.mysql_aurora.1.22.4", "5.6");

  /**
   * Version `5.6.mysql_aurora.1.22.5`.
   *
   * @deprecated Amazon RDS no longer offers version 5.6.mysql_aurora.1.22.5.
   */
  public static readonly VER_1_22_5: AuroraEngineVersion = new AuroraEngineVersion("5.6.mysql_aurora.1.22.5", "5.6");

  /**
   * Version `5.6.mysql_aurora.1.23.0`.
   *
   * @deprecated Amazon RDS no longer offers version 5.6.mysql_aurora.1.23.0.
   */
  public static readonly VER_1_23_0: AuroraEngineVersion = new AuroraEngineVersion("5.6.mysql_aurora.1.23.0", "5.6");

  /**
   * Version `5.6.mysql_aurora.1.23.1`.
   *
   * @deprecated Amazon RDS no longer offers version 5.6.mysql_aurora.1.23.1.
   */
  public static readonly VER_1_23_1: AuroraEngineVersion = new AuroraEngineVersion("5.6.mysql_aurora.1.23.1", "5.6");

  /**
   * Version `5.6.mysql_aurora.1.23.2`.
   *
   * @deprecated Amazon RDS no longer offers version 5.6.mysql_aurora.1.23.2.
   */
  public static readonly VER_1_23_2: AuroraEngineVersion = new AuroraEngineVersion("5.6.mysql_aurora.1.23.2", "5.6");

  /**
   * Version `5.6.mysql_aurora.1.23.3`.
   *
   * @deprecated Amazon RDS no longer offers version 5.6.mysql_aurora.1.23.3.
   */
  public static readonly VER_1_23_3: AuroraEngineVersion = new AuroraEngineVersion("5.6.mysql_aurora.1.23.3", "5.6");

  /**
   * Version `5.6.mysql_aurora.1.23.4`.
   *
   * @deprecated Amazon RDS no longer offers version 5.6.mysql_aurora.1.23.4.
   */
  public static readonly VER_1_23_4: AuroraEngineVersion = new AuroraEngineVersion("5.6.mysql_aurora.1.23.4", "5.6");

  /**
   * A version that has no constant here.
   *
   * @param auroraFullVersion e.g. `5.6.mysql_aurora.1.23.4`
   * @param auroraMajorVersion e.g. `5.6`; `5.6` when left out
   */
  public static of(auroraFullVersion: string, auroraMajorVersion?: string): AuroraEngineVersion {
    return new AuroraEngineVersion(auroraFullVersion, auroraMajorVersion ?? "5.6");
  }

  /** The full version, e.g. `5.6.mysql_aurora.1.23.4`. */
  public readonly auroraFullVersion: string;

  /** The major version, e.g. `5.6`. */
  public readonly auroraMajorVersion: string;

  private constructor(fullVersion: string, majorVersion: string) {
    this.auroraFullVersion = fullVersion;
    this.auroraMajorVersion = majorVersion;
  }
}
