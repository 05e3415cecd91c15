"""Runs the seed's Python snippets, each in a stack of its own, and writes their templates to one JSON file.

    synth.py DIRECTORY OUTPUT NAME...
"""
import json
import re
import sys
import tempfile
from pathlib import Path

import aws_cdk as cdk
from aws_cdk import (
    Duration,
    SecretValue,
    aws_cloudwatch as cloudwatch,
    aws_ec2 as ec2,
    aws_events_targets as targets,
    aws_iam as iam,
    aws_kms as kms,
    aws_lambda as lambda_,
    aws_logs as logs,
    aws_secretsmanager as secretsmanager,
)
from aws_cdk.assertions import Template

import cdk_rockpool as rds
from given import Given

HERE = Path(__file__).parent
MENDED = json.loads((HERE / "mended.json").read_text())
IMPORTED = dict(globals())


def mended(code: str) -> str:
    for mend in MENDED:
        code = re.sub(re.escape(mend["seed"]) + r"(?!\w)", lambda _: mend["here"], code)
    return code


def used(stack: cdk.Stack, name: str, value: object) -> None:
    """A value that a snippet only names gets into the template, so that it can be compared."""
    camel = "".join(part.capitalize() for part in name.split("_"))
    if hasattr(value, "aurora_mysql_full_version"):
        value = f"{value.aurora_mysql_full_version} {value.aurora_mysql_major_version}"
    if hasattr(value, "oracle_full_version"):
        value = f"{value.oracle_full_version} {value.oracle_major_version}"
    if isinstance(value, str):
        cdk.CfnOutput(stack, camel, value=value)
    if isinstance(value, cloudwatch.Metric):
        cloudwatch.Alarm(stack, camel, metric=value, threshold=1, evaluation_periods=1)


def template(code: str, name: str, outdir: str) -> dict:
    app = cdk.App(
        outdir=outdir,
        analytics_reporting=False,
        builtin_cloud_formation_validation=False,
        post_cli_context={"aws:cdk:enable-path-metadata": True},
    )
    stack = cdk.Stack(app, "Stack")
    given = Given(stack)
    exec(compile(mended(code), name, "exec"), dict(IMPORTED), given)
    for made, value in given.made().items():
        used(stack, made, value)
    return Template.from_stack(stack).to_json()


def main(directory: str, output: str, names: list) -> None:
    templates = {}
    for name in names:
        with tempfile.TemporaryDirectory() as outdir:
            templates[name] = template((Path(directory) / f"{name}.py").read_text(), name, outdir)
    Path(output).write_text(json.dumps(templates))


main(sys.argv[1], sys.argv[2], sys.argv[3:])
