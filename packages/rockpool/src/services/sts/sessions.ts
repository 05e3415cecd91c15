import { timingSafeEqual } from "node:crypto";
import type { Environment } from "../../environment.js";
import { Remembered } from "../../state/remembered.js";
import type { Collection } from "../../state/state.js";
import type { Principal } from "../contract.js";
import { newAccessKeyId, newSecretAccessKey } from "./root-credentials.js";

/** Temporary credentials as they are handed out. */
export interface TemporaryCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
}

/** What a signature is verified against, and whose it is. */
export interface KnownCredentials {
  readonly secretAccessKey: string;
  readonly principal: Principal;
}

interface SessionRecord {
  readonly principal: Principal;
  /** Milliseconds since the epoch. */
  readonly expiration: number;
  readonly sealedSecretAccessKey: string;
  readonly sealedToken: string;
}

/** A session with what is secret about it in clear text. */
interface OpenSession extends KnownCredentials {
  readonly token: string;
  readonly expiration: number;
}

const DAY = 24 * 60 * 60 * 1000;

/** The role sessions that were opened. They outlive a restart; what is secret about them is sealed. */
export class SessionStore {
  readonly #environment: Environment;
  readonly #sessions: Collection<SessionRecord>;
  readonly #open: Remembered<OpenSession | undefined>;

  constructor(environment: Environment) {
    this.#environment = environment;
    this.#sessions = environment.state.collection("sts.sessions");
    this.#open = new Remembered(this.#sessions);
    // Kept for a day after their end, so that late callers still hear that the token is expired, not unknown.
    for (const key of this.#sessions.keys()) {
      const session = this.#sessions.get(key);
      if (session !== undefined && session.expiration + DAY < environment.clock.now()) this.#sessions.delete(key);
    }
  }

  open(principal: Omit<Principal, "accessKeyId">, seconds: number): TemporaryCredentials {
    const { random, clock, state } = this.#environment;
    const accessKeyId = newAccessKeyId("ASIA", random);
    const secretAccessKey = newSecretAccessKey(random);
    const sessionToken = Buffer.from(random.bytes(192)).toString("base64");
    const expiration = clock.now() + seconds * 1000;
    this.#sessions.put(accessKeyId, {
      principal: { ...principal, accessKeyId },
      expiration,
      sealedSecretAccessKey: state.vault.seal(secretAccessKey),
      sealedToken: state.vault.seal(sessionToken),
    });
    return { accessKeyId, secretAccessKey, sessionToken, expiration: new Date(expiration) };
  }

  /** `undefined`: there is no such session, or the token is not its own. */
  lookup(accessKeyId: string, sessionToken: string | undefined): KnownCredentials | "expired" | undefined {
    // A function signs every call with the same ones.
    const session = this.#open.get(accessKeyId, () => this.#unsealed(accessKeyId));
    if (session === undefined || sessionToken === undefined) return undefined;
    if (!sameText(session.token, sessionToken)) return undefined;
    return session.expiration <= this.#environment.clock.now() ? "expired" : session;
  }

  #unsealed(accessKeyId: string): OpenSession | undefined {
    const { vault } = this.#environment.state;
    const session = this.#sessions.get(accessKeyId);
    if (session === undefined) return undefined;
    return {
      principal: session.principal,
      secretAccessKey: vault.unseal(session.sealedSecretAccessKey),
      token: vault.unseal(session.sealedToken),
      expiration: session.expiration,
    };
  }

  has(accessKeyId: string): boolean {
    return this.#sessions.has(accessKeyId);
  }
}

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
