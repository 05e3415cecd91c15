"""Runs an app before and after its one line is changed: run.py OUTPUT BEFORE AFTER"""
import json
import sys
import tempfile
from pathlib import Path

from aws_cdk.assertions import Template

_, output, *apps = sys.argv
templates = {}
for name, code in zip(("before", "after"), apps):
    made = {}
    exec(compile(code, name, "exec"), made)
    templates[name] = Template.from_stack(made["stack"]).to_json()
Path(output).write_text(json.dumps(templates))
