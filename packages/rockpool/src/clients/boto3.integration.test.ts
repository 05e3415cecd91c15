import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { StackResult } from "../deploy/deploy.js";
import type { Pool } from "../pool/contract.js";
import { startPool } from "../pool/pool.js";
import { hasBoto3, NO_BOTO3, runClient } from "../testing/client.js";
import { deployClientStack } from "../testing/client-stack.js";

const boto3 = await hasBoto3();

/** Runs Python statements with boto3 and the stack's outputs at hand; answers with what they assign to `result`. */
async function python(pool: Pool, outputs: StackResult["outputs"], statements: string): Promise<unknown> {
  const program = `
import json, boto3
outputs = json.loads(${JSON.stringify(JSON.stringify(outputs))})
${statements}
print(json.dumps(result, default=str))
`;
  const { stdout, text, code } = await runClient(pool, ["python3", "-c", program]);
  if (code !== 0) throw new Error(text);
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "null");
}

describe.skipIf(!boto3)(`boto3${boto3 ? "" : NO_BOTO3}`, () => {
  let pool: Pool;
  let outputs: StackResult["outputs"];
  beforeAll(async () => {
    pool = await startPool();
    outputs = await deployClientStack(pool, "mysql");
  });
  afterAll(() => pool.stop());

  it("describes the stack, waits for a new one, pages through its events and deletes it", async () => {
    const result = await python(
      pool,
      outputs,
      `
cloudformation = boto3.client("cloudformation")
template = json.dumps({"Resources": {f"P{i}": {"Type": "AWS::SSM::Parameter", "Properties": {"Type": "String", "Value": "x"}} for i in range(60)}})
cloudformation.create_stack(StackName="many", TemplateBody=template)
cloudformation.get_waiter("stack_create_complete").wait(StackName="many", WaiterConfig={"Delay": 1})
events = [event for page in cloudformation.get_paginator("describe_stack_events").paginate(StackName="many") for event in page["StackEvents"]]
cloudformation.delete_stack(StackName="many")
cloudformation.get_waiter("stack_delete_complete").wait(StackName="many", WaiterConfig={"Delay": 1})
stack, = cloudformation.describe_stacks(StackName="clients")["Stacks"]
try:
    cloudformation.describe_stacks(StackName="none")
except cloudformation.exceptions.ClientError as error:
    missing = str(error)
result = [stack["StackStatus"], len(events), boto3.resource("cloudformation").Stack("clients").parameters, missing]
`,
    );
    expect(result).toEqual([
      "CREATE_COMPLETE",
      60 * 3 + 2,
      [{ ParameterKey: "Greeting", ParameterValue: "hello" }],
      "An error occurred (ValidationError) when calling the DescribeStacks operation: Stack with id none does not exist",
    ]);
  });

  it("reads the secret and runs statements with every kind of field on the Data API", async () => {
    const result = await python(
      pool,
      outputs,
      `
secret = json.loads(boto3.client("secretsmanager").get_secret_value(SecretId=outputs["SecretArn"])["SecretString"])
data = boto3.client("rds-data")
common = dict(resourceArn=outputs["ClusterArn"], secretArn=outputs["SecretArn"], database="shop")
def run(sql, values=(), **more):
    parameters = [{"name": f"v{i}", "value": value} for i, value in enumerate(values)]
    return data.execute_statement(sql=sql, parameters=parameters, **common, **more)
run("create table fish (id bigint primary key auto_increment, name varchar(20), weight double, fresh boolean, photo blob, note text)")
values = [{"stringValue": "Åsa"}, {"doubleValue": 1.5}, {"booleanValue": True}, {"blobValue": b"\\x00\\xff"}, {"isNull": True}]
inserted = run("insert into fish (name, weight, fresh, photo, note) values (:v0, :v1, :v2, :v3, :v4)", values)
rows = run("select * from fish", includeResultMetadata=True)
transaction = data.begin_transaction(**common)["transactionId"]
run("delete from fish", transactionId=transaction)
status = data.rollback_transaction(resourceArn=common["resourceArn"], secretArn=common["secretArn"], transactionId=transaction)["transactionStatus"]
batch = data.batch_execute_statement(sql="insert into fish (name) values (:n)", parameterSets=[[{"name": "n", "value": {"stringValue": n}}] for n in "ab"], **common)
try:
    run("select * from nothing")
except data.exceptions.ClientError as error:
    missing = str(error)
photo = rows["records"][0][4]["blobValue"] == b"\\x00\\xff"
rows["records"][0][4] = photo
result = dict(username=secret["username"], generated=inserted["generatedFields"], row=rows["records"][0], types=[column["typeName"] for column in rows["columnMetadata"]],
    status=status, batch=[one["generatedFields"] for one in batch["updateResults"]], count=run("select count(*) from fish")["records"], missing=missing)
`,
    );
    expect(result).toEqual({
      username: "keeper",
      generated: [{ longValue: 1 }],
      row: [
        { longValue: 1 },
        { stringValue: "Åsa" },
        { doubleValue: 1.5 },
        { booleanValue: true },
        true,
        { isNull: true },
      ],
      types: ["BIGINT", "VARCHAR", "DOUBLE", "TINYINT", "BLOB", "TEXT"],
      status: "Rollback Complete",
      batch: [[{ longValue: 2 }], [{ longValue: 3 }]],
      count: [[{ longValue: 3 }]],
      missing: expect.stringContaining("Table 'shop.nothing' doesn't exist"),
    });
  });

  it("waits for databases, and sees their failures as exceptions of their own", async () => {
    const result = await python(
      pool,
      outputs,
      `
rds = boto3.client("rds")
rds.get_waiter("db_cluster_available").wait(DBClusterIdentifier=outputs["ClusterIdentifier"], WaiterConfig={"Delay": 1})
rds.get_waiter("db_instance_available").wait(DBInstanceIdentifier=outputs["InstanceIdentifier"], WaiterConfig={"Delay": 1})
cluster, = rds.describe_db_clusters(DBClusterIdentifier=outputs["ClusterIdentifier"])["DBClusters"]
instances = [one for page in rds.get_paginator("describe_db_instances").paginate() for one in page["DBInstances"]]
try:
    rds.describe_db_clusters(DBClusterIdentifier="none")
except rds.exceptions.DBClusterNotFoundFault as error:
    missing = error.response["Error"]["Code"]
versions = rds.describe_db_engine_versions(Engine="aurora-mysql", DefaultOnly=True)["DBEngineVersions"]
result = [cluster["Endpoint"], cluster["Port"], [one["DBInstanceStatus"] for one in instances], missing, len(versions)]
`,
    );
    expect(result).toEqual([outputs["Endpoint"], 3306, ["available"], "DBClusterNotFoundFault", 1]);
  });

  it("uploads large files in parts, presigns, lists and deletes", async () => {
    const result = await python(
      pool,
      outputs,
      `
import io, os, botocore.config, urllib.request, urllib.error
s3 = boto3.client("s3")
bucket = outputs["BucketName"]
content = os.urandom(10_000_000)
s3.upload_fileobj(io.BytesIO(content), bucket, "large.bin", ExtraArgs={"Metadata": {"kind": "random"}, "ContentType": "application/x-test"})
back = io.BytesIO()
s3.download_fileobj(bucket, "large.bin", back)
head = s3.head_object(Bucket=bucket, Key="large.bin")
put = s3.generate_presigned_url("put_object", Params={"Bucket": bucket, "Key": "a b/ü+c", "ContentType": "text/plain"}, ExpiresIn=60)
assert "AWSAccessKeyId" in put, "what boto3 does by itself"
urllib.request.urlopen(urllib.request.Request(put, data=b"signed", method="PUT", headers={"Content-Type": "text/plain"}))
old = s3.generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": "a b/ü+c", "ResponseContentType": "text/old"}, ExpiresIn=60)
got = urllib.request.urlopen(old).headers["content-type"]
v4 = boto3.client("s3", config=botocore.config.Config(signature_version="s3v4"))
get = v4.generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": "a b/ü+c"}, ExpiresIn=60)
assert "X-Amz-Signature" in get
got = [got, urllib.request.urlopen(get).read().decode()]
forged = []
for url in (old, get, s3.generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": "a b/ü+c"}, ExpiresIn=-9)):
    try:
        urllib.request.urlopen(url.replace("a%20b", "large.bin") if url in (old, get) else url)
    except urllib.error.HTTPError as error:
        forged.append([error.code, error.read().decode().split("<Code>")[1].split("<")[0]])
ranged = s3.get_object(Bucket=bucket, Key="large.bin", Range="bytes=5-9")["Body"].read() == content[5:10]
names = sorted(one.key for one in boto3.resource("s3").Bucket(bucket).objects.all())
s3.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": name} for name in names]})
left = s3.list_objects_v2(Bucket=bucket)["KeyCount"]
try:
    s3.head_object(Bucket=bucket, Key="large.bin")
except s3.exceptions.ClientError as error:
    missing = error.response["Error"]["Code"]
result = [back.getvalue() == content, head["Metadata"], head["ContentType"], head["ContentLength"], head["ETag"].endswith('-2"'), got, forged, ranged, names, left, missing]
`,
    );
    expect(result).toEqual([
      true,
      { kind: "random" },
      "application/x-test",
      10_000_000,
      true,
      ["text/old", "signed"],
      [
        [403, "SignatureDoesNotMatch"],
        [403, "SignatureDoesNotMatch"],
        [403, "AccessDenied"],
      ],
      true,
      ["a b/ü+c", "large.bin"],
      0,
      "404",
    ]);
  });

  it("presigns with the temporary credentials of a role, which may do no more than the role", async () => {
    const result = await python(
      pool,
      outputs,
      `
import urllib.request, urllib.error
account = boto3.client("sts").get_caller_identity()["Account"]
role = f"arn:aws:iam::{account}:role/cdk-hnb659fds-file-publishing-role-{account}-us-east-1"
given = boto3.client("sts").assume_role(RoleArn=role, RoleSessionName="publisher")["Credentials"]
s3 = boto3.client("s3", aws_access_key_id=given["AccessKeyId"], aws_secret_access_key=given["SecretAccessKey"], aws_session_token=given["SessionToken"])
def put(bucket):
    url = s3.generate_presigned_url("put_object", Params={"Bucket": bucket, "Key": "asset", "ContentType": "text/plain"})
    try:
        return urllib.request.urlopen(urllib.request.Request(url, data=b"x", method="PUT", headers={"Content-Type": "text/plain"})).status
    except urllib.error.HTTPError as error:
        return error.read().decode().split("<Message>")[1].split("</Message>")[0]
result = [put(f"cdk-hnb659fds-assets-{account}-us-east-1"), put(outputs["BucketName"])]
`,
    );
    expect(result).toEqual([200, expect.stringMatching(/publisher is not authorized to perform: s3:PutObject/)]);
  });

  it("invokes a function and reads its log; sts, ssm, iam and ec2 answer", async () => {
    const result = await python(
      pool,
      outputs,
      `
answer = boto3.client("lambda").invoke(FunctionName="greeter", Payload=json.dumps({"name": "crab"}), LogType="Tail")
logs = boto3.client("logs")
lines = [event["message"] for page in logs.get_paginator("filter_log_events").paginate(logGroupName="/aws/lambda/greeter") for event in page["events"]]
group, = logs.describe_log_groups(logGroupNamePrefix="/aws/lambda/greeter")["logGroups"]
ssm = boto3.client("ssm")
ssm.put_parameter(Name="/clients/secret", Value="quiet", Type="SecureString")
ec2 = boto3.client("ec2")
vpc, = ec2.describe_vpcs(Filters=[{"Name": "is-default", "Values": ["true"]}])["Vpcs"]
group_names = [one["GroupName"] for one in ec2.describe_security_groups(Filters=[{"Name": "vpc-id", "Values": [vpc["VpcId"]]}])["SecurityGroups"]]
zones = [zone["ZoneName"] for zone in ec2.describe_availability_zones()["AvailabilityZones"]]
role = boto3.client("iam").get_role(RoleName=outputs["RoleName"])["Role"]
result = [json.loads(answer["Payload"].read()), any("called by crab" in line for line in lines), any(line.startswith("REPORT RequestId") for line in lines), group["logGroupName"],
    boto3.client("sts").get_caller_identity()["Account"], ssm.get_parameter(Name="/clients/secret", WithDecryption=True)["Parameter"]["Value"],
    ssm.get_parameter(Name="/clients/secret")["Parameter"]["Value"] != "quiet", group_names, zones[0], role["AssumeRolePolicyDocument"]["Statement"][0]["Principal"]]
`,
    );
    expect(result).toEqual([
      { hello: "crab" },
      true,
      true,
      "/aws/lambda/greeter",
      pool.accountId,
      "quiet",
      true,
      ["default"],
      "us-east-1a",
      { Service: "lambda.amazonaws.com" },
    ]);
  });
});
