import { randomBytes } from "node:crypto";
import type { EventBus } from "./events.js";
import type { State } from "./state/state.js";

/** Where the pool pretends to be. */
export interface Account {
  /** Twelve digits. */
  readonly accountId: string;
  readonly region: string;
  /** `aws` */
  readonly partition: string;
  /** `amazonaws.com` */
  readonly urlSuffix: string;
}

/** Time and randomness, from outside so that tests can hold them. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

export interface Random {
  bytes(count: number): Uint8Array;
}

/** What every part of the pool is given. Passed by hand; there are no globals. */
export interface Environment {
  readonly account: Account;
  readonly state: State;
  readonly events: EventBus;
  readonly clock: Clock;
  readonly random: Random;
  /** The gateway's address, e.g. `http://127.0.0.1:4566`; known before any service is called. */
  readonly endpoint: string;
}

export const systemClock: Clock = { now: () => Date.now() };
export const systemRandom: Random = { bytes: (count) => randomBytes(count) };

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/** A random text of `length` characters out of `alphabet` (default A-Z and 0-9, as in CloudFormation's generated names). */
export function randomText(random: Random, length: number, alphabet: string = LETTERS): string {
  // Rejection keeps every character equally likely.
  const limit = 256 - (256 % alphabet.length);
  let text = "";
  while (text.length < length) {
    for (const byte of random.bytes(length)) {
      if (byte < limit && text.length < length) text += alphabet[byte % alphabet.length];
    }
  }
  return text;
}

/** `count` random bytes as hexadecimal digits: AWS resource ids such as `vpc-0a1b...`. */
export function randomHex(random: Random, digits: number): string {
  return randomText(random, digits, "0123456789abcdef");
}

/** `arn:<partition>:<service>:<region>:<account>:<resource>`. */
export function arn(
  account: Account,
  service: string,
  resource: string,
  options: { region?: string; accountId?: string } = {},
): string {
  return `arn:${account.partition}:${service}:${options.region ?? account.region}:${options.accountId ?? account.accountId}:${resource}`;
}
