/** The certificate authority that signs a database's server certificate. */
export class CaCertificate {
  /**
   * rds-ca-2019, expired.
   *
   * @deprecated use a newer authority
   */
  public static readonly RDS_CA_2019: CaCertificate = CaCertificate.of("rds-ca-2019");

  /** rds-ca-ecc384-g1. */
  public static readonly RDS_CA_ECC384_G1: CaCertificate = CaCertificate.of("rds-ca-ecc384-g1");

  /**
   * rds-ca-rsa2048-g1.
   *
   * @deprecated use `RDS_CA_RSA2048_G1`
   */
  public static readonly RDS_CA_RDS2048_G1: CaCertificate = CaCertificate.of("rds-ca-rsa2048-g1");

  /** rds-ca-rsa2048-g1. */
  public static readonly RDS_CA_RSA2048_G1: CaCertificate = CaCertificate.of("rds-ca-rsa2048-g1");

  /**
   * rds-ca-rsa4096-g1.
   *
   * @deprecated use `RDS_CA_RSA4096_G1`
   */
  public static readonly RDS_CA_RDS4096_G1: CaCertificate = CaCertificate.of("rds-ca-rsa4096-g1");

  /** rds-ca-rsa4096-g1. */
  public static readonly RDS_CA_RSA4096_G1: CaCertificate = CaCertificate.of("rds-ca-rsa4096-g1");

  /**
   * An authority that has no constant here.
   *
   * @param identifier e.g. `rds-ca-rsa2048-g1`
   */
  public static of(identifier: string): CaCertificate {
    return new CaCertificate(identifier);
  }

  private constructor(private readonly identifier: string) {}

  /** The identifier, as `CACertificateIdentifier` takes it. */
  public toString(): string {
    return this.identifier;
  }
}
