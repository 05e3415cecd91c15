"use strict";
const childProcess = require("node:child_process");
const { existsSync } = require("node:fs");
const { syncBuiltinESMExports } = require("node:module");

const INSTALL = /\bnpm install "?(@aws-sdk\/[\w-]+)"? .*--prefix \/tmp\b/;
const INSTALLED = /^\/tmp\/node_modules\/(@aws-sdk\/[\w-]+)$/;

/**
 * The AWS CDK's AwsCustomResource installs the newest SDK client into /tmp before its first call, unless told not to.
 * Clients that are at hand count as installed: nothing is fetched, and nothing is written to the machine's own /tmp.
 */
exports.install = function install(isProvided) {
  const original = childProcess.execSync;
  childProcess.execSync = function execSync(command, options) {
    const [, name] = INSTALL.exec(String(command)) ?? [];
    if (name === undefined || !isProvided(name)) return original.call(this, command, options);
    return options?.encoding && options.encoding !== "buffer" ? "" : Buffer.alloc(0);
  };
  syncBuiltinESMExports();
};

/** The client behind a path below /tmp where nothing has been installed. */
exports.providedName = function providedName(specifier) {
  const [, name] = INSTALLED.exec(specifier) ?? [];
  return name !== undefined && !existsSync(specifier) ? name : undefined;
};
