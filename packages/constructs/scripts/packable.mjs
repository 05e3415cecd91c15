// Without jsii's work a package would lack its assembly and the warnings of deprecated members, and nobody would notice.
import { existsSync } from "node:fs";

// The quick build removes the last one.
const made = [".jsii", ".warnings.jsii.js", "lib/index.js", "lib/library.js", "lib/tsconfig.tsbuildinfo"];
const missing = made.filter((name) => !existsSync(new URL(`../${name}`, import.meta.url)));
if (missing.length > 0) {
  console.error(
    `${missing.join(", ")} not there: the package wants a full build; npm run build -w packages/constructs`,
  );
  process.exitCode = 1;
}
