import type { Clock } from "../../environment.js";
import { AwsError } from "../../errors.js";
import type { Credentials } from "../../functions/contract.js";
import { invalid } from "./errors.js";

/** Opens a session of a role for the Lambda service; throws when there is no such role or it does not trust Lambda. */
export type CredentialsFor = (roleArn: string, sessionName: string) => Promise<Credentials>;

/** Warm processes live on only while their credentials are the same ones; sessions must last longer than this. */
const REUSE_MILLISECONDS = 30 * 60 * 1000;

const CANNOT_ASSUME = "The role defined for the function cannot be assumed by Lambda.";

/** The sessions of functions' roles, one for each function, renewed in time. */
export class RoleCredentials {
  readonly #open: CredentialsFor;
  readonly #clock: Clock;
  readonly #sessions = new Map<string, { roleArn: string; credentials: Promise<Credentials>; since: number }>();

  constructor(open: CredentialsFor, clock: Clock) {
    this.#open = open;
    this.#clock = clock;
  }

  /** Throws AWS's error when the role cannot be assumed. */
  async check(roleArn: string, functionName: string): Promise<void> {
    await this.#session(roleArn, functionName).catch((cause: unknown) => {
      throw invalid(CANNOT_ASSUME + detail(cause));
    });
  }

  async get(roleArn: string, functionName: string): Promise<Credentials> {
    return this.#session(roleArn, functionName).catch((cause: unknown) => {
      throw new AwsError("AccessDeniedException", CANNOT_ASSUME + detail(cause), { status: 403, cause });
    });
  }

  forget(functionName: string): void {
    this.#sessions.delete(functionName);
  }

  #session(roleArn: string, functionName: string): Promise<Credentials> {
    const known = this.#sessions.get(functionName);
    const now = this.#clock.now();
    if (known?.roleArn === roleArn && now - known.since < REUSE_MILLISECONDS) return known.credentials;
    const credentials = this.#open(roleArn, functionName);
    this.#sessions.set(functionName, { roleArn, credentials, since: now });
    credentials.catch(() => this.#sessions.delete(functionName));
    return credentials;
  }
}

// AWS says no more; what is wrong with the role helps the person who has to mend it.
function detail(cause: unknown): string {
  return cause instanceof AwsError && cause.message !== CANNOT_ASSUME ? ` (${cause.message})` : "";
}
