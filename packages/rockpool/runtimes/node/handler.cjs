"use strict";
const { existsSync, readFileSync } = require("node:fs");
const { basename, dirname, extname, join } = require("node:path");
const { createRequire } = require("node:module");
const { pathToFileURL } = require("node:url");
const { runtimeError } = require("./errors.cjs");

const DEPRECATED_CALLBACK =
  "AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You will need to modify this function to use a supported handler signature to use Node.js 24 or later.";

/** Loads `file.export` or `dir/file.object.method` from the task root. */
exports.loadHandler = async function loadHandler(settings) {
  const match = /^([^.]*)\.(.+)$/.exec(basename(settings.handler));
  if (!match) throw runtimeError("MalformedHandlerName", "Bad handler");
  const [, name, path] = match;
  const stem = join(settings.taskRoot, dirname(settings.handler), name);
  const exported = await load(stem, name);

  let owner;
  let value = exported;
  for (const key of path.split(".")) [owner, value] = [value, value?.[key]];
  if (value === undefined && exported.default) value = path.split(".").reduce((at, key) => at?.[key], exported.default);
  if (value === undefined) throw runtimeError("HandlerNotFound", `${settings.handler} is undefined or not exported`);
  if (typeof value !== "function") throw runtimeError("HandlerNotFound", `${settings.handler} is not a function`);
  if (Number.parseInt(settings.runtime.slice("nodejs".length), 10) >= 24 && value.length >= 3) {
    throw runtimeError("CallbackHandlerDeprecated", DEPRECATED_CALLBACK);
  }
  return owner === exported ? value : value.bind(owner);
};

async function load(stem, name) {
  const file = [stem, `${stem}.js`, `${stem}.mjs`, `${stem}.cjs`].find(
    (path) => existsSync(path) && (path !== stem || extname(path) === ""),
  );
  try {
    if (file === undefined || file === stem) return createRequire(`${stem}.js`)(file ?? missing(stem, name));
    if (file.endsWith(".mjs") || (file.endsWith(".js") && isModulePackage(file)))
      return await import(pathToFileURL(file).href);
    return createRequire(file)(file);
  } catch (error) {
    if (error instanceof SyntaxError) throw syntaxError(error);
    if (error?.code === "MODULE_NOT_FOUND") throw runtimeError("ImportModuleError", `Error: ${error.message}`);
    throw error;
  }
}

function missing(stem, name) {
  throw runtimeError("ImportModuleError", `Error: Cannot find module '${name}'\nRequire stack:\n- ${stem}`);
}

// The first lines of the stack name the file and show the place.
function syntaxError(error) {
  const described = runtimeError("UserCodeSyntaxError", String(error));
  described.stack = `${described.name}: ${String(error.stack)}`;
  return described;
}

function isModulePackage(file) {
  for (let directory = dirname(file); ; directory = dirname(directory)) {
    const path = join(directory, "package.json");
    if (existsSync(path)) return JSON.parse(readFileSync(path, "utf8")).type === "module";
    if (directory === dirname(directory) || basename(directory) === "node_modules") return false;
  }
}
