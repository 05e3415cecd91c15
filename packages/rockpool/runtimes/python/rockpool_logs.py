"""The root logger in the format of Lambda's Python runtimes."""

import logging
import time


class _Formatter(logging.Formatter):
    converter = time.gmtime

    def __init__(self, current):
        super().__init__("[%(levelname)s]\t%(asctime)s.%(msecs)dZ\t%(aws_request_id)s\t%(message)s", "%Y-%m-%dT%H:%M:%S")
        self._current = current

    def format(self, record):
        record.aws_request_id = self._current["requestId"]
        return super().format(record)


class _Handler(logging.Handler):
    def __init__(self, write):
        super().__init__()
        self._write = write

    def emit(self, record):
        self._write(self.format(record))


def install_logging(write):
    """Returns the record whose `requestId` every log line carries."""
    current = {"requestId": ""}
    handler = _Handler(write)
    handler.setFormatter(_Formatter(current))
    logging.getLogger().addHandler(handler)
    return current
