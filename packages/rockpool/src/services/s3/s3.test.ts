import fc from "fast-check";
import { expect, test } from "vitest";
import { testEnvironment } from "../../testing/environment.js";
import { ownerCall } from "../contract.js";
import { createS3Service } from "./index.js";

const call = ownerCall("000000000000");

function s3WithBucket(environment: ReturnType<typeof testEnvironment>) {
  const { operations } = createS3Service(environment);
  operations.CreateBucket(call, { Bucket: "assets" });
  return operations;
}

test("an object comes back as it was put, also for a service opened later on the same state", () => {
  using environment = testEnvironment();
  const s3 = s3WithBucket(environment);
  const body = Uint8Array.from({ length: 1000 }, (_, index) => index % 256);
  const put = s3.PutObject(call, {
    Bucket: "assets",
    Key: "a/b c+d.zip",
    Body: body,
    ContentType: "application/zip",
    Metadata: { owner: "me" },
  });
  const later = createS3Service(environment).operations.GetObject(call, { Bucket: "assets", Key: "a/b c+d.zip" });
  expect(later.Body).toEqual(Buffer.from(body));
  expect(later).toMatchObject({
    ContentType: "application/zip",
    ContentLength: 1000,
    Metadata: { owner: "me" },
    ETag: put.ETag,
  });
  expect(s3.GetObject(call, { Bucket: "assets", Key: "a/b c+d.zip", Range: "bytes=10-19" })).toMatchObject({
    ContentRange: "bytes 10-19/1000",
    ContentLength: 10,
  });
});

test.each([
  ["an unknown bucket", { Bucket: "nowhere", Key: "k" }, "NoSuchBucket", 404],
  ["an unknown key", { Bucket: "assets", Key: "k" }, "NoSuchKey", 404],
  ["an unknown version", { Bucket: "assets", Key: "k", VersionId: "v" }, "NoSuchVersion", 404],
])("GetObject of %s fails as S3 does", (_name, input, code, status) => {
  using environment = testEnvironment();
  const s3 = s3WithBucket(environment);
  expect(() => s3.GetObject(call, input)).toThrow(expect.objectContaining({ code, status }));
});

test("with versioning, deleting leaves a marker and every version stays listed until it is removed by id", () => {
  using environment = testEnvironment();
  const s3 = s3WithBucket(environment);
  s3.PutBucketVersioning(call, { Bucket: "assets", VersioningConfiguration: { Status: "Enabled" } });
  const first = s3.PutObject(call, { Bucket: "assets", Key: "k", Body: "one" });
  s3.PutObject(call, { Bucket: "assets", Key: "k", Body: "two" });
  s3.DeleteObject(call, { Bucket: "assets", Key: "k" });
  expect(() => s3.GetObject(call, { Bucket: "assets", Key: "k" })).toThrow("The specified key does not exist.");
  expect(
    Buffer.from(s3.GetObject(call, { Bucket: "assets", Key: "k", VersionId: first.VersionId }).Body).toString(),
  ).toBe("one");
  const listed = s3.ListObjectVersions(call, { Bucket: "assets" });
  expect(listed.Versions).toHaveLength(2);
  expect(listed.DeleteMarkers).toHaveLength(1);
  expect(() => s3.DeleteBucket(call, { Bucket: "assets" })).toThrow("The bucket you tried to delete is not empty");
  const Objects = [...(listed.Versions ?? []), ...(listed.DeleteMarkers ?? [])].map(({ Key, VersionId }) => ({
    Key,
    VersionId,
  }));
  s3.DeleteObjects(call, { Bucket: "assets", Delete: { Objects } });
  s3.DeleteBucket(call, { Bucket: "assets" });
});

test("listing page by page gives every key or common prefix once, in order", () => {
  const keys = fc.uniqueArray(fc.stringMatching(/^[ab/]{1,6}$/), { maxLength: 30 });
  fc.assert(
    fc.property(
      keys,
      fc.constantFrom("", "a", "a/"),
      fc.constantFrom(undefined, "/"),
      fc.integer({ min: 1, max: 7 }),
      (all, Prefix, Delimiter, MaxKeys) => {
        using environment = testEnvironment();
        const s3 = s3WithBucket(environment);
        for (const Key of all) s3.PutObject(call, { Bucket: "assets", Key, Body: Key });
        const seen: string[] = [];
        let ContinuationToken: string | undefined;
        do {
          const page = s3.ListObjectsV2(call, { Bucket: "assets", Prefix, Delimiter, MaxKeys, ContinuationToken });
          seen.push(
            ...[
              ...(page.Contents ?? []).map(({ Key }) => Key ?? ""),
              ...(page.CommonPrefixes ?? []).map(({ Prefix: common }) => common ?? ""),
            ].toSorted(),
          );
          ContinuationToken = page.NextContinuationToken;
        } while (ContinuationToken !== undefined);
        const group = (key: string) => {
          const cut = Delimiter === undefined ? -1 : key.indexOf(Delimiter, Prefix.length);
          return cut < 0 ? key : key.slice(0, cut + 1);
        };
        expect(seen).toEqual([...new Set(all.filter((key) => key.startsWith(Prefix)).map(group))].toSorted());
      },
    ),
    { numRuns: 15 },
  );
});

test("an upload in parts becomes one object in the order of the part numbers", () => {
  using environment = testEnvironment();
  const s3 = s3WithBucket(environment);
  const at = { Bucket: "assets", Key: "big" };
  const { UploadId } = s3.CreateMultipartUpload(call, at);
  const two = s3.UploadPart(call, { ...at, UploadId, PartNumber: 2, Body: "world" });
  const one = s3.UploadPart(call, { ...at, UploadId, PartNumber: 1, Body: "hello " });
  const Parts = [
    { PartNumber: 1, ETag: one.ETag },
    { PartNumber: 2, ETag: two.ETag },
  ];
  expect(() =>
    s3.CompleteMultipartUpload(call, { ...at, UploadId, MultipartUpload: { Parts: [{ PartNumber: 1, ETag: "x" }] } }),
  ).toThrow("specified parts could not be found");
  s3.CompleteMultipartUpload(call, { ...at, UploadId, MultipartUpload: { Parts } });
  expect(Buffer.from(s3.GetObject(call, at).Body).toString()).toBe("hello world");
  expect(() => s3.AbortMultipartUpload(call, { ...at, UploadId })).toThrow("The specified upload does not exist.");
});

test("a copy answers with its own time, not with that of what it was made from", () => {
  let now = Date.parse("2026-01-01T00:00:00Z");
  using environment = testEnvironment({ clock: { now: () => now } });
  const s3 = s3WithBucket(environment);
  s3.PutObject(call, { Bucket: "assets", Key: "from", Body: "x" });
  now += 60_000;
  const { CopyObjectResult } = s3.CopyObject(call, { Bucket: "assets", Key: "to", CopySource: "assets/from" });
  expect(CopyObjectResult?.LastModified).toEqual(new Date(now));
  expect(s3.HeadObject(call, { Bucket: "assets", Key: "to" }).LastModified).toEqual(new Date(now));
});

const versionActions: Array<[operation: string, input: Record<string, unknown>, needed: string[]]> = [
  ["GetObject", { Key: "k" }, ["s3:GetObject k"]],
  ["GetObject", { Key: "k", VersionId: "v" }, ["s3:GetObjectVersion k"]],
  ["HeadObject", { Key: "k", VersionId: "v" }, ["s3:GetObjectVersion k"]],
  ["DeleteObject", { Key: "k", VersionId: "v" }, ["s3:DeleteObjectVersion k"]],
  ["GetObjectTagging", { Key: "k", VersionId: "v" }, ["s3:GetObjectVersionTagging k"]],
  ["PutObjectTagging", { Key: "k", VersionId: "v" }, ["s3:PutObjectVersionTagging k"]],
  [
    "DeleteObjects",
    { Delete: { Objects: [{ Key: "a" }, { Key: "b", VersionId: "v" }] } },
    ["s3:DeleteObject a", "s3:DeleteObjectVersion b"],
  ],
  ["CopyObject", { Key: "k", CopySource: "/assets/a%20b" }, ["s3:PutObject k", "s3:GetObject a b"]],
  ["CopyObject", { Key: "k", CopySource: "assets/a?versionId=v" }, ["s3:PutObject k", "s3:GetObjectVersion a"]],
];

test.each(versionActions)("%s of %j needs %j", (operation, input, needed) => {
  using environment = testEnvironment();
  const { permissions } = createS3Service(environment);
  const found = permissions(operation, { Bucket: "assets", ...input });
  expect(found.map(({ action, resource }) => `${action} ${resource.replace("arn:aws:s3:::assets/", "")}`)).toEqual(
    needed,
  );
});
