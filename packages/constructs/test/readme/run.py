"""Runs the snippets of the README as jsii-rosetta translated it into the wheel: run.py OUTPUT ACCOUNT REGION"""
import re
import sys
from importlib.metadata import metadata

import aws_cdk as cdk
from runner import run

readme = metadata("cdk-rockpool").get_payload()
snippets = re.findall(r"^```python\n(.*?)^```", readme, re.MULTILINE | re.DOTALL)
_, output, account, region = sys.argv
run({str(n): code for n, code in enumerate(snippets)}, output, cdk.Environment(account=account, region=region))
