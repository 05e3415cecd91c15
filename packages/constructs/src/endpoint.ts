import { Token } from "aws-cdk-lib/core";

/** Where a database listens: host name and port. */
export class Endpoint {
  /** The host name. */
  public readonly hostname: string;

  /** The port; may be a token. */
  public readonly port: number;

  /**
   * @param address the host name
   * @param port the port; may be a token
   */
  public constructor(address: string, port: number) {
    this.hostname = address;
    this.port = port;
  }

  /** `host:port`, as most clients take it. */
  public get socketAddress(): string {
    return `${this.hostname}:${Token.isUnresolved(this.port) ? Token.asString(this.port) : this.port}`;
  }
}
