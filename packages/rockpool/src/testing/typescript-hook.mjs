// Lets a child process of a test import the sources: Node strips the types itself, only the suffix differs.
import { existsSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";

registerHooks({
  resolve(specifier, context, next) {
    if (specifier.startsWith(".") && specifier.endsWith(".js") && context.parentURL?.startsWith("file:")) {
      const source = new URL(specifier.replace(/\.js$/, ".ts"), context.parentURL);
      if (existsSync(fileURLToPath(source)))
        return { url: source.href, format: "module-typescript", shortCircuit: true };
    }
    return next(specifier, context);
  },
});
