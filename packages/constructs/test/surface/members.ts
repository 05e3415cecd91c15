import {
  isClassOrInterfaceType,
  isClassType,
  isEnumType,
  isInterfaceType,
  type Parameter,
  type Type,
  type TypeReference,
} from "@jsii/spec";
import type { Types } from "../support/assembly.ts";

/** What is compared of a member: two members are alike when these are equal. */
export type Facts = Readonly<Record<string, unknown>>;

const PEER = "aws-cdk-lib.aws_rds.";
const OURS = "cdk-rockpool.";

/** Whether a type is one that the library must have: everything of aws-rds that is not generated. */
export function isInInventory(type: Type): boolean {
  return type.fqn.startsWith(PEER) && !/^I?Cfn/.test(type.fqn.slice(PEER.length));
}

/** The full name of our counterpart. */
export function counterpart(fqn: string): string {
  return fqn.replace(PEER, OURS);
}

/**
 * The members of a type with what is to be compared of them, inherited ones included: by name, `new` for the constructor and `type`
 * for the type itself. What comes from outside of RDS, such as the members of `Resource`, is left out.
 */
export function membersOf(type: Type, types: Types): ReadonlyMap<string, Facts> {
  const found = new Map<string, Facts>();
  const add = (name: string, facts: Facts) => {
    if (!found.has(name)) found.set(name, facts);
  };
  add("type", {
    kind: type.kind,
    abstract: isClassType(type) && Boolean(type.abstract),
    datatype: isInterfaceType(type) && Boolean(type.datatype),
    deprecated: isDeprecated(type),
    of: [...new Set(ancestors(type, types).map(({ fqn }) => short(fqn)))].filter((fqn) => !/\.I?Cfn/.test(fqn)).sort(),
  });
  if (isClassType(type) && type.initializer) {
    add("new", { protected: Boolean(type.initializer.protected), parameters: parametersOf(type.initializer) });
  }
  for (const each of [type, ...ancestors(type, types)]) {
    if (!each.fqn.startsWith(PEER) && !each.fqn.startsWith(OURS)) continue;
    const { properties = [], methods = [] } = isClassOrInterfaceType(each) ? each : {};
    for (const property of properties) {
      add(property.name, {
        kind: "property",
        static: Boolean(property.static),
        optional: Boolean(property.optional),
        protected: Boolean(property.protected),
        immutable: Boolean(property.immutable),
        deprecated: isDeprecated(property) || isDeprecated(each),
        type: typeText(property.type),
      });
    }
    for (const method of methods) {
      add(method.name, {
        kind: "method",
        static: Boolean(method.static),
        protected: Boolean(method.protected),
        deprecated: isDeprecated(method) || isDeprecated(each),
        parameters: parametersOf(method),
        returns: method.returns ? typeText(method.returns.type) : "void",
      });
    }
    for (const member of isEnumType(each) ? each.members : []) {
      add(member.name, { kind: "value", deprecated: isDeprecated(member) || isDeprecated(each) });
    }
  }
  return found;
}

/** How a member of ours falls short of the peer's, or nothing. */
export function difference(theirs: Facts, ours: Facts | undefined): string | undefined {
  if (!ours) return "is missing";
  const unequal = Object.keys(theirs).filter((fact) => !agree(fact, theirs[fact], ours[fact]));
  return unequal.length === 0
    ? undefined
    : unequal.map((fact) => `${fact}: ${JSON.stringify(theirs[fact])} -> ${JSON.stringify(ours[fact])}`).join("; ");
}

function agree(fact: string, theirs: unknown, ours: unknown): boolean {
  // A type may have more ancestors than the peer's: ours extend the peer's interfaces.
  if (fact === "of" && Array.isArray(theirs) && Array.isArray(ours)) return theirs.every((fqn) => ours.includes(fqn));
  return JSON.stringify(theirs) === JSON.stringify(ours);
}

function ancestors(type: Type, types: Types): Type[] {
  const base = isClassType(type) ? type.base : undefined;
  const interfaces = isClassOrInterfaceType(type) ? type.interfaces : undefined;
  const direct = [base, ...(interfaces ?? [])].flatMap((fqn) => (fqn && types[fqn] ? [types[fqn]] : []));
  return direct.flatMap((each) => [each, ...ancestors(each, types)]);
}

function parametersOf({ parameters = [] }: { readonly parameters?: readonly Parameter[] }): unknown[] {
  // Names are part of the contract of structs alone: Python takes others by position too, and languages without names do only.
  return parameters.map(({ optional, variadic, type }) => ({
    type: typeText(type),
    optional: Boolean(optional),
    variadic: Boolean(variadic),
  }));
}

function isDeprecated(item: { readonly docs?: { readonly deprecated?: string } }): boolean {
  return item.docs?.deprecated !== undefined;
}

function short(fqn: string): string {
  return fqn.replace(PEER, "rds.").replace(OURS, "rds.");
}

function typeText(type: TypeReference): string {
  if ("fqn" in type) return short(type.fqn);
  if ("primitive" in type) return type.primitive;
  if ("collection" in type) return `${type.collection.kind}<${typeText(type.collection.elementtype)}>`;
  const parts = "union" in type ? type.union.types : type.intersection.types;
  return parts
    .map(typeText)
    .sort()
    .join("union" in type ? " | " : " & ");
}
