import fc from "fast-check";
import { expect, test } from "vitest";
import { ServiceCodec } from "./codec.js";

const LONGS = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });

/** A value beside its JSON text. */
const pair = (field: object, json: string): { field: object; json: string } => ({ field, json });
const FIELDS = fc.oneof(
  fc.string({ unit: "binary" }).map((text) => pair({ stringValue: text }, `{"stringValue":${JSON.stringify(text)}}`)),
  fc.oneof(LONGS, fc.maxSafeInteger()).map((long) => pair({ longValue: long }, `{"longValue":${long}}`)),
  fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .map((number) => pair({ doubleValue: number }, `{"doubleValue":${JSON.stringify(number)}}`)),
  fc
    .constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY)
    .map((number) => pair({ doubleValue: number }, `{"doubleValue":"${number}"}`)),
  fc
    .uint8Array()
    .map((bytes) => pair({ blobValue: bytes }, `{"blobValue":"${Buffer.from(bytes).toString("base64")}"}`)),
  fc.boolean().map((is) => pair({ isNull: undefined, booleanValue: is }, `{"booleanValue":${is}}`)),
  fc.constant(pair({ isNull: true, stringValue: null, noMember: 1 }, '{"isNull":true}')),
  fc
    .array(fc.option(LONGS))
    .map((longs) =>
      pair({ arrayValue: { longValues: longs } }, `{"arrayValue":{"longValues":[${longs.map(String).join(",")}]}}`),
    ),
);

test("what needs no change and what does stand side by side: bigints, bytes, no numbers, members that are absent or unknown", async () => {
  const codec = await ServiceCodec.load({ sdkName: "rds-data", model: () => import("@aws-sdk/client-rds-data") });
  fc.assert(
    fc.property(fc.array(fc.array(FIELDS)), (rows) => {
      const records = rows.map((row) => row.map(({ field }) => field));
      const text = rows.map((row) => `[${row.map(({ json }) => json).join(",")}]`).join(",");
      const { body } = codec.encode("ExecuteStatement", { records, numberOfRecordsUpdated: 0 }, "id");
      expect(body).toBe(`{"records":[${text}],"numberOfRecordsUpdated":0}`);
    }),
  );
});
