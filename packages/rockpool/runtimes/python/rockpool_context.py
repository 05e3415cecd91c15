"""The context object, as "Using the Lambda context object to retrieve Python function information" documents it."""

import time


class CognitoIdentity:
    cognito_identity_id = None
    cognito_identity_pool_id = None


class LambdaContext:
    def __init__(self, settings, message, log):
        self.function_name = settings["functionName"]
        self.function_version = settings["version"]
        self.invoked_function_arn = message["functionArn"]
        self.memory_limit_in_mb = str(settings["memoryMegabytes"])
        self.aws_request_id = message["requestId"]
        self.log_group_name = settings["logGroupName"]
        self.log_stream_name = settings["logStreamName"]
        self.identity = CognitoIdentity()
        self.client_context = None
        self.tenant_id = None
        self._deadline = message["deadline"]
        self._log = log

    def get_remaining_time_in_millis(self):
        return max(0, int(self._deadline - time.time() * 1000))

    def log(self, message):
        self._log(str(message))

    def __repr__(self):
        shown = ", ".join(f"{name}={value!r}" for name, value in vars(self).items() if not name.startswith("_"))
        return f"LambdaContext([{shown}])"
