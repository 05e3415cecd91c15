import { expect, test } from "vitest";
import { parseS3Url } from "./url.js";

test.each([
  ["https://bucket.s3.eu-west-1.amazonaws.com/a/b.yaml", "bucket", "a/b.yaml"],
  ["https://my.dotted.bucket.s3.amazonaws.com/b.yaml", "my.dotted.bucket", "b.yaml"],
  ["https://bucket.s3-eu-west-1.amazonaws.com/b.yaml", "bucket", "b.yaml"],
  ["https://s3.eu-west-1.amazonaws.com/bucket/a/b.yaml", "bucket", "a/b.yaml"],
  ["https://s3.amazonaws.com/bucket/a%20b.yaml", "bucket", "a b.yaml"],
  ["http://127.0.0.1:4566/bucket/b.yaml", "bucket", "b.yaml"],
  ["http://bucket.localhost:4566/b.yaml", "bucket", "b.yaml"],
  ["s3://bucket/a/b.yaml", "bucket", "a/b.yaml"],
])("%s is an object", (url, bucket, key) => {
  expect(parseS3Url(url)).toEqual({ bucket, key });
});

test.each([
  "https://example.com/bucket/key",
  "https://s3.amazonaws.com/bucket",
  "https://bucket.s3.amazonaws.com/",
  "ftp://bucket/key",
  "main.yaml",
])("%s is none", (url) => {
  expect(parseS3Url(url)).toBeUndefined();
});
