import { readFileSync } from "node:fs";
import { join } from "node:path";
import { aws_rds as rds } from "aws-cdk-lib";
import * as rockpool from "cdk-rockpool";
import { describe, expect, test } from "vitest";
import { ourTypes, peerTypes } from "./surface/assembly.ts";
import { DELIBERATE } from "./surface/exceptions.ts";
import { counterpart, difference, type Facts, isInInventory, membersOf } from "./surface/members.ts";

/** Every member of the inventory, with how ours falls short of it. */
function compare() {
  const peer = peerTypes();
  const types = { ...peer, ...ourTypes() };
  const shortfalls = new Map<string, string>();
  let inventory = 0;
  for (const type of Object.values(peer).filter(isInInventory)) {
    const own = types[counterpart(type.fqn)];
    const ours: ReadonlyMap<string, Facts> = own ? membersOf(own, types) : new Map();
    for (const [name, theirs] of membersOf(type, types)) {
      inventory++;
      const shortfall = difference(theirs, ours.get(name));
      if (shortfall) shortfalls.set(`${type.name}.${name}`, shortfall);
    }
  }
  return { inventory, shortfalls };
}

describe("the public surface of aws-cdk-lib/aws-rds", () => {
  const { inventory, shortfalls } = compare();

  test("every member is there, with the same parameters, types, options and deprecations", () => {
    process.stdout.write(`members covered: ${inventory - shortfalls.size} / ${inventory}\n`);
    expect([...shortfalls].filter(([member]) => !(member in DELIBERATE)).map((entry) => entry.join(": "))).toEqual([]);
    expect(inventory).toBeGreaterThan(1500);
  });

  test("nothing is excepted that is there", () => {
    expect(Object.keys(DELIBERATE).filter((member) => !shortfalls.has(member))).toEqual([]);
  });

  test("every deliberate difference stands in docs/differences.md", () => {
    const page = readFileSync(join(import.meta.dirname, "../../../docs/differences.md"), "utf8");
    expect(Object.keys(DELIBERATE).filter((member) => !page.includes(`\`${member}\``))).toEqual([]);
  });
});

// The assemblies have no values: those stand in templates, so they are compared as they are at run time.
test("every enum has the values of aws-cdk-lib", () => {
  const enums = Object.values(peerTypes()).filter((type) => isInInventory(type) && type.kind === "enum");
  const valuesIn = (module: object) =>
    enums.map(({ name }) => [name, Object.entries(module).find(([key]) => key === name)?.[1]]);
  expect(valuesIn(rockpool)).toEqual(valuesIn(rds));
});
