"use strict";
const { writeSync } = require("node:fs");
const { Socket } = require("node:net");

/** Opens the control pipes. When the pool is gone, so is this process, and whatever it started. */
exports.openChannel = function openChannel(onMessage) {
  const input = new Socket({ fd: 3, readable: true, writable: false });
  const parts = [];
  input.setEncoding("utf8");
  input.on("data", (chunk) => {
    const lines = chunk.split("\n");
    for (const [index, line] of lines.entries()) {
      parts.push(line);
      if (index === lines.length - 1) break;
      const text = parts.splice(0).join("");
      onMessage(JSON.parse(text));
    }
  });
  input.on("error", () => {});
  input.on("close", () => {
    try {
      process.kill(-process.pid, "SIGKILL");
    } catch {
      process.kill(process.pid, "SIGKILL");
    }
  });
  return {
    send(message) {
      let bytes = Buffer.from(`${JSON.stringify(message)}\n`);
      while (bytes.length > 0) bytes = bytes.subarray(writeSync(4, bytes));
    },
    // An idle process waits for its next invocation; a busy one ends its wait when the function has nothing left to do.
    ref: () => input.ref(),
    unref: () => input.unref(),
  };
};
