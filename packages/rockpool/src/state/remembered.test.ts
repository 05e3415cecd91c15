import { afterAll, expect, test } from "vitest";
import { testEnvironment } from "../testing/environment.js";
import { Remembered } from "./remembered.js";

const environment = testEnvironment();
const { state } = environment;
afterAll(() => environment[Symbol.dispose]());

const numbers = state.collection<number>("numbers");
const factors = state.collection<number>("factors");
const products = new Remembered<{ product: number }>(numbers, factors);
let made = 0;
const product = (key: string): number =>
  products.get(key, () => {
    made += 1;
    return { product: (numbers.get(key) ?? 0) * (factors.get("all") ?? 1) };
  }).product;

test("what was made of documents is made again once any of their collections has changed", () => {
  numbers.put("a", 2);
  expect([product("a"), product("a"), made]).toEqual([2, 2, 1]);
  factors.put("all", 10);
  expect([product("a"), product("a"), made]).toEqual([20, 20, 2]);
  numbers.delete("a");
  expect(product("a")).toBe(0);
});

test("what was made within a transaction that is rolled back is forgotten with it", () => {
  numbers.put("b", 1);
  expect(product("b")).toBe(10);
  expect(() =>
    state.transaction(() => {
      numbers.put("b", 5);
      expect(product("b")).toBe(50);
      throw new Error("no");
    }),
  ).toThrow("no");
  expect(product("b")).toBe(10);
});

test("no more than fifty values are kept", () => {
  for (let index = 0; index < 50; index += 1) product(`many-${index}`);
  const before = made;
  expect(product("many-0")).toBe(0);
  expect(made).toBe(before + 1);
});
