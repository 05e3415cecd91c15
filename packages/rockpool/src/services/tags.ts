/** Tags as Rockpool keeps them. */
export type Tags = Readonly<Record<string, string>>;

/** Tags as most services' requests and answers carry them. */
export interface TagEntry {
  Key?: string | undefined;
  Value?: string | undefined;
}

/** `old` with the request's tags added; a tag without a value gets the empty one. */
export function withTags(old: Tags, added: readonly TagEntry[] | undefined): Tags {
  const result: Record<string, string> = { ...old };
  for (const { Key, Value } of added ?? []) {
    if (Key !== undefined) result[Key] = Value ?? "";
  }
  return result;
}

export function withoutTags(old: Tags, keys: readonly string[]): Tags {
  return Object.fromEntries(Object.entries(old).filter(([key]) => !keys.includes(key)));
}

/** The list form, ordered by key. */
export function tagList(tags: Tags): Array<{ Key: string; Value: string }> {
  return Object.entries(tags)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([Key, Value]) => ({ Key, Value }));
}
