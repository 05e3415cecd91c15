/** An error of Rockpool itself: what happened, and what to do about it. Services throw {@link AwsError} instead. */
export class RockpoolError extends Error {
  override readonly name = "RockpoolError";
  /** A stable identifier, e.g. `PortInUse`. */
  readonly code: string;
  /** What the user can do, a whole sentence. */
  readonly hint: string | undefined;

  constructor(code: string, message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
  }
}

/**
 * An error that an AWS service declares. The gateway renders it in the service's own wire format;
 * CloudFormation shows it as a resource's status reason.
 */
export class AwsError extends Error {
  override readonly name = "AwsError";
  /** The name of the error shape, e.g. `DBClusterNotFoundFault`, or a common error such as `ValidationError`. */
  readonly code: string;
  /** HTTP status; by default the one that the service's model declares for the shape, else 400. */
  readonly status: number | undefined;
  /** Further members of the error shape. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** What the caller can do instead, a whole sentence for the pool's log: AWS's answer does not say it. Holds nothing of the request but names of resources. */
  readonly hint: string | undefined;

  constructor(
    code: string,
    message: string,
    options: { status?: number; fields?: Record<string, unknown>; hint?: string; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.code = code;
    this.status = options.status;
    this.fields = options.fields ?? {};
    this.hint = options.hint;
  }
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Why something failed, for places that hold one text: the message and, where there is one, what the user can do. */
export function reasonOf(error: unknown): string {
  const hint = error instanceof RockpoolError ? error.hint : undefined;
  return hint === undefined ? messageOf(error) : `${messageOf(error)}. ${hint}`;
}
