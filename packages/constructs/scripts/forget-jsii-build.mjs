// The quick build writes the same files as jsii. Without this, jsii would take them for its own and not write them again.
import { rmSync } from "node:fs";

rmSync(new URL("../lib/tsconfig.tsbuildinfo", import.meta.url), { force: true });
