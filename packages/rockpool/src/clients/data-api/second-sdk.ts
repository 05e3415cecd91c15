import { join } from "node:path";
import type { Database, Databases } from "./databases.js";
import { type Installed, installOnDemand } from "./on-demand.js";

/** The clients that want the AWS SDK for JavaScript v2, which the pool has no other use for. */
export function installSecondSdk(): Promise<Installed> {
  process.env["AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE"] = "1";
  const words = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"] as const;
  return installOnDemand("javascript", [["npm", ...words]]);
}

/** The entry of one of them. */
export const entryOf = (directory: string, name: string): string => join(directory, "node_modules", name, "index.js");

/** What `data-api-client`, and whoever uses it, is told of a database. */
export function connectionOf({ pool }: Databases, { family, resourceArn, secretArn, database }: Database) {
  const { endpoint, region, credentials } = pool;
  const engine = family === "postgres" ? "pg" : "mysql";
  return { engine, resourceArn, secretArn, database, region, options: { endpoint, credentials } };
}
