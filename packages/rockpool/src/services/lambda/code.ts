import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { realpathSync } from "node:fs";
import { dirname, join, normalize, sep } from "node:path";
import { unzipSync } from "fflate";
import { buildOnce } from "../../engines/cache.js";
import { messageOf } from "../../errors.js";
import type { State } from "../../state/state.js";
import type { CodeRecord } from "./records.js";
import { invalid } from "./errors.js";

/** "Lambda quotas": 250 MB, unzipped. */
const UNZIPPED_LIMIT = 262_144_000;

/** Reads an object of a bucket. Throws the error of the s3 service when there is none. */
export type ObjectReader = (bucket: string, key: string, version?: string) => Promise<Uint8Array>;

export interface CodeSource {
  readonly ZipFile?: Uint8Array | undefined;
  readonly S3Bucket?: string | undefined;
  readonly S3Key?: string | undefined;
  readonly S3ObjectVersion?: string | undefined;
  readonly ImageUri?: string | undefined;
}

/** The directory with the unpacked code. */
export function codeDirectory(state: State, code: CodeRecord): string {
  return join(state.directory, "functions", "code", code.hash);
}

/** The same without symbolic links, as the runtimes compare paths. */
export function realCodeDirectory(state: State, code: CodeRecord): string {
  return realpathSync(codeDirectory(state, code));
}

/** Fetches an archive and unpacks it into a directory named by its content. */
export async function storeCode(
  state: State,
  source: CodeSource,
  options: { read: ObjectReader; inline?: boolean },
): Promise<CodeRecord> {
  const archive = await readArchive(source, options.read);
  const hash = createHash("sha256").update(archive).digest("hex");
  const code = { hash, size: archive.length, inline: options.inline ?? false };
  // Node asks the nearest package.json what kind of modules these are. On AWS nothing above /var/task counts; here the
  // state directory may lie in a project of another kind.
  await writeFile(join(state.subdirectory("functions"), "package.json"), "{}\n");
  state.subdirectory("functions", "code");
  await buildOnce(codeDirectory(state, code), (draft) => unpack(archive, draft));
  return code;
}

/** As AWS writes it: base64. */
export function codeSha256(code: CodeRecord): string {
  return Buffer.from(code.hash, "hex").toString("base64");
}

async function readArchive(source: CodeSource, read: ObjectReader): Promise<Uint8Array> {
  if (source.ZipFile !== undefined) return source.ZipFile;
  if (source.ImageUri !== undefined) {
    throw invalid(
      "Rockpool runs functions from Zip archives; container images (ImageUri) need Docker, which it does without",
    );
  }
  const { S3Bucket, S3Key } = source;
  if (S3Bucket === undefined || S3Key === undefined) {
    throw invalid("Please provide a source for function code.");
  }
  try {
    return await read(S3Bucket, S3Key, source.S3ObjectVersion);
  } catch (error) {
    throw invalid(`Error occurred while GetObject. S3 Error Message: ${messageOf(error)} (s3://${S3Bucket}/${S3Key})`);
  }
}

async function unpack(archive: Uint8Array, directory: string): Promise<void> {
  let total = 0;
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(archive, {
      filter: ({ originalSize }) => {
        total += originalSize;
        if (total > UNZIPPED_LIMIT) throw invalid(`Unzipped size must be smaller than ${UNZIPPED_LIMIT} bytes`);
        return true;
      },
    });
  } catch (error) {
    if (total > UNZIPPED_LIMIT) throw error;
    throw invalid("Could not unzip uploaded file. Please check your file, then try to upload again.");
  }
  if (Object.keys(files).length === 0) throw invalid("Uploaded file must be a non-empty zip");
  for (const [name, content] of Object.entries(files)) {
    const path = join(directory, normalize(name));
    // An entry must not leave its directory, however it is spelled.
    if (name.includes("\\") || !path.startsWith(directory + sep)) {
      throw invalid(`Could not unzip uploaded file: the entry ${JSON.stringify(name)} points out of the archive`);
    }
    if (name.endsWith("/")) await mkdir(path, { recursive: true });
    else {
      await mkdir(dirname(path), { recursive: true });
      // The archive's own modes are not read; programs in it must be able to run.
      await writeFile(path, content, { mode: 0o755 });
    }
  }
}
