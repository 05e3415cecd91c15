import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { messageOf, RockpoolError } from "../errors.js";

/** How an app is run, out of the files that the CDK's command line reads. */
export interface AppConfiguration {
  /** The command. */
  readonly app: string;
  readonly context: Readonly<Record<string, unknown>>;
  /** What the CDK's command line tells every app, whatever its context says. */
  readonly told: Readonly<Record<string, unknown>>;
  /** Where the assembly goes. */
  readonly output: string;
}

/** The members of a `cdk.json`, or of a user's `~/.cdk.json`, that count here. */
interface Settings {
  readonly app?: unknown;
  readonly output?: unknown;
  readonly context?: Readonly<Record<string, unknown>>;
  readonly versionReporting?: unknown;
  readonly pathMetadata?: unknown;
  readonly assetMetadata?: unknown;
}

/**
 * Reads the `cdk.json` and `cdk.context.json` of an app's directory and the user's `.cdk.json`.
 *
 * @throws RockpoolError `AppConfiguration`.
 */
export function readConfiguration(directory: string, home: string): AppConfiguration {
  const file = join(directory, "cdk.json");
  const user: Settings = readOptional(join(home, ".cdk.json"));
  const project: Settings = readObject(file, "It must be a JSON object with an `app` command.");
  const settings: Settings = { ...user, ...project };
  if (typeof settings.app !== "string") {
    throw new RockpoolError("AppConfiguration", `${file} has no \`app\``, {
      hint: 'Add the command that runs the app, e.g. "app": "node app.ts".',
    });
  }
  return {
    app: settings.app,
    context: { ...user.context, ...readOptional(join(directory, "cdk.context.json")), ...project.context },
    told: {
      "aws:cdk:version-reporting": settings.versionReporting !== false,
      "aws:cdk:enable-path-metadata": settings.pathMetadata !== false,
      "aws:cdk:enable-asset-metadata": settings.assetMetadata !== false,
    },
    output: resolve(directory, typeof settings.output === "string" ? settings.output : "cdk.out"),
  };
}

function readOptional(file: string): Record<string, unknown> {
  return existsSync(file) ? readObject(file, "It must be a JSON object.") : {};
}

function readObject(file: string, hint: string): Record<string, unknown> {
  try {
    const value: Record<string, unknown> = JSON.parse(readFileSync(file, "utf8"));
    return value;
  } catch (cause) {
    throw new RockpoolError("AppConfiguration", `${file}: ${messageOf(cause)}`, { hint, cause });
  }
}
