"""Loads `file.function` or `dir/file.function` from the task root."""

import importlib

from rockpool_errors import HandlerError, describe_error


def load_handler(handler, task_root):
    try:
        module_name, function_name = handler.rsplit(".", 1)
    except ValueError as error:
        raise HandlerError("Runtime.MalformedHandlerName", f"Bad handler '{handler}': {error}") from None
    try:
        if module_name.split(".")[0] in ("rockpool_handler", "bootstrap"):
            raise ImportError(f"No module named '{module_name}'")
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as error:
        raise HandlerError("Runtime.ImportModuleError", f"Unable to import module '{module_name}': {error}") from None
    except SyntaxError as error:
        place = f'  File "{error.filename}" Line {error.lineno}\n    {(error.text or "").strip()}\n'
        raise HandlerError("Runtime.UserCodeSyntaxError", f"Syntax error in module '{module_name}': {error}", [place]) from None
    except Exception as error:
        document = describe_error(error, "")
        frames = [frame for frame in document["stackTrace"] if "importlib" not in frame]
        raise HandlerError(document["errorType"], document["errorMessage"], frames) from None
    try:
        return getattr(module, function_name)
    except AttributeError:
        raise HandlerError("Runtime.HandlerNotFound", f"Handler '{function_name}' missing on module '{module_name}'") from None
