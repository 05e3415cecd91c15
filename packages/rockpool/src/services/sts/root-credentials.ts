import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Random, randomText, systemRandom } from "../../environment.js";
import { messageOf, RockpoolError } from "../../errors.js";
import type { State } from "../../state/state.js";

/** A long-lived key pair. */
export interface KeyPair {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** The file in the state directory that holds the credentials of the pool's owner. */
export const CREDENTIALS_FILE = "credentials.json";

/**
 * The credentials of the pool's owner. Made at the first call for a state directory and kept in `credentials.json`
 * there, readable by its owner only.
 */
export function rootCredentials(state: State, random: Random = systemRandom): KeyPair {
  const path = join(state.directory, CREDENTIALS_FILE);
  if (!existsSync(path)) {
    const made: KeyPair = { accessKeyId: newAccessKeyId("AKIA", random), secretAccessKey: newSecretAccessKey(random) };
    writeFileSync(path, `${JSON.stringify(made, undefined, 2)}\n`, { mode: 0o600, flag: "wx" });
  }
  chmodSync(path, 0o600);
  return parse(readFileSync(path, "utf8"), path);
}

/** `AKIA...` (lasting) or `ASIA...` (temporary): the prefix and 16 characters. */
export function newAccessKeyId(prefix: "AKIA" | "ASIA", random: Random): string {
  return prefix + randomText(random, 16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");
}

/** 40 characters of base64, 240 bits. */
export function newSecretAccessKey(random: Random): string {
  return Buffer.from(random.bytes(30)).toString("base64");
}

function parse(text: string, path: string): KeyPair {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && "accessKeyId" in value && "secretAccessKey" in value) {
      const { accessKeyId, secretAccessKey } = value;
      if (typeof accessKeyId === "string" && typeof secretAccessKey === "string") {
        return { accessKeyId, secretAccessKey };
      }
    }
    throw new Error("accessKeyId and secretAccessKey, two strings, are expected");
  } catch (cause) {
    throw new RockpoolError("CredentialsFile", `the credentials in ${path} cannot be read: ${messageOf(cause)}`, {
      hint: "Delete the file: the next start makes new credentials, and `rockpool env` prints them.",
    });
  }
}
