"use strict";

/** The context object, as "Using the Lambda context object to retrieve Node.js function information" documents it. */
exports.createContext = function createContext(settings, message, settle) {
  const context = {
    functionName: settings.functionName,
    functionVersion: settings.version,
    invokedFunctionArn: message.functionArn,
    memoryLimitInMB: String(settings.memoryMegabytes),
    awsRequestId: message.requestId,
    logGroupName: settings.logGroupName,
    logStreamName: settings.logStreamName,
    identity: undefined,
    clientContext: undefined,
    getRemainingTimeInMillis: () => Math.max(0, message.deadline - Date.now()),
  };
  // Runtimes before nodejs24.x have callbacks, and the methods of the first Node.js runtime.
  if (settle) {
    Object.assign(context, {
      callbackWaitsForEmptyEventLoop: true,
      done: (error, value) => settle(error, value),
      succeed: (value) => settle(null, value),
      fail: (error) => settle(error ?? new Error("handled")),
    });
  }
  return context;
};
