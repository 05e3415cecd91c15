// Writes API.md from the compiled library: npm run docs:api
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadAssemblyFromPath } from "@jsii/spec";
import { reference } from "./api/render.mts";

const root = join(import.meta.dirname, "..");
writeFileSync(join(root, "API.md"), reference(loadAssemblyFromPath(root, false)));
