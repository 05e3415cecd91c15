import type { Filter } from "@aws-sdk/client-secrets-manager";
import { invalidParameter, type SecretRecord } from "./store.js";

/** What a filter of a key looks at. */
const VALUES: Readonly<Record<string, (secret: SecretRecord) => readonly string[]>> = {
  name: ({ name }) => [name],
  description: ({ description }) => [description ?? []].flat(),
  "tag-key": ({ tags }) => Object.keys(tags),
  "tag-value": ({ tags }) => Object.values(tags),
  "primary-region": () => [],
  "owning-service": () => [],
};
const ALL = ["name", "description", "tag-key", "tag-value"];

/**
 * Whether a secret passes every filter. Values match as prefixes, `description` and `all` word by word and without
 * regard to case; a value that begins with `!` must not match (API reference, ListSecrets).
 */
export function secretFilter(filters: readonly Filter[]): (secret: SecretRecord) => boolean {
  const tests = filters.map(compile);
  return (secret) => tests.every((test) => test(secret));
}

function compile({ Key, Values = [] }: Filter): (secret: SecretRecord) => boolean {
  const values =
    Key === "all" ? (secret: SecretRecord) => ALL.flatMap((key) => VALUES[key]?.(secret) ?? []) : VALUES[Key ?? ""];
  if (values === undefined) throw invalidParameter(`Invalid filter key: ${Key}`);
  const byWord = Key === "all" || Key === "description";
  const matches = (secret: SecretRecord, wanted: string) =>
    values(secret).some((value) => (byWord ? hasWord(value, wanted) : value.startsWith(wanted)));
  return (secret) =>
    Values.some((wanted) => (wanted.startsWith("!") ? !matches(secret, wanted.slice(1)) : matches(secret, wanted)));
}

function hasWord(text: string, prefix: string): boolean {
  const lower = prefix.toLowerCase();
  return text
    .toLowerCase()
    .split(/[\s/_+=.@-]+/)
    .some((word) => word.startsWith(lower));
}
