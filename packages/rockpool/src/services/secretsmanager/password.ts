import type { GetRandomPasswordRequest } from "@aws-sdk/client-secrets-manager";
import { type Random, randomText } from "../../environment.js";
import { invalidParameter } from "./store.js";

type Options = Readonly<GetRandomPasswordRequest>;

/** The classes of characters (Secrets Manager API reference, GetRandomPassword), and what leaves one out. */
const CLASSES: ReadonlyArray<{ characters: string; included: (options: Options) => boolean }> = [
  { characters: "abcdefghijklmnopqrstuvwxyz", included: ({ ExcludeLowercase }) => ExcludeLowercase !== true },
  { characters: "ABCDEFGHIJKLMNOPQRSTUVWXYZ", included: ({ ExcludeUppercase }) => ExcludeUppercase !== true },
  { characters: "0123456789", included: ({ ExcludeNumbers }) => ExcludeNumbers !== true },
  {
    characters: "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
    included: ({ ExcludePunctuation }) => ExcludePunctuation !== true,
  },
  { characters: " ", included: ({ IncludeSpace }) => IncludeSpace === true },
];

const DEFAULT_LENGTH = 32;
const MAXIMUM_LENGTH = 4096;

/**
 * A random password of `PasswordLength` characters (default 32). Unless `RequireEachIncludedType` is false, it holds at
 * least one character of every class that is not excluded.
 */
export function randomPassword(options: Options, random: Random): string {
  const length = options.PasswordLength ?? DEFAULT_LENGTH;
  if (!Number.isInteger(length) || length < 1 || length > MAXIMUM_LENGTH) {
    throw invalidParameter(`PasswordLength must be between 1 and ${MAXIMUM_LENGTH}. You provided ${length}.`);
  }
  const excluded = new Set(options.ExcludeCharacters ?? "");
  const classes = CLASSES.filter((entry) => entry.included(options))
    .map(({ characters }) =>
      characters
        .split("")
        .filter((character) => !excluded.has(character))
        .join(""),
    )
    .filter((characters) => characters !== "");
  if (classes.length === 0) throw invalidParameter("All character types are excluded. Include at least one.");
  const required = options.RequireEachIncludedType === false ? [] : classes;
  if (length < required.length) {
    throw invalidParameter("Password length is too short based on the required types.");
  }
  const password = [
    ...required.map((characters) => randomText(random, 1, characters)),
    ...randomText(random, length - required.length, classes.join("")).split(""),
  ];
  return shuffle(password, random).join("");
}

/** Fisher-Yates: the characters that had to be there must not stand at known places. */
function shuffle(items: string[], random: Random): string[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = below(last + 1, random);
    [result[last], result[other]] = [result[other] ?? "", result[last] ?? ""];
  }
  return result;
}

/** A whole number from 0 to `limit - 1` (at most 65,536), each equally likely. */
function below(limit: number, random: Random): number {
  const bound = 65_536 - (65_536 % limit);
  for (;;) {
    const [high = 0, low = 0] = random.bytes(2);
    const value = high * 256 + low;
    if (value < bound) return value % limit;
  }
}
