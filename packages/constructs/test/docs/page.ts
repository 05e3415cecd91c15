import { readFileSync } from "node:fs";

/** The page for those who come from aws-cdk-lib/aws-rds; what it shows is done with what it says. */
const page = readFileSync(new URL("../../../../docs/coming-from-aws-rds.md", import.meta.url), "utf8");

const fenced = (language: string): string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "gms"))].map(([, text = ""]) => text);

/** The app of the page, before and after its one line is changed. */
export function apps(language: "ts" | "python"): { readonly before: string; readonly after: string } {
  const [before = ""] = fenced(language);
  const line = fenced("diff")[language === "ts" ? 0 : 1] ?? "";
  const [, old = "", changed = ""] = /^-(.*)\n\+(.*)$/m.exec(line) ?? [];
  return { before, after: before.replace(old, changed) };
}

/** The commands of the page, and what they print. */
export const SESSION = (fenced("console")[0] ?? "")
  .split(/^\$ /m)
  .slice(1)
  .map((text) => {
    const [command = "", ...output] = text.split("\n");
    return { command, output: output.join("\n").trim() };
  });

/** The feature flags in the page's table. */
export const FLAGS = [...page.matchAll(/^\| `(@aws-cdk\/[^`]+)`/gm)].map(([, flag]) => flag);
