#!/usr/bin/env node
import { existsSync } from "node:fs";
import module from "node:module";

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 13)) {
  console.error(`✖ Rockpool needs Node.js 22.13 or newer; this is ${process.version}`);
  process.exit(1);
}
const main = new URL("../dist/cli/main.js", import.meta.url);
if (!existsSync(main)) {
  console.error("✖ Rockpool is not built yet: run `npm run build` in its repository");
  process.exit(1);
}
// What Node.js compiles is kept for the next run.
module.enableCompileCache();
await import(main);
