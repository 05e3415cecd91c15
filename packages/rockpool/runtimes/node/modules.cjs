"use strict";
const Module = require("node:module");
const { realpathSync } = require("node:fs");
const { join, sep } = require("node:path");
const { fileURLToPath, pathToFileURL } = require("node:url");
const sdkInstall = require("./sdk-install.cjs");

// What Lambda's Node.js runtimes bring along beside Node itself.
const PROVIDED = /^@(?:aws-sdk|smithy)\//;
const OWN = pathToFileURL(__filename).href;

/**
 * Decides which packages a function can load: its own, those of its layers, the AWS SDK, and for inline code
 * `cfn-response`. Packages that merely lie in a folder above the code are hidden, because AWS would not have them.
 */
exports.install = function install({ taskRoot, layers, inline }) {
  const roots = [taskRoot, ...layers].map((directory) => withSeparator(realpathSync(directory)));
  const isInside = (path) => roots.some((root) => path.startsWith(root));
  const isBare = (specifier) => !/^(?:[./]|node:|file:|data:|#)/.test(specifier) && !Module.isBuiltin(specifier);

  const isProvided = (name) => {
    try {
      return require.resolve(name) !== "";
    } catch {
      return false;
    }
  };
  sdkInstall.install(isProvided);

  const resolve = (specifier, parentUrl, next) => {
    if (inline && specifier === "cfn-response") return next(join(__dirname, "cfn-response.cjs"), OWN);
    const installed = sdkInstall.providedName(specifier);
    if (installed !== undefined && isProvided(installed)) return next(installed, OWN);
    const parent = parentUrl?.startsWith("file:") ? fileURLToPath(parentUrl) : undefined;
    if (!isBare(specifier) || parent === undefined || !isInside(parent)) return next(specifier, parentUrl);
    let found;
    let failure;
    try {
      found = next(specifier, parentUrl);
      if (isInside(pathOf(found))) return found;
    } catch (error) {
      failure = error;
    }
    if (!PROVIDED.test(specifier)) throw failure ?? notFound(specifier, parent, "");
    try {
      return next(specifier, OWN);
    } catch {
      if (found !== undefined) return found;
      const name = specifier.split("/").slice(0, 2).join("/");
      throw notFound(
        specifier,
        parent,
        `\nLambda's Node.js runtimes bring ${name}; this installation of Rockpool does not. Install it beside rockpool (npm install ${name}), or bundle it with the function.`,
      );
    }
  };

  if (Module.registerHooks) {
    Module.registerHooks({
      resolve: (specifier, context, next) =>
        resolve(specifier, context.parentURL, (name, parentURL) => {
          // The default step of `require` keeps its own parent, whatever it is told.
          if (parentURL === OWN && context.parentURL !== OWN && !context.conditions.includes("import"))
            return next(require.resolve(name), context);
          return next(name, { ...context, parentURL });
        }),
    });
    return;
  }
  // Node 22.13 and 22.14 have no synchronous hooks: `require` alone is served.
  const original = Module._resolveFilename;
  Module._resolveFilename = function (request, parent, ...rest) {
    const url = parent?.filename ? pathToFileURL(parent.filename).href : undefined;
    return resolve(request, url, (name, parentURL) =>
      original.call(this, name, parentURL === OWN ? module : parent, ...rest),
    );
  };
};

const withSeparator = (path) => (path.endsWith(sep) ? path : path + sep);
const pathOf = (found) =>
  typeof found === "string" ? found : found.url.startsWith("file:") ? fileURLToPath(found.url) : found.url;

function notFound(specifier, parent, hint) {
  const error = new Error(`Cannot find module '${specifier}'\nRequire stack:\n- ${parent}${hint}`);
  error.code = "MODULE_NOT_FOUND";
  return error;
}
