"use strict";
const { format } = require("node:util");

const LEVELS = {
  log: "INFO",
  info: "INFO",
  debug: "DEBUG",
  trace: "TRACE",
  warn: "WARN",
  error: "ERROR",
  fatal: "FATAL",
};

/** `console.log` and its kin in Lambda's text format: time, request id, level, message. A message of several lines stays one. */
exports.patchConsole = function patchConsole(current, write) {
  for (const [method, level] of Object.entries(LEVELS)) {
    console[method] = (...values) =>
      write(`${new Date().toISOString()}\t${current.requestId}\t${level}\t${format(...values)}`);
  }
};
