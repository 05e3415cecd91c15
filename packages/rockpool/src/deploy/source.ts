import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import { RockpoolError } from "../errors.js";

/** What there is to deploy, before anything is run or read. */
export type Source =
  /** A CDK app: the folder with its `cdk.json`. */
  | { readonly kind: "app"; readonly directory: string }
  /** A synthesized app: a `cdk.out`. */
  | { readonly kind: "assembly"; readonly directory: string }
  /** A template, and the folder that stands for the buckets it names. */
  | { readonly kind: "template"; readonly file: string; readonly folder: string };

/** Names that say "this is the parent" in a folder of templates. */
const ROOT_NAMES = ["main", "template", "root", "parent", "index"];
const TEMPLATE_SUFFIXES = new Set([".yaml", ".yml", ".json", ".template"]);

/**
 * Finds out what a path is: a CDK app folder, a `cdk.out`, a template file or a folder of templates.
 *
 * @throws RockpoolError `SourceNotFound` or `SourceUnclear`.
 */
export function detectSource(path: string): Source {
  const full = resolve(path);
  if (!existsSync(full)) {
    throw new RockpoolError("SourceNotFound", `${path} does not exist`, {
      hint: "Give a CDK app folder, a cdk.out, a template file or a folder of templates.",
    });
  }
  if (statSync(full).isFile()) {
    if (basename(full) === "cdk.json") return { kind: "app", directory: dirname(full) };
    if (basename(full) === "manifest.json") return { kind: "assembly", directory: dirname(full) };
    return { kind: "template", file: full, folder: dirname(full) };
  }
  if (existsSync(join(full, "cdk.json"))) return { kind: "app", directory: full };
  if (existsSync(join(full, "manifest.json"))) return { kind: "assembly", directory: full };
  return { kind: "template", file: rootTemplate(full), folder: full };
}

/** Templates lie among other YAML and JSON files; they alone have resources. */
function isTemplate(file: string): boolean {
  return statSync(file).isFile() && /^\s*"?Resources"?\s*:/m.test(readFileSync(file, "utf8"));
}

function rootTemplate(folder: string): string {
  const templates = readdirSync(folder)
    .filter((name) => TEMPLATE_SUFFIXES.has(extname(name)) && isTemplate(join(folder, name)))
    .toSorted();
  const roots = templates.filter((name) => ROOT_NAMES.includes(basename(name, extname(name)).toLowerCase()));
  const [only] = templates.length === 1 ? templates : roots;
  if (only !== undefined && (templates.length === 1 || roots.length === 1)) return join(folder, only);
  if (templates.length === 0) {
    throw new RockpoolError("SourceUnclear", `${folder} holds no cdk.json, no manifest.json and no template`, {
      hint: "Give a CDK app folder, a cdk.out, a template file or a folder of templates.",
    });
  }
  throw new RockpoolError(
    "SourceUnclear",
    `${folder} holds ${templates.length} templates (${templates.join(", ")}), and none or several of them are called ${ROOT_NAMES.join(", ")}`,
    {
      hint: `Name the one to deploy, e.g. ${join(folder, templates[0] ?? "main.yaml")}; the others are found from there.`,
    },
  );
}

/** A stack name out of a template's path: the file's name, or its folder's when the file is called `main` or the like. */
export function defaultStackName(file: string): string {
  const name = basename(file, extname(file));
  const chosen = ROOT_NAMES.includes(name.toLowerCase()) ? basename(dirname(resolve(file))) : name;
  const cleaned = chosen.replaceAll(/[^A-Za-z0-9-]+/g, "-").replace(/^[^A-Za-z]+/, "");
  return cleaned === "" ? "stack" : cleaned.slice(0, 128);
}
