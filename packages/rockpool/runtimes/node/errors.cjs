"use strict";
/* oxlint-disable no-console -- the console of the function */

/** An error of the runtime itself; its name is the error type that a caller sees. */
exports.runtimeError = function runtimeError(name, message) {
  const error = new Error(message);
  error.name = `Runtime.${name}`;
  error.stack = [
    `${error.name}: ${message}`,
    ...String(error.stack)
      .split("\n")
      .filter((line) => line.startsWith("    at ")),
  ].join("\n");
  return error;
};

/** What was thrown, in the shape that Lambda's Node.js runtimes give. */
function describeError(error) {
  if (!(error instanceof Error))
    return { errorType: error === null ? "null" : typeof error, errorMessage: String(error), trace: [] };
  return { errorType: error.name, errorMessage: error.message, trace: String(error.stack ?? "").split("\n") };
}
exports.describeError = describeError;

exports.logError = function logError(title, error) {
  const { errorType, errorMessage, trace } = describeError(error);
  const own =
    error instanceof Error
      ? Object.fromEntries(
          Object.entries(error).filter(
            ([key, value]) => key !== "name" && ["string", "number", "boolean"].includes(typeof value),
          ),
        )
      : {};
  console.error(`${title} \t${JSON.stringify({ errorType, errorMessage, ...own, stack: trace })}`);
};
