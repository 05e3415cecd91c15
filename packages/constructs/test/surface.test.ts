import { aws_rds as rds } from "aws-cdk-lib";
import * as rockpool from "cdk-rockpool";
import { expect, test } from "vitest";
import { counterpart, difference, type Facts, isInInventory, membersOf } from "./surface/members.ts";
import { ourTypes, peerTypes } from "./support/assembly.ts";

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

test("every member of aws-cdk-lib/aws-rds is there, with the same parameters, types, options and deprecations", () => {
  const { inventory, shortfalls } = compare();
  process.stdout.write(`members covered: ${inventory - shortfalls.size} / ${inventory}\n`);
  expect([...shortfalls].map((entry) => entry.join(": "))).toEqual([]);
  expect(inventory).toBeGreaterThan(1500);
});

// The assemblies have no values: those stand in templates, so they are compared as they are at run time.
test("every enum has the values of aws-cdk-lib", () => {
  const enums = Object.values(peerTypes()).filter((type) => isInInventory(type) && type.kind === "enum");
  const valuesIn = (module: object) =>
    enums.map(({ name }) => [name, Object.entries(module).find(([key]) => key === name)?.[1]]);
  expect(valuesIn(rockpool)).toEqual(valuesIn(rds));
});
