// The quick build writes the same files as jsii. Without this, jsii would take them for its own and not write them again.
import { rmSync } from "node:fs";

// Nor would scripts/build.mjs, which asks the stamp of the last full build.
for (const name of ["tsconfig.tsbuildinfo", ".built"])
  rmSync(new URL(`../lib/${name}`, import.meta.url), { force: true });
