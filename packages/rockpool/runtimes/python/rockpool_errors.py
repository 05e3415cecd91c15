"""Errors and answers in the shapes that Lambda's Python runtimes give."""

import decimal
import json
import os
import traceback

_OWN = os.path.dirname(os.path.abspath(__file__))


class HandlerError(Exception):
    """The handler could not be loaded."""

    def __init__(self, error_type, message, stack_trace=()):
        super().__init__(message)
        self.document = {"errorMessage": message, "errorType": error_type, "requestId": "", "stackTrace": list(stack_trace)}


class MarshalError(Exception):
    pass


class _Encoder(json.JSONEncoder):
    def default(self, o):
        return float(o) if isinstance(o, decimal.Decimal) else super().default(o)


def to_json(value):
    try:
        return json.dumps(value, cls=_Encoder, ensure_ascii=False)
    except Exception as error:
        raise MarshalError(f"Unable to marshal response: {error}") from None


def describe_error(error, request_id):
    if isinstance(error, MarshalError):
        return {"errorMessage": str(error), "errorType": "Runtime.MarshalError", "requestId": request_id, "stackTrace": []}
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if os.path.dirname(frame.filename) != _OWN]
    return {
        "errorMessage": str(error),
        "errorType": type(error).__name__,
        "requestId": request_id,
        "stackTrace": traceback.format_list(frames),
    }


def format_error(document):
    head = f"[ERROR] {document['errorType']}: {document['errorMessage']}"
    trace = "".join(document["stackTrace"]).rstrip("\n")
    return f"{head}\nTraceback (most recent call last):\n{trace}" if trace else f"{head}\nTraceback (most recent call last):"
