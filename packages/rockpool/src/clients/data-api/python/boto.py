"""What boto3 makes of the Data API: runs the statements of its argument, a file of JSON, and prints findings as JSON."""

import base64
import json
import sys

import boto3

given = json.load(open(sys.argv[1], encoding="utf-8"))
common = given["common"]
data = boto3.client("rds-data")


def run(sql, **more):
    return data.execute_statement(sql=sql, **common, **more)


def decoded(field):
    return {name: base64.b64decode(value) if name == "blobValue" else value for name, value in field.items()}


def encoded(field):
    return {name: base64.b64encode(value).decode() if name == "blobValue" else value for name, value in field.items()}


def failure(sql, **more):
    try:
        return run(sql, **more)
    except data.exceptions.ClientError as error:
        return [type(error).__name__, error.response["Error"]["Code"], error.response["Error"]["Message"]]


def types():
    run(given["create"])
    parameters = [{**one, "value": decoded(one["value"])} for one in given["parameters"]]
    run(given["insert"], parameters=parameters)
    answer = run(given["select"], includeResultMetadata=True)
    (row,) = answer["records"]
    return {"row": [encoded(field) for field in row], "typeNames": [one["typeName"] for one in answer["columnMetadata"]]}


def longs():
    """Python's integers keep every digit; a driver of JavaScript would round."""
    run("create table longs (big bigint)")
    for value in (9223372036854775807, -9223372036854775808):
        run("insert into longs values (:big)", parameters=[{"name": "big", "value": {"longValue": value}}])
    return [str(row[0]["longValue"]) for row in run("select big from longs order by big")["records"]]


def transactions():
    def count(**more):
        return run("select count(*) from longs", **more)["records"][0][0]["longValue"]

    arns = {"resourceArn": common["resourceArn"], "secretArn": common["secretArn"]}
    seen = []
    for finish in (data.rollback_transaction, data.commit_transaction):
        transaction = data.begin_transaction(**common)["transactionId"]
        run("delete from longs", transactionId=transaction)
        seen.append([count(transactionId=transaction), count()])
        seen.append(finish(**arns, transactionId=transaction)["transactionStatus"])
    return [*seen, count()]


def batch():
    run("create table fish (name varchar(20) unique)")
    sets = [[{"name": "name", "value": {"stringValue": name}}] for name in ("cod", "hake")]
    answer = data.batch_execute_statement(sql="insert into fish values (:name)", parameterSets=sets, **common)
    return len(answer["updateResults"])


print(
    json.dumps(
        {
            "types": types(),
            "longs": longs(),
            "transactions": transactions(),
            "batch": batch(),
            "duplicate": failure("insert into fish values ('hake')"),
            "syntax": failure("selekt 1"),
            "missing": failure("select * from nothing"),
            "json": json.loads(run("select 1 as one, 'é' as text", formatRecordsAs="JSON")["formattedRecords"]),
        }
    )
)
