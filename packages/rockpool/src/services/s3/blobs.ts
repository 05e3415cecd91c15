import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";

/** Object contents as files, by id. A blob is complete and on disk before its id is used anywhere. */
export class BlobStore {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  write(id: string, bytes: Uint8Array): void {
    const path = this.path(id);
    const partial = `${path}.partial`;
    const file = openSync(partial, "w", 0o600);
    try {
      for (let offset = 0; offset < bytes.length;) offset += writeSync(file, bytes, offset);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(partial, path);
  }

  read(id: string): Uint8Array {
    return readFileSync(this.path(id));
  }

  remove(id: string): void {
    rmSync(this.path(id), { force: true });
  }

  path(id: string): string {
    return join(this.#directory, id);
  }
}
