"use strict";
/* oxlint-disable no-console -- the console of the function */
// The far side of src/functions/process.ts: loads one handler and runs invocations, one at a time.
// Messages travel as lines of JSON: in on descriptor 3, out on descriptor 4. Standard output belongs to the function.
const { openChannel } = require("./channel.cjs");
const { createContext } = require("./context.cjs");
const { describeError, logError } = require("./errors.cjs");
const { loadHandler } = require("./handler.cjs");
const { patchConsole } = require("./console.cjs");

const current = { requestId: undefined };
const channel = openChannel((message) => (message.type === "init" ? initialize(message) : invoke(message)));
let settings;
let handler;

async function initialize(message) {
  settings = message;
  if (settings.compileCache) require("node:module").enableCompileCache?.(settings.compileCache);
  patchConsole(current, (text) => channel.send({ type: "log", message: text }));
  globalThis.awslambda = {
    streamifyResponse() {
      throw new Error(
        "response streaming (awslambda.streamifyResponse) is not run by Rockpool; return the whole response from the handler",
      );
    },
  };
  process.on("uncaughtException", (error) => die(error, "Uncaught Exception", describeError(error)));
  process.on("unhandledRejection", (reason) =>
    die(reason, "Unhandled Promise Rejection", {
      errorType: "Runtime.UnhandledPromiseRejection",
      errorMessage: String(reason),
      trace: [`Runtime.UnhandledPromiseRejection: ${String(reason)}`, ...describeError(reason).trace.slice(1)],
    }),
  );
  try {
    require("./modules.cjs").install(settings);
    require("./routing.cjs").install(settings.endpoint);
    handler = await loadHandler(settings);
    channel.send({ type: "ready" });
    // Written on exit by default, and this process ends by a signal. Soon, but not between a cold start and its answer.
    setTimeout(() => require("node:module").flushCompileCache?.(), 500).unref();
  } catch (error) {
    logError("Uncaught Exception", error);
    channel.send({ type: "initError", error: describeError(error) });
    flush();
    process.exit(1);
  }
}

function die(error, title, description) {
  console.error(`${title} \t${JSON.stringify({ ...description, stack: describeError(error).trace })}`);
  channel.send({
    type: handler ? "error" : "initError",
    requestId: current.requestId,
    error: description,
    fatal: true,
  });
  flush();
  process.exit(handler ? 128 : 129);
}

function invoke(message) {
  current.requestId = message.requestId;
  process.env._X_AMZN_TRACE_ID = message.traceId;
  const modern = Number.parseInt(settings.runtime.slice("nodejs".length), 10) >= 24;
  let settled = false;

  const finish = (answer) => {
    process.removeListener("beforeExit", onIdle);
    channel.ref();
    flush();
    channel.send({ ...answer, requestId: message.requestId, memory: Math.round(process.memoryUsage.rss() / 1048576) });
  };
  const succeed = (value) => {
    let payload;
    try {
      payload = JSON.stringify(value === undefined ? null : value) ?? "null";
    } catch {
      return fail(new Error("Unable to stringify response body"));
    }
    finish({ type: "result", payload });
  };
  const fail = (error) => {
    logError("Invoke Error", error);
    finish({ type: "error", error: describeError(error) });
  };
  const settle = (error, value) => {
    if (settled) return;
    settled = true;
    if (error === undefined || error === null) succeed(value);
    else fail(error);
  };
  // The event loop is empty: nothing can settle this invocation any more.
  const onIdle = () => {
    if (!modern) return settle(null, null);
    const error = new Error(
      "The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a Promise that was never settled.",
    );
    error.name = "Runtime.NodeJsExit";
    settle(error);
  };
  const callback = (error, value) => {
    if (settled) return;
    if (context.callbackWaitsForEmptyEventLoop === false) return settle(error, value);
    process.removeListener("beforeExit", onIdle);
    process.once("beforeExit", () => settle(error, value));
  };

  const context = createContext(settings, message, modern ? undefined : settle);
  channel.unref();
  process.once("beforeExit", onIdle);
  try {
    const returned = modern
      ? handler(JSON.parse(message.payload), context)
      : handler(JSON.parse(message.payload), context, callback);
    if (typeof returned?.then === "function")
      returned.then(
        (value) => settle(null, value),
        (error) => settle(error ?? new Error(String(error))),
      );
    else if (modern) settle(null, returned);
  } catch (error) {
    settle(error ?? new Error(String(error)));
  }
}

/** Tells the pool that all output up to here has been written. */
function flush() {
  for (const stream of [process.stdout, process.stderr]) stream.write(`${settings.marker}\n`);
}
