import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AwsError } from "../../errors.js";
import { ServiceCodec } from "./codec.js";
import type { WireRequest } from "./wire.js";
import { escapeXml } from "./xml.js";
import { parseXml } from "./xml-parser.js";

const rds = await ServiceCodec.load({ sdkName: "rds", model: () => import("@aws-sdk/client-rds") });
const rdsData = await ServiceCodec.load({ sdkName: "rds-data", model: () => import("@aws-sdk/client-rds-data") });
const secrets = await ServiceCodec.load({
  sdkName: "secrets-manager",
  model: () => import("@aws-sdk/client-secrets-manager"),
});
const lambda = await ServiceCodec.load({ sdkName: "lambda", model: () => import("@aws-sdk/client-lambda") });
const s3 = await ServiceCodec.load({ sdkName: "s3", model: () => import("@aws-sdk/client-s3") });

function request(method: string, target: string, body = "", headers: Record<string, string> = {}): WireRequest {
  const [path = "/", query = ""] = target.split("?");
  return { method, path, query, headers, body: Buffer.from(body) };
}
const form = (body: string): WireRequest => request("POST", "/", body);
const json = (operation: string, body: string): WireRequest =>
  request("POST", "/", body, { "x-amz-target": `secretsmanager.${operation}` });
const text = (body: Uint8Array | string): string => Buffer.from(body).toString();
const refusal = (run: () => unknown): unknown[] => {
  try {
    return ["accepted", run()];
  } catch (error) {
    return error instanceof AwsError ? [error.code, error.status, error.message] : [error];
  }
};

test("which operation is called is known in front of the body, where path or headers tell it", () => {
  expect(lambda.operationOf(request("POST", "/2015-03-31/functions/f/invocations", "{"))).toBe("Invoke");
  expect(lambda.operationOf(request("POST", "/2015-03-31/nothing"))).toBeUndefined();
  expect(secrets.operationOf(json("GetSecretValue", "{"))).toBe("GetSecretValue");
  expect(secrets.operationOf(json("Nonsense", "{"))).toBeUndefined();
  expect(rds.operationOf(form("Action=DescribeDBClusters"))).toBeUndefined();
});

describe("a query request", () => {
  test("is read with or without the level between a list's name and its numbers, in the order of the numbers, unknown parameters ignored", () => {
    const expected = { operation: "DescribeDBClusters", input: { Filters: [{ Name: "a", Values: ["1", "2"] }] } };
    const start = "Action=DescribeDBClusters&Version=2014-10-31&Nonsense.member.1=x";
    for (const rest of [
      "Filters.Filter.1.Name=a&Filters.Filter.1.Values.Value.2=2&Filters.Filter.1.Values.Value.1=1",
      "Filters.member.1.Name=a&Filters.member.1.Values.member.1=1&Filters.member.1.Values.member.10=2",
      "Filters.1.Name=a&Filters.1.Values.1=1&Filters.1.Values.2=2",
    ]) {
      expect(rds.decode(form(`${start}&${rest}`))).toEqual(expected);
      expect(rds.decode(request("GET", `/?${start}&${rest}`))).toEqual(expected);
    }
  });

  test("is refused in AWS's words", () => {
    expect(refusal(() => rds.decode(form("Action=Nonsense")))).toMatchInlineSnapshot(`
      [
        "InvalidAction",
        400,
        "The action Nonsense is not valid for this web service (rds).",
      ]
    `);
    expect(refusal(() => rds.decode(form("Version=1")))).toMatchInlineSnapshot(`
      [
        "MissingAction",
        400,
        "The request is missing an action or a required parameter.",
      ]
    `);
    expect(refusal(() => rds.decode(form("Action=CreateDBCluster&Tags.Tag.1.Key=a")))).toMatchInlineSnapshot(`
      [
        "ValidationError",
        400,
        "2 validation errors detected: Value null at 'dBClusterIdentifier' failed to satisfy constraint: Member must not be null; Value null at 'engine' failed to satisfy constraint: Member must not be null",
      ]
    `);
    expect(refusal(() => rds.decode(form("Action=DescribeDBClusters&MaxRecords=many")))).toMatchInlineSnapshot(`
      [
        "MalformedInput",
        400,
        "The request could not be read: 'many' is not a number",
      ]
    `);
  });

  test("is answered in XML that names the operation, with every special character kept", () => {
    const { body } = rds.encode(
      "DescribeDBClusters",
      { DBClusters: [{ DBClusterIdentifier: "<&>\r", Port: 5432, VpcSecurityGroups: [] }] },
      "id-1",
    );
    expect(text(body)).toMatchInlineSnapshot(
      `"<DescribeDBClustersResponse xmlns="http://rds.amazonaws.com/doc/2014-10-31/"><DescribeDBClustersResult><DBClusters><DBCluster><DBClusterIdentifier>&lt;&amp;&gt;&#xd;</DBClusterIdentifier><Port>5432</Port><VpcSecurityGroups></VpcSecurityGroups></DBCluster></DBClusters></DescribeDBClustersResult><ResponseMetadata><RequestId>id-1</RequestId></ResponseMetadata></DescribeDBClustersResponse>"`,
    );
  });

  test("that fails is answered with the error's query code", () => {
    const { status, body } = rds.encodeError(
      new AwsError("DBInstanceNotFoundFault", "DBInstance x not found."),
      "id-1",
    );
    expect([status, text(body)]).toMatchInlineSnapshot(`
      [
        404,
        "<ErrorResponse xmlns="http://rds.amazonaws.com/doc/2014-10-31/"><Error><Type>Sender</Type><Code>DBInstanceNotFound</Code><Message>DBInstance x not found.</Message></Error><RequestId>id-1</RequestId></ErrorResponse>",
      ]
    `);
  });
});

describe("a JSON request", () => {
  test("keeps every digit of a whole number, in and out", () => {
    const body =
      '{"resourceArn":"a","secretArn":"b","sql":"c","parameters":[{"value":{"longValue":9223372036854775807}},{"value":{"longValue":-3}},{"value":{"doubleValue":1e300}},{"value":{"stringValue":"9223372036854775807"}}]}';
    const { input } = rdsData.decode(request("POST", "/Execute", body));
    expect(input["parameters"]).toEqual([
      { value: { longValue: 9223372036854775807n } },
      { value: { longValue: -3 } },
      { value: { doubleValue: 1e300 } },
      { value: { stringValue: "9223372036854775807" } },
    ]);
    expect(
      text(
        rdsData.encode(
          "ExecuteStatement",
          { records: [[{ longValue: -9223372036854775808n }, { doubleValue: Number.NaN }]] },
          "id",
        ).body,
      ),
    ).toBe('{"records":[[{"longValue":-9223372036854775808},{"doubleValue":"NaN"}]]}');
  });

  test("is read whatever its content type, unknown and null members ignored", () => {
    expect(secrets.decode(json("GetSecretValue", '{"SecretId":"a","VersionId":null,"Else":1}'))).toEqual({
      operation: "GetSecretValue",
      input: { SecretId: "a" },
    });
  });

  test("is refused in AWS's words", () => {
    expect(refusal(() => secrets.decode(json("Nonsense", "{}")))).toMatchInlineSnapshot(`
      [
        "UnknownOperationException",
        400,
        "The action Nonsense is not valid for this web service (secrets-manager).",
      ]
    `);
    expect(refusal(() => secrets.decode(json("GetSecretValue", "")))).toMatchInlineSnapshot(`
      [
        "ValidationException",
        400,
        "1 validation error detected: Value null at 'secretId' failed to satisfy constraint: Member must not be null",
      ]
    `);
    expect(refusal(() => secrets.decode(json("GetSecretValue", '{"SecretId":1}')))).toMatchInlineSnapshot(`
      [
        "SerializationException",
        400,
        "The request could not be read: NUMBER_VALUE cannot be converted to String",
      ]
    `);
    expect(refusal(() => secrets.decode(json("GetSecretValue", "[]")))).toMatchInlineSnapshot(`
      [
        "SerializationException",
        400,
        "The request could not be read: LIST_VALUE cannot be converted to structure",
      ]
    `);
    expect(refusal(() => secrets.decode(json("GetSecretValue", "{")))[0]).toBe("SerializationException");
    expect(refusal(() => rdsData.decode(request("POST", "/Execute", "nonsense")))[0]).toBe("BadRequestException");
    const cutBlob = '{"resourceArn":"a","secretArn":"b","sql":"c","parameters":[{"value":{"blobValue":"AAAAA"}}]}';
    expect(refusal(() => rdsData.decode(request("POST", "/Execute", cutBlob)))).toEqual([
      "BadRequestException",
      400,
      "The request could not be read: a blob must be base64 text",
    ]);
    expect(refusal(() => rdsData.decode(request("GET", "/Execute")))).toMatchInlineSnapshot(`
      [
        "UnknownOperationException",
        404,
        "The action GET /Execute is not valid for this web service (rds-data).",
      ]
    `);
  });

  test("is refused when it holds no text: what would be stored is not what was sent", () => {
    const notUtf8 = Buffer.from('{"SecretId":"caf\xe9"}', "latin1");
    expect(refusal(() => secrets.decode({ ...json("GetSecretValue", ""), body: notUtf8 }))).toEqual([
      "SerializationException",
      400,
      "The request could not be read: the body is not valid UTF-8",
    ]);
    expect(refusal(() => rds.decode({ ...form(""), body: Buffer.from("Action=caf\xe9", "latin1") }))).toEqual([
      "MalformedInput",
      400,
      "The request could not be read: the body is not valid UTF-8",
    ]);
    for (const half of [
      String.raw`"x\ud800"`,
      String.raw`"\uDC00x"`,
      String.raw`"\ud83d \ude00"`,
      String.raw`{"\ud800":1}`,
    ]) {
      const statement = request("POST", "/Execute", `{"resourceArn":"a","secretArn":"b","sql":${half}}`);
      expect([half, ...refusal(() => rdsData.decode(statement))]).toEqual([
        half,
        "BadRequestException",
        400,
        "The request could not be read: it holds half of a surrogate pair, which is no character",
      ]);
    }
    const deep = `{"SecretId":"\\ud83d\\ude00","Else":${"[".repeat(500_000)}${"]".repeat(500_000)}}`;
    expect(secrets.decode(json("GetSecretValue", deep)).input).toEqual({ SecretId: "😀" });
    // Python writes characters beyond the first plane so; a backslash that is escaped escapes nothing.
    const whole = json("GetSecretValue", String.raw`{"SecretId":"\ud83d\ude00 \\ud800","Else":12345678901234567890}`);
    expect(secrets.decode(whole).input).toEqual({ SecretId: "😀 \\ud800" });
  });

  test("that fails is answered with the error's name and its status", () => {
    expect(
      lambda.encodeError(
        new AwsError("ResourceNotFoundException", "Function not found", { fields: { Type: "User" } }),
        "id",
      ),
    ).toEqual({
      status: 404,
      headers: { "content-type": "application/json", "x-amzn-errortype": "ResourceNotFoundException" },
      body: '{"Type":"User","Message":"Function not found"}',
    });
    expect(text(secrets.encodeError(new AwsError("AccessDeniedException", "No.", { status: 400 }), "id").body)).toBe(
      '{"__type":"AccessDeniedException","message":"No."}',
    );
  });
});

describe("the S3 codec", () => {
  test.for([
    ["GET", "/", {}, "ListBuckets"],
    ["PUT", "/b", {}, "CreateBucket"],
    ["HEAD", "/b/", {}, "HeadBucket"],
    ["GET", "/b", {}, "ListObjects"],
    ["GET", "/b?list-type=2&prefix=a%2Fb", {}, "ListObjectsV2"],
    ["GET", "/b?location", {}, "GetBucketLocation"],
    ["GET", "/b?versions", {}, "ListObjectVersions"],
    ["POST", "/b?delete=", {}, "DeleteObjects"],
    ["PUT", "/b/k", {}, "PutObject"],
    ["PUT", "/b/k?x-id=PutObject", {}, "PutObject"],
    ["PUT", "/b/k", { "x-amz-copy-source": "/b/j" }, "CopyObject"],
    ["PUT", "/b/k?partNumber=1&uploadId=u", {}, "UploadPart"],
    ["PUT", "/b/k?partNumber=1&uploadId=u", { "x-amz-copy-source": "/b/j" }, "UploadPartCopy"],
    ["POST", "/b/k?uploads", {}, "CreateMultipartUpload"],
    ["DELETE", "/b/k?uploadId=u", {}, "AbortMultipartUpload"],
    ["GET", "/b/k/with/parts/", {}, "GetObject"],
    ["GET", "/b/k?tagging", {}, "GetObjectTagging"],
  ] as const)("takes %s %s %j for %s", ([method, target, headers, operation]) => {
    const body = operation === "DeleteObjects" ? "<Delete><Object><Key>k</Key></Object></Delete>" : "";
    expect(s3.decode(request(method, target, body, headers)).operation).toBe(operation);
  });

  test("reads keys, documents with any root, and answers an unwrapped location", () => {
    expect(s3.decode(request("GET", "/b/a%20b/%C3%BC+/")).input).toEqual({ Bucket: "b", Key: "a b/ü+/" });
    const body =
      '<?xml version="1.0"?><x:Delete xmlns:x="u"><x:Quiet>true</x:Quiet><x:Object><x:Key>a&amp;b</x:Key></x:Object><x:Object><x:Key><![CDATA[<c>]]></x:Key></x:Object></x:Delete>';
    expect(s3.decode(request("POST", "/b?delete", body)).input).toEqual({
      Bucket: "b",
      Delete: { Quiet: true, Objects: [{ Key: "a&b" }, { Key: "<c>" }] },
    });
    expect(text(s3.encode("GetBucketLocation", { LocationConstraint: "eu-west-1" }, "id").body)).toContain(
      '/">eu-west-1</LocationConstraint>',
    );
    expect(refusal(() => s3.decode(request("POST", "/b?delete", "<Delete><Object>")))).toEqual([
      "MalformedXML",
      400,
      "The request could not be read: the XML ends inside <Object>",
    ]);
  });
});

describe("the XML parser", () => {
  test("returns any text that was escaped", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("a", "<", "&", ">", '"', "]", "\r", "\n", "é", "\u2028", "😀") }),
        (value) => {
          expect(parseXml(`<r>${escapeXml(value)}</r>`).text).toBe(value);
        },
      ),
    );
  });

  test.for([
    "",
    "text",
    "<a>",
    "<a></b>",
    "<a/><b/>",
    "<a>&nope;</a>",
    "<a><b></a></b>",
    '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
    "<a b=c/>",
    "<a".repeat(3),
    "<a>".repeat(300) + "</a>".repeat(300),
  ])("refuses %j", (source) => {
    expect(() => parseXml(source)).toThrow(/XML/);
  });

  test("takes no more than linear time over hostile input", () => {
    const started = performance.now();
    for (const source of [
      `<a ${"b".repeat(200_000)}`,
      `<!--${"-".repeat(200_000)}`,
      `<a><![CDATA[${"]".repeat(200_000)}`,
      `<?${"?".repeat(200_000)}`,
      "<".repeat(200_000),
    ]) {
      expect(() => parseXml(source)).toThrow(/XML/);
    }
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
