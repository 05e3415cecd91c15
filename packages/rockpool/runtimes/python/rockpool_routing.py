"""Sends to the gateway what a function means for AWS: HTTPS connections to `*.amazonaws.com`.

The Host header stays as it was, so that the gateway can see which service was meant. This serves code that names an
endpoint (`endpoint_url="https://secretsmanager.us-east-1.amazonaws.com"`), urllib, and versions of boto3 that do not
know AWS_ENDPOINT_URL.
"""

import importlib.machinery
import re
import sys

_AWS_HOST = re.compile(r"(?:^|\.)amazonaws\.com(?:\.cn)?$")


class _Finder:
    """Patches the modules that open HTTPS connections when they are imported; most functions need few of them."""

    def __init__(self, gateway):
        self._gateway = gateway

    def find_spec(self, name, path=None, target=None):
        if name != "http.client" and not name.endswith("urllib3.connection"):
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec is None or spec.loader is None:
            return spec
        original = spec.loader.exec_module

        def exec_module(module):
            original(module)
            _patch(module.HTTPSConnection, self._gateway)

        spec.loader.exec_module = exec_module
        return spec


def _patch(connection_class, gateway):
    original = connection_class.connect

    def connect(self):
        routed = _AWS_HOST.search(self.host) or (self.host == gateway[0] and self.port == 443)
        if not routed:
            return original(self)
        import socket

        self.sock = socket.create_connection(gateway, self.timeout)
        # urllib3 warns about connections that nobody verified.
        self.is_verified = True
        return None

    connection_class.connect = connect


def install(endpoint):
    from urllib.parse import urlsplit

    parts = urlsplit(endpoint)
    gateway = (parts.hostname, parts.port or (443 if parts.scheme == "https" else 80))
    sys.meta_path.insert(0, _Finder(gateway))
