"""The far side of src/functions/process.ts: loads one handler and runs invocations, one at a time.

Messages travel as lines of JSON: in on descriptor 3, out on descriptor 4. Standard output belongs to the function.
"""

import builtins
import json
import os
import queue
import signal
import sys
import threading

import rockpool_routing
from rockpool_context import LambdaContext
from rockpool_errors import HandlerError, describe_error, format_error, to_json
from rockpool_handler import load_handler
from rockpool_logs import install_logging

messages = queue.SimpleQueue()


def receive():
    """Reads the control pipe on a thread of its own: when the pool is gone, so is this process, however busy it is."""
    with open(3, "rb", buffering=65536) as control:
        for line in control:
            messages.put(line)
    try:
        if os.getpgrp() == os.getpid():
            os.killpg(0, signal.SIGKILL)
    finally:
        os._exit(1)


def send(message):
    data = (json.dumps(message) + "\n").encode()
    while data:
        data = data[os.write(4, data) :]


def finish(settings, answer):
    """Tells the pool that all output up to here has been written, and then the answer."""
    for stream, descriptor in ((sys.stdout, 1), (sys.stderr, 2)):
        try:
            stream.flush()
            os.write(descriptor, (settings["marker"] + "\n").encode())
        except (OSError, ValueError, AttributeError):
            pass
    send(answer)


def memory():
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // (1024 * 1024) if sys.platform == "darwin" else peak // 1024


def log(message):
    send({"type": "log", "message": message})


def initialize(settings):
    sdk = settings["sdk"]
    own = os.path.dirname(os.path.abspath(__file__))
    layers = [os.path.join(layer, name) for layer in settings["layers"] for name in ("python", settings["sitePackages"])]
    rest = [path for path in sys.path if path not in (own, sdk)]
    inline = [os.path.join(own, "inline")] if settings["inline"] else []
    sys.path[:] = [settings["taskRoot"], *filter(os.path.isdir, layers), *rest, *inline, sdk]
    # The interpreter runs without `site`, which brings these.
    builtins.exit = builtins.quit = sys.exit

    rockpool_routing.install(settings["endpoint"])
    current = install_logging(log)
    try:
        handler = load_handler(settings["handler"], settings["taskRoot"])
    except HandlerError as error:
        log(format_error(error.document))
        finish(settings, {"type": "initError", "error": error.document})
        sys.exit(1)
    finish(settings, {"type": "ready"})
    return handler, current


def invoke(settings, handler, current, message):
    request_id = message["requestId"]
    current["requestId"] = request_id
    os.environ["_X_AMZN_TRACE_ID"] = message["traceId"]
    context = LambdaContext(settings, message, log)
    try:
        answer = {"type": "result", "payload": to_json(handler(json.loads(message["payload"]), context))}
    except Exception as error:  # Whatever a function throws is its answer.
        document = describe_error(error, request_id)
        log(format_error(document))
        answer = {"type": "error", "error": document}
    finish(settings, {**answer, "requestId": request_id, "memory": memory()})


def main():
    threading.Thread(target=receive, daemon=True).start()
    settings = json.loads(messages.get())
    handler, current = initialize(settings)
    while True:
        invoke(settings, handler, current, json.loads(messages.get()))


main()
