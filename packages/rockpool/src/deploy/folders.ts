import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import type { Environment } from "../environment.js";
import { RockpoolError } from "../errors.js";
import type { Collection } from "../state/state.js";

interface Folder {
  readonly path: string;
  /** The bucket that the folder stands for; absent: any bucket that does not exist. */
  readonly bucket?: string;
  readonly registered: number;
}

/**
 * Folders that stand for the buckets which templates name in `TemplateURL`, `S3Bucket` and the like, so that a parent
 * template can be deployed together with its children from where they lie, without an upload.
 */
export class FolderBuckets {
  readonly #folders: Collection<Folder>;
  readonly #environment: Environment;

  constructor(environment: Environment) {
    this.#environment = environment;
    this.#folders = environment.state.collection("deploy.folders");
  }

  /** From now on, also after a restart, `path` stands for `bucket`, or for any bucket that does not exist. */
  register(path: string, bucket?: string): void {
    if (!existsSync(path) || !statSync(path).isDirectory()) {
      throw new RockpoolError("FolderNotFound", `${path}, which is to stand for the bucket ${bucket}, is no folder`, {
        hint: "Give an existing folder: --template-bucket BUCKET=FOLDER.",
      });
    }
    const real = realpathSync(path);
    this.#folders.put(`${bucket ?? ""}:${real}`, {
      path: real,
      registered: this.#environment.clock.now(),
      ...(bucket === undefined ? {} : { bucket }),
    });
  }

  /**
   * The file that stands for an object, the latest registered folder first. A key may have leading parts that the
   * folder does not (`templates/v1/network.yaml` is found as `network.yaml`): the longest part that exists counts.
   */
  find(bucket: string, key: string): string | undefined {
    const folders = this.#folders.list().filter((folder) => folder.bucket === undefined || folder.bucket === bucket);
    const ordered = folders.toSorted(
      (a, b) => Number(b.bucket === bucket) - Number(a.bucket === bucket) || b.registered - a.registered,
    );
    for (const folder of ordered) {
      const parts = key.split("/");
      for (let skipped = 0; skipped < parts.length; skipped += 1) {
        const file = inside(folder.path, parts.slice(skipped).join(sep));
        if (file !== undefined) return file;
      }
    }
    return undefined;
  }

  read(bucket: string, key: string): Uint8Array | undefined {
    const file = this.find(bucket, key);
    return file === undefined ? undefined : readFileSync(file);
  }
}

/** The file `name` below `folder`, following no way out of it. */
function inside(folder: string, name: string): string | undefined {
  const path = join(folder, name);
  if (!existsSync(path) || !statSync(path).isFile()) return undefined;
  const real = realpathSync(path);
  return real.startsWith(folder.endsWith(sep) ? folder : folder + sep) ? real : undefined;
}
