"""Runs Python snippets, each in a stack of its own: what they name without making it is supplied, as in given.ts."""
import json
import tempfile
from pathlib import Path
from typing import Optional

import aws_cdk as cdk
from aws_cdk import (
    Annotations,
    Duration,
    RemovalPolicy,
    SecretValue,
    aws_cloudwatch as cloudwatch,
    aws_ec2 as ec2,
    aws_events_targets as targets,
    aws_iam as iam,
    aws_kms as kms,
    aws_lambda as lambda_,
    aws_logs as logs,
    aws_s3 as s3,
    aws_secretsmanager as secretsmanager,
)
from aws_cdk.assertions import Template

import cdk_rockpool as rds
from given import Given

IMPORTED = dict(globals())


def run(snippets: dict, output: str, env: Optional[cdk.Environment] = None) -> None:
    """Writes the templates of the snippets, by name, to one JSON file."""
    templates = {}
    for name, code in snippets.items():
        with tempfile.TemporaryDirectory() as outdir:
            templates[name] = template(name, code, outdir, env)
    Path(output).write_text(json.dumps(templates))


def template(name: str, code: str, outdir: str, env: Optional[cdk.Environment]) -> dict:
    app = cdk.App(
        outdir=outdir,
        analytics_reporting=False,
        builtin_cloud_formation_validation=False,
        post_cli_context={"aws:cdk:enable-path-metadata": True},
    )
    stack = cdk.Stack(app, "Stack", env=env)
    given = Given(stack)
    exec(compile(code, name, "exec"), dict(IMPORTED), given)
    for made, value in given.made().items():
        used(stack, made, value)
    return Template.from_stack(stack).to_json()


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
