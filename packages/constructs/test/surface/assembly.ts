import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";

/** A type as jsii names it. */
export type TypeReference =
  | { readonly fqn: string }
  | { readonly primitive: string }
  | { readonly collection: { readonly kind: string; readonly elementtype: TypeReference } }
  | { readonly union: { readonly types: readonly TypeReference[] } }
  | { readonly intersection: { readonly types: readonly TypeReference[] } };

interface Documented {
  readonly docs?: { readonly deprecated?: string };
}

export interface Parameter {
  readonly name: string;
  readonly optional?: boolean;
  readonly variadic?: boolean;
  readonly type: TypeReference;
}

export interface Property extends Documented {
  readonly name: string;
  readonly optional?: boolean;
  readonly static?: boolean;
  readonly immutable?: boolean;
  readonly protected?: boolean;
  readonly type: TypeReference;
}

export interface Method extends Documented {
  readonly name: string;
  readonly static?: boolean;
  readonly protected?: boolean;
  readonly parameters?: readonly Parameter[];
  readonly returns?: { readonly optional?: boolean; readonly type: TypeReference };
}

/** A class, an interface or an enum of an assembly. */
export interface JsiiType extends Documented {
  readonly fqn: string;
  readonly name: string;
  readonly kind: "class" | "interface" | "enum";
  readonly abstract?: boolean;
  readonly datatype?: boolean;
  readonly base?: string;
  readonly interfaces?: readonly string[];
  readonly initializer?: { readonly protected?: boolean; readonly parameters?: readonly Parameter[] };
  readonly properties?: readonly Property[];
  readonly methods?: readonly Method[];
  readonly members?: readonly (Documented & { readonly name: string })[];
}

/** The types of an assembly, by their full names. */
export type Types = Readonly<Record<string, JsiiType>>;

/** What to do when only the quick build is there. */
export const QUICK_BUILD_CURE =
  "it comes from jsii; run `npm run build -w packages/constructs` (build:quick is not enough, `npm test` builds it by itself)";

const root = join(import.meta.dirname, "../..");

/** The surface of aws-cdk-lib. */
export function peerTypes(): Types {
  const directory = dirname(createRequire(import.meta.url).resolve("aws-cdk-lib/package.json"));
  return typesIn(gunzipSync(readFileSync(join(directory, ".jsii.gz"))).toString());
}

/** The surface of this library, as jsii last saw it. */
export function ourTypes(): Types {
  const file = join(root, ".jsii");
  if (!existsSync(file)) throw new Error(`there is no ${file}: ${QUICK_BUILD_CURE}`);
  const newest = Math.max(...readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" }).map(modified));
  if (newest > statSync(file).mtimeMs) throw new Error(`the sources are newer than ${file}: ${QUICK_BUILD_CURE}`);
  return typesIn(readFileSync(file, "utf8"));
}

function modified(path: string): number {
  const stat = statSync(join(root, "src", path));
  return stat.isFile() ? stat.mtimeMs : 0;
}

function typesIn(text: string): Types {
  const assembly: { types: Types } = JSON.parse(text);
  return assembly.types;
}
