import { createRequire } from "node:module";
import { dirname } from "node:path";
import {
  type ClassType,
  type InterfaceType,
  type Initializer,
  isClassType,
  isCollectionTypeReference,
  isInterfaceType,
  isNamedTypeReference,
  isUnionTypeReference,
  loadAssemblyFromPath,
  type Method,
  type Type,
  type TypeReference,
} from "@jsii/spec";
import { assertBuilt, ROOT } from "./built.ts";

/** The types of an assembly of jsii, by their full names. */
export type Types = Readonly<Record<string, Type>>;

/** The surface of aws-cdk-lib. */
export function peerTypes(): Types {
  return typesIn(dirname(createRequire(import.meta.url).resolve("aws-cdk-lib/package.json")));
}

/** The surface of this library, as jsii last saw it. */
export function ourTypes(): Types {
  assertBuilt();
  return typesIn(ROOT);
}

function typesIn(directory: string): Types {
  return loadAssemblyFromPath(directory, false, ["intersection-types"]).types ?? {};
}

/** What users of this library construct, call and pass. */
export class Assembly {
  readonly #types = ourTypes();

  get classes(): ClassType[] {
    return Object.values(this.#types).filter(isClassType);
  }

  /** A class of this library. */
  class(fqn: string | undefined): ClassType | undefined {
    const type = fqn === undefined ? undefined : this.#types[fqn];
    return isClassType(type) ? type : undefined;
  }

  /** A struct of this library. */
  struct(fqn: string | undefined): InterfaceType | undefined {
    const type = fqn === undefined ? undefined : this.#types[fqn];
    return isInterfaceType(type) && type.datatype === true ? type : undefined;
  }

  /** The structs that users give to constructors and methods, nested ones included; others are answers. */
  get inputs(): InterfaceType[] {
    const found = new Set<InterfaceType>();
    const add = (reference: TypeReference): void => {
      for (const part of partsOf(reference)) add(part);
      const struct = isNamedTypeReference(reference) ? this.struct(reference.fqn) : undefined;
      if (struct === undefined || found.has(struct)) return;
      found.add(struct);
      for (const property of struct.properties ?? []) add(property.type);
      for (const fqn of struct.interfaces ?? []) add({ fqn });
    };
    for (const { initializer, methods = [] } of this.classes)
      for (const method of [initializer, ...methods])
        if (method?.protected !== true) for (const { type } of method?.parameters ?? []) add(type);
    return [...found];
  }

  /** A method of a class, or of one that it extends. */
  method(type: ClassType | undefined, name: string): Method | undefined {
    return type && (type.methods?.find((method) => method.name === name) ?? this.method(this.class(type.base), name));
  }

  /** How a class is constructed: a class without a constructor of its own has its base's. */
  initializer(type: ClassType | undefined): Initializer | undefined {
    return type && (type.initializer ?? this.initializer(this.class(type.base)));
  }

  /** The struct that declares a property: this one, or one that it extends. */
  declaring(struct: InterfaceType, property: string): { struct: InterfaceType; type: TypeReference } | undefined {
    const own = struct.properties?.find(({ name }) => name === property);
    if (own) return { struct, type: own.type };
    for (const base of struct.interfaces ?? []) {
      const type = this.struct(base);
      const found = type && this.declaring(type, property);
      if (found) return found;
    }
    return undefined;
  }
}

/** What a type is made of: the elements of a collection, the options of a union. */
export function partsOf(reference: TypeReference): readonly TypeReference[] {
  if (isCollectionTypeReference(reference)) return [reference.collection.elementtype];
  return isUnionTypeReference(reference) ? reference.union.types : [];
}
