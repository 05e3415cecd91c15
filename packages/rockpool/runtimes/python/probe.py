"""Prints, as JSON, which Python this is and where the packages of the AWS SDK lie."""

import importlib.util
import json
import os
import sys


def location(name):
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        return None
    return os.path.dirname(spec.origin) if spec.submodule_search_locations else spec.origin


names = ("boto3", "botocore", "s3transfer", "jmespath", "dateutil", "urllib3", "six")
print(json.dumps({"executable": sys.executable, "version": list(sys.version_info[:3]), "packages": {name: location(name) for name in names}}))
