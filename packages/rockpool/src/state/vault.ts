import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { RockpoolError } from "../errors.js";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts secrets at rest: AES-256-GCM under a key that lies beside the state, readable by its owner only. */
export class Vault {
  readonly #key: Buffer;

  private constructor(key: Buffer) {
    this.#key = key;
  }

  /** Opens the vault whose key is in `path`; makes a new key when there is none. */
  static open(path: string): Vault {
    if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString("base64"), { mode: 0o600, flag: "wx" });
    chmodSync(path, 0o600);
    const key = Buffer.from(readFileSync(path, "utf8"), "base64");
    if (key.length !== 32) {
      throw new RockpoolError("VaultKey", `the key in ${path} has ${key.length} bytes instead of 32`, {
        hint: "Restore the file from a backup, or remove the state directory to start anew.",
      });
    }
    return new Vault(key);
  }

  /** The encrypted form of `text`, printable. */
  seal(text: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv("aes-256-gcm", this.#key, nonce);
    const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
    return Buffer.concat([nonce, body, cipher.getAuthTag()]).toString("base64");
  }

  /** The text that {@link seal} was given. Throws when the sealed form was changed or belongs to another vault. */
  unseal(sealed: string): string {
    const bytes = Buffer.from(sealed, "base64");
    try {
      const decipher = createDecipheriv("aes-256-gcm", this.#key, bytes.subarray(0, NONCE_BYTES));
      decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
      const body = bytes.subarray(NONCE_BYTES, bytes.length - TAG_BYTES);
      return Buffer.concat([decipher.update(body), decipher.final()]).toString("utf8");
    } catch (cause) {
      throw new RockpoolError("VaultSeal", "an encrypted value in the state directory cannot be read with its key", {
        hint: "The file vault.key does not belong to this state; restore both from the same backup.",
        cause,
      });
    }
  }
}
