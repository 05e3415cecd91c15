import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { type Zippable, zipSync } from "fflate";
import type { Account } from "../environment.js";
import { AwsError, RockpoolError } from "../errors.js";
import { ownerCall } from "../services/contract.js";
import type { S3Service } from "../services/s3/index.js";

/** An `*.assets.json` of a cloud assembly, as far as it is needed here. */
export interface AssetManifest {
  readonly files?: Readonly<Record<string, FileAsset>>;
  readonly dockerImages?: Readonly<Record<string, unknown>>;
}

interface FileAsset {
  readonly displayName?: string;
  readonly source: { readonly path?: string; readonly packaging?: string; readonly executable?: readonly string[] };
  readonly destinations: Readonly<Record<string, { readonly bucketName: string; readonly objectKey: string }>>;
}

/** Puts the file assets of a manifest into S3 where the template expects them. Those that are there already stay. */
export function publishAssets(manifestFile: string, s3: S3Service, account: Account): void {
  const manifest: AssetManifest = JSON.parse(readFileSync(manifestFile, "utf8"));
  const images = Object.keys(manifest.dockerImages ?? {});
  if (images.length > 0) {
    throw new RockpoolError(
      "DockerAsset",
      `${basename(manifestFile)} has ${images.length} container image asset(s), which Rockpool does not run`,
      {
        hint: "Use zip assets for functions; container images need the road to AWS.",
      },
    );
  }
  const call = ownerCall(account.accountId, account.partition);
  for (const asset of Object.values(manifest.files ?? {})) {
    for (const destination of Object.values(asset.destinations)) {
      const Bucket = fill(destination.bucketName, account);
      const Key = fill(destination.objectKey, account);
      if (objectExists(s3, Bucket, Key)) continue;
      const Body = content(asset, dirname(manifestFile));
      try {
        s3.operations.CreateBucket(call, { Bucket });
      } catch (error) {
        if (!(error instanceof AwsError && error.code === "BucketAlreadyOwnedByYou")) throw error;
      }
      s3.operations.PutObject(call, { Bucket, Key, Body });
    }
  }

  function objectExists(service: S3Service, Bucket: string, Key: string): boolean {
    try {
      service.operations.HeadObject(call, { Bucket, Key });
      return true;
    } catch (error) {
      if (error instanceof AwsError && (error.code === "NoSuchKey" || error.code === "NoSuchBucket")) return false;
      throw error;
    }
  }
}

/** The placeholders that an environment-agnostic assembly leaves in names and URLs. */
export function fill(text: string, account: Account): string {
  return text
    .replaceAll("${AWS::AccountId}", account.accountId)
    .replaceAll("${AWS::Region}", account.region)
    .replaceAll("${AWS::Partition}", account.partition);
}

function content(asset: FileAsset, directory: string): Uint8Array {
  if (asset.source.executable !== undefined) {
    throw new RockpoolError(
      "ExecutableAsset",
      `the asset ${asset.displayName ?? "without a name"} is made by a command (${asset.source.executable.join(" ")}), which Rockpool does not run`,
      {
        hint: "Make the file while the app is synthesized.",
      },
    );
  }
  const path = resolve(directory, asset.source.path ?? "");
  if (asset.source.packaging !== "zip") return readFileSync(path);
  const files: Zippable = {};
  // Function code is read once and thrown away: packing it tightly would only cost time.
  for (const file of walk(path))
    files[relative(path, file).split(sep).join("/")] = [
      readFileSync(file),
      { level: 1, attrs: (statSync(file).mode & 0o777) << 16, os: 3 },
    ];
  return zipSync(files);
}

function walk(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    // Links are followed, as the CDK's own packaging does.
    const isDirectory = entry.isSymbolicLink() ? statSync(path).isDirectory() : entry.isDirectory();
    return isDirectory ? walk(path) : [path];
  });
}
