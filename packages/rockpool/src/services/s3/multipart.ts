import { createHash } from "node:crypto";
import type {
  AbortMultipartUploadRequest,
  CompleteMultipartUploadOutput,
  CompleteMultipartUploadRequest,
  CreateMultipartUploadOutput,
  CreateMultipartUploadRequest,
  UploadPartOutput,
  UploadPartRequest,
} from "@aws-sdk/client-s3";
import { type Environment, randomHex } from "../../environment.js";
import { AwsError } from "../../errors.js";
import type { CallContext } from "../contract.js";
import type { WithBody } from "./objects.js";
import type { S3Store } from "./store.js";

interface Upload {
  readonly uploadId: string;
  readonly bucket: string;
  readonly key: string;
  readonly contentType?: string;
  readonly metadata: Record<string, string>;
  /** By part number. */
  readonly parts: Readonly<Record<string, { blob: string; etag: string; size: number }>>;
}

/** Uploads in parts, as the SDKs' transfer managers and `aws s3 cp` make them for files of 8 MB and more. */
export function multipartOperations(store: S3Store, environment: Environment) {
  const uploads = environment.state.collection<Upload>("s3.uploads");

  function upload(input: {
    Bucket: string | undefined;
    Key: string | undefined;
    UploadId: string | undefined;
  }): Upload {
    const found = uploads.get(input.UploadId ?? "");
    if (found === undefined || found.bucket !== input.Bucket || found.key !== input.Key) {
      throw new AwsError(
        "NoSuchUpload",
        "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.",
        { status: 404, fields: { UploadId: input.UploadId } },
      );
    }
    return found;
  }

  function end(ended: Upload): void {
    uploads.delete(ended.uploadId);
    for (const part of Object.values(ended.parts)) store.blobs.remove(part.blob);
  }

  return {
    CreateMultipartUpload(_call: CallContext, input: CreateMultipartUploadRequest): CreateMultipartUploadOutput {
      const { name } = store.bucket(input.Bucket);
      const uploadId = randomHex(environment.random, 48);
      uploads.put(uploadId, {
        uploadId,
        bucket: name,
        key: input.Key ?? "",
        metadata: { ...input.Metadata },
        parts: {},
        contentType: input.ContentType,
      });
      return { Bucket: name, Key: input.Key, UploadId: uploadId };
    },

    UploadPart(_call: CallContext, input: WithBody<UploadPartRequest>): UploadPartOutput {
      const found = upload({ Bucket: input.Bucket, Key: input.Key, UploadId: input.UploadId });
      const number = input.PartNumber ?? 0;
      if (number < 1 || number > 10_000)
        throw new AwsError("InvalidArgument", "Part number must be an integer between 1 and 10000, inclusive", {
          status: 400,
        });
      const body = typeof input.Body === "string" ? Buffer.from(input.Body) : (input.Body ?? new Uint8Array());
      const part = {
        blob: randomHex(environment.random, 32),
        etag: `"${createHash("md5").update(body).digest("hex")}"`,
        size: body.length,
      };
      store.blobs.write(part.blob, body);
      const replaced = found.parts[number];
      uploads.put(found.uploadId, { ...found, parts: { ...found.parts, [number]: part } });
      if (replaced !== undefined) store.blobs.remove(replaced.blob);
      return { ETag: part.etag };
    },

    CompleteMultipartUpload(_call: CallContext, input: CompleteMultipartUploadRequest): CompleteMultipartUploadOutput {
      const found = upload({ Bucket: input.Bucket, Key: input.Key, UploadId: input.UploadId });
      const wanted = input.MultipartUpload?.Parts ?? [];
      const parts = wanted.map((part) => {
        const stored = found.parts[part.PartNumber ?? 0];
        if (stored === undefined || stored.etag.replaceAll('"', "") !== part.ETag?.replaceAll('"', "")) {
          throw new AwsError(
            "InvalidPart",
            "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
            { status: 400 },
          );
        }
        return stored;
      });
      if (parts.length === 0)
        throw new AwsError(
          "MalformedXML",
          "The XML you provided was not well-formed or did not validate against our published schema",
          { status: 400 },
        );
      // The entity tag of a multipart object: the MD5 of the parts' MD5s, and how many there were.
      const digest = createHash("md5");
      for (const part of parts) digest.update(Buffer.from(part.etag.replaceAll('"', ""), "hex"));
      const etag = `"${digest.digest("hex")}-${parts.length}"`;
      const whole = Buffer.concat(parts.map((part) => store.blobs.read(part.blob)));
      const added = store.add(store.bucket(found.bucket), found.key, whole, {
        etag,
        contentType: found.contentType,
        headers: {},
        metadata: found.metadata,
      });
      end(found);
      return {
        Bucket: found.bucket,
        Key: found.key,
        ETag: etag,
        Location: `${environment.endpoint}/${found.bucket}/${found.key}`,
        ...(added.versionId === "null" ? {} : { VersionId: added.versionId }),
      };
    },

    AbortMultipartUpload(_call: CallContext, input: AbortMultipartUploadRequest): Record<string, never> {
      end(upload({ Bucket: input.Bucket, Key: input.Key, UploadId: input.UploadId }));
      return {};
    },
  };
}
