import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { messageOf, RockpoolError } from "../errors.js";

/** How an app is run, out of the files that the CDK's command line reads. */
export interface AppConfiguration {
  /** The command. */
  readonly app: string;
  /** The command that makes the app ready to run. */
  readonly build: string | undefined;
  readonly context: Readonly<Record<string, unknown>>;
  /** What the CDK's command line tells every app, whatever its context says. */
  readonly told: Readonly<Record<string, unknown>>;
  /** Where the assembly goes. */
  readonly output: string;
}

/** The members of a `cdk.json`, or of a user's `~/.cdk.json`, that count here. */
interface Settings {
  readonly app?: unknown;
  readonly build?: unknown;
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
  const userFile = join(home, ".cdk.json");
  const user: Settings = readOptional(userFile);
  const project: Settings = readObject(file, "It must be a JSON object with an `app` command.");
  const settings: Settings = { ...user, ...project };
  if (typeof settings.app !== "string") {
    throw new RockpoolError("AppConfiguration", `${file} has no \`app\``, {
      hint: 'Add the command that runs the app, e.g. "app": "node app.ts".',
    });
  }
  if (user.build !== undefined && user.build !== null && user.build !== "") {
    throw new RockpoolError("AppConfiguration", `${userFile} has a \`build\`, which is a project's alone`, {
      hint: `Move it to ${file}; the CDK's command line refuses it there as well.`,
    });
  }
  const build = project.build ?? undefined;
  if (build !== undefined && typeof build !== "string") {
    throw new RockpoolError("AppConfiguration", `${file}: \`build\` is ${kindOf(build)}, not a command`, {
      hint: 'Give the command that runs before the app, e.g. "build": "npm run build".',
    });
  }
  return {
    app: settings.app,
    build: build === "" ? undefined : build,
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
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    throw new RockpoolError("AppConfiguration", `${file}: ${messageOf(cause)}`, { hint, cause });
  }
  if (!isObject(value)) throw new RockpoolError("AppConfiguration", `${file} holds ${kindOf(value)}`, { hint });
  return value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
