import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { RockpoolError } from "../errors.js";

interface Folder {
  readonly path: string;
  /** The bucket that the folder stands for; absent: any bucket that does not exist. */
  readonly bucket?: string;
}

/**
 * Folders that stand for the buckets which templates name in `TemplateURL`, `S3Bucket` and the like, so that a parent
 * template can be deployed together with its children from where they lie, without an upload. They do so while their
 * deployment runs, and no longer.
 */
export class FolderBuckets {
  /** The latest first. */
  #folders: readonly Folder[] = [];

  /**
   * From now on `path` stands for `bucket`, or for any bucket that does not exist. Disposal ends this.
   *
   * @throws RockpoolError `FolderNotFound`
   */
  use(path: string, bucket?: string): Disposable {
    if (!existsSync(path) || !statSync(path).isDirectory()) {
      throw new RockpoolError("FolderNotFound", `${path}, which is to stand for the bucket ${bucket}, is no folder`, {
        hint: "Give an existing folder: --template-bucket BUCKET=FOLDER.",
      });
    }
    const folder: Folder = { path: realpathSync(path), ...(bucket === undefined ? {} : { bucket }) };
    this.#folders = [folder, ...this.#folders];
    return {
      [Symbol.dispose]: () => {
        this.#folders = this.#folders.filter((other) => other !== folder);
      },
    };
  }

  /**
   * The file that stands for an object, the latest folder first. A key may have leading parts that the
   * folder does not (`templates/v1/network.yaml` is found as `network.yaml`): the longest part that exists counts.
   */
  find(bucket: string, key: string): string | undefined {
    const named = this.#folders.filter((folder) => folder.bucket === bucket);
    const unnamed = this.#folders.filter((folder) => folder.bucket === undefined);
    for (const folder of [...named, ...unnamed]) {
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
