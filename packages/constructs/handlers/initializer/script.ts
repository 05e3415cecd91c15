import { createHash } from "node:crypto";
import { GetObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import type { Script, ScriptSource } from "../../src/initializer/sql/plan";

/** Where a script lies, and what it must be. */
export interface ScriptLocation {
  readonly bucket: string;
  readonly key: string;
  readonly hash: string;
}

/** Reads a script from its asset. */
export async function readScript(
  s3: S3Client,
  { bucket, key, hash }: ScriptLocation,
  signal: AbortSignal,
): Promise<Script> {
  const object = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }), { abortSignal: signal });
  const text = (await object.Body?.transformToString("utf-8")) ?? "";
  const found = createHash("sha256").update(text).digest("hex");
  if (found !== hash)
    throw new Error(
      `the script asset s3://${bucket}/${key} is not the one of this deployment (SHA-256 ${found}); deploy again`,
    );
  return parse(text);
}

function parse(text: string): Script {
  const value: unknown = JSON.parse(text);
  if (
    isRecord(value) &&
    (value.dialect === "postgresql" || value.dialect === "mysql") &&
    Array.isArray(value.sources)
  ) {
    return { dialect: value.dialect, sources: value.sources.filter(isSource) };
  }
  throw new Error("the script asset is not one of this construct");
}

function isSource(value: unknown): value is ScriptSource {
  return isRecord(value) && typeof value.name === "string" && typeof value.text === "string";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
