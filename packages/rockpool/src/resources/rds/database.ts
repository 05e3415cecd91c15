import type { JsonObject, ResourceContext } from "../../cloudformation/contract.js";
import { AwsError } from "../../errors.js";
import type { CallContext } from "../../services/contract.js";
import type { RdsService } from "../../services/rds/service.js";
import { difference } from "../record-handler.js";
import { optionalBoolean, optionalNumber, optionalText, tags, textList } from "../properties.js";

/** The properties of a type that go to the API under their own names, by kind. */
export interface PropertyTable {
  readonly texts: readonly string[];
  readonly numbers: readonly string[];
  readonly booleans: readonly string[];
  readonly lists: readonly string[];
}

/** The given properties of a table, in the types of the API. */
export function read(
  properties: JsonObject,
  table: PropertyTable,
): Record<string, string | number | boolean | string[]> {
  const given = <T>(
    names: readonly string[],
    reader: (properties: JsonObject, name: string) => T | undefined,
  ): Array<[string, T]> =>
    names.flatMap((name): Array<[string, T]> => {
      const value = properties[name] === undefined ? undefined : reader(properties, name);
      return value === undefined ? [] : [[name, value]];
    });
  return Object.fromEntries([
    ...given(table.texts, optionalText),
    ...given(table.numbers, optionalNumber),
    ...given(table.booleans, optionalBoolean),
    ...given(table.lists, textList),
  ]);
}

/** Only what an update changes; a property that is gone leaves the database as it is, as on AWS. */
export function changedOnly<T extends Record<string, unknown>>(before: T, after: T): Partial<T> {
  const changed: Partial<T> = { ...after };
  for (const name of Object.keys(after)) {
    if (JSON.stringify(before[name]) === JSON.stringify(after[name])) delete changed[name];
  }
  return changed;
}

/** A change of exported logs in the API's words. */
export function logExportChange(
  before: JsonObject,
  after: JsonObject,
): { EnableLogTypes: string[]; DisableLogTypes: string[] } | undefined {
  const [old, next] = [textList(before, "EnableCloudwatchLogsExports"), textList(after, "EnableCloudwatchLogsExports")];
  const change = { EnableLogTypes: difference(next, old), DisableLogTypes: difference(old, next) };
  return change.EnableLogTypes.length + change.DisableLogTypes.length === 0 ? undefined : change;
}

/** The identifier of a database: the given one, or a generated one within RDS's rules. In lower case, as RDS keeps it. */
export function identifierOf(
  context: ResourceContext,
  properties: JsonObject,
  property: string,
  maxLength: number,
): string {
  const given = optionalText(properties, property);
  return (given ?? context.generateName({ maxLength, lowerCase: true }).replace(/-{2,}/g, "-")).toLowerCase();
}

/** Brings the tags of a resource to those of the stack and the template. */
export function updateTags(
  rds: RdsService,
  call: CallContext,
  ResourceName: string,
  context: ResourceContext,
  properties: JsonObject,
): void {
  const wanted = tags(context, properties);
  const present = rds.operations.ListTagsForResource(call, { ResourceName }).TagList ?? [];
  const keys = new Set(wanted.map((tag) => tag.Key));
  const gone = present.flatMap((tag) => (tag.Key === undefined || keys.has(tag.Key) ? [] : [tag.Key]));
  if (gone.length > 0) rds.operations.RemoveTagsFromResource(call, { ResourceName, TagKeys: gone });
  rds.operations.AddTagsToResource(call, { ResourceName, Tags: wanted });
}

/** What `look` finds; undefined when the service says that it is not there. */
export function ifExists<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch (error) {
    if (error instanceof AwsError && error.code.includes("NotFound")) return undefined;
    throw error;
  }
}
