import type { ParameterStringFilter } from "@aws-sdk/client-ssm";
import { AwsError } from "../../errors.js";
import { latest, type ParameterRecord } from "./store.js";

/** What a filter of a key looks at. */
const VALUES: Readonly<Record<string, (parameter: ParameterRecord) => readonly string[]>> = {
  Name: (parameter) => [parameter.name],
  Type: (parameter) => [latest(parameter).type],
  KeyId: (parameter) => [latest(parameter).keyId ?? []].flat(),
  Tier: (parameter) => [latest(parameter).tier],
  DataType: (parameter) => [latest(parameter).dataType],
  Label: (parameter) => latest(parameter).labels,
};

type Match = (actual: string, wanted: string) => boolean;

const OPTIONS: Readonly<Record<string, Match>> = {
  Equals: (actual, wanted) => actual === wanted,
  BeginsWith: (actual, wanted) => actual.startsWith(wanted),
  Contains: (actual, wanted) => actual.includes(wanted),
};

/** The parameters that pass every filter; a filter passes with one of its values. */
export function filterParameters(
  parameters: readonly ParameterRecord[],
  filters: readonly ParameterStringFilter[],
): ParameterRecord[] {
  const tests = filters.map(compile);
  return parameters.filter((parameter) => tests.every((test) => test(parameter)));
}

function compile({ Key = "", Option, Values }: ParameterStringFilter): (parameter: ParameterRecord) => boolean {
  if (Key === "Path") {
    const deep = Option === "Recursive";
    const prefixes = (Values ?? []).map((path) => (path.endsWith("/") ? path : `${path}/`));
    return ({ name }) =>
      prefixes.some((prefix) => name.startsWith(prefix) && (deep || !name.slice(prefix.length).includes("/")));
  }
  const values = VALUES[Key] ?? (Key.startsWith("tag:") ? tagValues(Key.slice("tag:".length)) : undefined);
  if (values === undefined) {
    throw new AwsError(
      "InvalidFilterKey",
      `The following filter key is not valid: ${Key}. Valid filter keys include: [Path, Name, Type, KeyId, Tier, DataType, Label, tag:<key>].`,
    );
  }
  const match = OPTIONS[Option ?? "Equals"];
  if (match === undefined) {
    throw new AwsError(
      "InvalidFilterOption",
      `The following filter option is not valid: ${Option}. Valid options include: [BeginsWith, Contains, Equals].`,
    );
  }
  // A filter without values asks whether there is anything at all, as `tag:Name` does.
  return (parameter) =>
    Values === undefined
      ? values(parameter).length > 0
      : values(parameter).some((actual) => Values.some((wanted) => match(actual, wanted)));
}

function tagValues(key: string): (parameter: ParameterRecord) => readonly string[] {
  return ({ tags }) => [tags[key] ?? []].flat();
}
