import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { gunzipSync } from "node:zlib";
import { aws_rds as rds } from "aws-cdk-lib";
import type { Observations, SeenVersion } from "./merge.mts";
import { FEATURES, TABLES, type Table } from "./tables.mts";

interface Assembly {
  readonly types: Readonly<Record<string, { readonly properties?: readonly Property[] }>>;
}

interface Property {
  readonly name: string;
  readonly docs?: { readonly deprecated?: string };
}

/** What `aws-cdk-lib` says of versions: the values of its constants, and by its assembly which of them it still recommends. */
export function observePeer(): Observations {
  const file = createRequire(import.meta.url)
    .resolve("aws-cdk-lib/.jsii")
    .concat(".gz");
  const assembly: Assembly = JSON.parse(gunzipSync(readFileSync(file)).toString("utf8"));
  const versions = TABLES.flatMap((table) => versionsOf(table, assembly));
  return { authoritative: false, complete: new Set(), majors: [], versions };
}

function versionsOf({ file, className, prefix }: Table, assembly: Assembly): SeenVersion[] {
  const declared = assembly.types[`aws-cdk-lib.aws_rds.${className}`].properties ?? [];
  const current = new Set(declared.filter(({ docs }) => docs?.deprecated === undefined).map(({ name }) => name));
  return Object.entries(rds[className])
    .filter(([constant]) => constant.startsWith("VER_"))
    .map(([constant, value]) => {
      const fields = new Map<string, unknown>(Object.entries(value));
      const features = new Map<string, unknown>(Object.entries(fields.get("_features") ?? {}));
      return {
        file,
        major: String(fields.get(`${prefix}MajorVersion`)),
        version: String(fields.get(`${prefix}FullVersion`)),
        // Constants of earlier releases exist at run time but are declared no more.
        withdrawn: !current.has(constant),
        features: FEATURES.filter((feature) => features.get(feature) !== undefined),
      };
    });
}
