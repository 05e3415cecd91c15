import { beforeEach, expect, test } from "vitest";
import type { CallContext } from "../contract.js";
import { CredentialsReader } from "./credentials.js";
import { GENERATIONS } from "./generation.js";
import { root } from "../../testing/gateway-services.js";

const call: CallContext = { principal: root, requestId: "request-1" };
const textOf = (password: string): string => JSON.stringify({ username: "owner", password });
const secrets = new Map<string, string>();
const read = (reader: CredentialsReader, name: string) => reader.read(call, name, GENERATIONS.v2);
let reader: CredentialsReader;

beforeEach(() => {
  secrets.clear();
  reader = new CredentialsReader((_call, name) => ({ arn: `arn:of-${name}`, name, value: secrets.get(name) ?? "" }));
});

test("what a secret's text says is made out once, however many other calls there are", async () => {
  // As many as are kept.
  const names = Array.from({ length: 50 }, (_, index) => `secret-${index}`);
  for (const name of names) secrets.set(name, textOf(name));
  const first = await Promise.all(names.map((name) => read(reader, name)));
  for (let round = 0; round < 3; round += 1) {
    const again = await Promise.all(names.map((name) => read(reader, name)));
    expect(again.every((credentials, index) => credentials === first[index])).toBe(true);
  }
});

test("one secret more takes the place of the oldest one alone", async () => {
  const names = Array.from({ length: 51 }, (_, index) => `secret-${index}`);
  for (const name of names) secrets.set(name, textOf(name));
  const first = await Promise.all(names.map((name) => read(reader, name)));
  expect(await read(reader, "secret-1")).toBe(first[1]);
  expect(await read(reader, "secret-0")).not.toBe(first[0]);
});

test("of a rotated secret nothing is kept but what it says now", async () => {
  secrets.set("rotated", textOf("old"));
  const old = await read(reader, "rotated");
  secrets.set("rotated", textOf("new"));
  expect(await read(reader, "rotated")).toMatchObject({ password: "new" });
  secrets.set("rotated", textOf("old"));
  const again = await read(reader, "rotated");
  expect(again).toEqual(old);
  expect(again).not.toBe(old);
  secrets.set("rotated", "no object");
  await expect(read(reader, "rotated")).rejects.toThrow("username and password");
  secrets.set("rotated", textOf("old"));
  expect(await read(reader, "rotated")).not.toBe(again);
});
