"use strict";
const http = require("node:http");
const https = require("node:https");
const { syncBuiltinESMExports } = require("node:module");
const { Readable } = require("node:stream");
const { urlToHttpOptions } = require("node:url");

const AWS_HOST = /(?:^|\.)amazonaws\.com(?:\.cn)?$/;

/**
 * Sends to the gateway what a function means for AWS: HTTPS requests to `*.amazonaws.com`, and those to the gateway's
 * own host without its port. (Handlers take a custom resource's ResponseURL apart and keep host and path only.)
 * The Host header stays as it was, so that the gateway can see which service was meant.
 */
exports.install = function install(endpoint) {
  const gateway = new URL(endpoint);
  const isRouted = (hostname, port) =>
    AWS_HOST.test(hostname) || (hostname === gateway.hostname && (!port || Number(port) === 443));

  const original = { request: https.request, get: https.get };
  const request = (...values) => {
    const callback = values.findLast((value) => typeof value === "function");
    const options = optionsOf(values);
    const hostname = String(options.hostname ?? options.host ?? "localhost").replace(/:\d+$/, "");
    if (!isRouted(hostname, options.port)) return original.request.apply(https, values);
    const headers = Array.isArray(options.headers)
      ? Object.fromEntries(pairs(options.headers))
      : { ...options.headers };
    if (!Object.keys(headers).some((name) => name.toLowerCase() === "host"))
      headers["Host"] = AWS_HOST.test(hostname) ? hostname : gateway.host;
    const { agent: _agent, servername: _servername, defaultPort: _defaultPort, ...rest } = options;
    return http.request(
      { ...rest, headers, protocol: "http:", host: gateway.hostname, hostname: gateway.hostname, port: gateway.port },
      callback,
    );
  };
  https.request = request;
  https.get = (...values) => {
    const started = request(...values);
    started.end();
    return started;
  };
  syncBuiltinESMExports();

  const originalFetch = globalThis.fetch;
  globalThis.fetch = async function fetch(input, init) {
    const url = new URL(typeof input === "string" || input instanceof URL ? input : input.url);
    if (url.protocol !== "https:" || !isRouted(url.hostname, url.port)) return originalFetch(input, init);
    // fetch would set a Host header of its own.
    const source = new Request(input, init);
    const body = source.body === null ? undefined : Buffer.from(await source.arrayBuffer());
    const headers = Object.fromEntries(source.headers);
    if (body) headers["content-length"] = String(body.length);
    return new Promise((resolve, reject) => {
      const outgoing = https.request(url, { method: source.method, headers, signal: source.signal }, (incoming) => {
        const empty = source.method === "HEAD" || [204, 205, 304].includes(incoming.statusCode);
        const received = Object.entries(incoming.headersDistinct).flatMap(([name, values]) =>
          values.map((value) => [name, value]),
        );
        resolve(
          new Response(empty ? null : Readable.toWeb(incoming), {
            status: incoming.statusCode,
            statusText: incoming.statusMessage,
            headers: received,
          }),
        );
      });
      outgoing.on("error", (cause) => reject(new TypeError("fetch failed", { cause })));
      outgoing.end(body);
    });
  };
};

function optionsOf(values) {
  const [first, second] = values;
  const base =
    typeof first === "string"
      ? urlToHttpOptions(new URL(first))
      : first instanceof URL
        ? urlToHttpOptions(first)
        : { ...first };
  return first !== null && (typeof first === "string" || first instanceof URL) && typeof second === "object"
    ? { ...base, ...second }
    : base;
}

const pairs = (list) => Array.from({ length: list.length / 2 }, (_, index) => [list[2 * index], list[2 * index + 1]]);
