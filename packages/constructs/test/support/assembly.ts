import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What of the jsii assembly the tests read: https://github.com/aws/jsii, `spec/src/assembly.ts`. */
export interface TypeReference {
  readonly fqn?: string;
  readonly collection?: { readonly elementtype: TypeReference };
  readonly union?: { readonly types: readonly TypeReference[] };
}

export interface Parameter {
  readonly name: string;
  readonly type: TypeReference;
}

export interface Method {
  readonly name?: string;
  readonly static?: boolean;
  readonly protected?: boolean;
  readonly parameters?: readonly Parameter[];
}

export interface Type {
  readonly fqn: string;
  readonly name: string;
  readonly kind: "class" | "interface" | "enum";
  readonly abstract?: boolean;
  readonly datatype?: boolean;
  readonly base?: string;
  readonly interfaces?: readonly string[];
  readonly initializer?: Method;
  readonly methods?: readonly Method[];
  readonly properties?: readonly (Parameter & { readonly optional?: boolean })[];
}

/** The public surface of the package, as the last full build saw it. */
export class Assembly {
  readonly #types: Readonly<Record<string, Type>>;

  constructor() {
    const file = join(import.meta.dirname, "../../.jsii");
    const { types }: { types: Record<string, Type> } = JSON.parse(readFileSync(file, "utf8"));
    this.#types = types;
  }

  type(fqn: string | undefined): Type | undefined {
    return fqn === undefined ? undefined : this.#types[fqn];
  }

  get classes(): Type[] {
    return Object.values(this.#types).filter(({ kind }) => kind === "class");
  }

  /** The structs that users give to constructors and methods, nested ones included; others are answers. */
  get inputs(): Type[] {
    const found = new Set<Type>();
    const add = ({ fqn, collection, union }: TypeReference): void => {
      for (const part of [collection?.elementtype, ...(union?.types ?? [])]) if (part) add(part);
      const type = this.type(fqn);
      if (type?.datatype !== true || found.has(type)) return;
      found.add(type);
      for (const property of type.properties ?? []) add(property.type);
      for (const base of type.interfaces ?? []) add({ fqn: base });
    };
    for (const { initializer, methods = [] } of this.classes)
      for (const method of [initializer, ...methods])
        if (method?.protected !== true) for (const { type } of method?.parameters ?? []) add(type);
    return [...found];
  }

  /** A method of a class, or of one that it extends. */
  method(type: Type | undefined, name: string): Method | undefined {
    return type && (type.methods?.find((method) => method.name === name) ?? this.method(this.type(type.base), name));
  }

  /** How a class is constructed: a class without a constructor of its own has its base's. */
  initializer(type: Type | undefined): Method | undefined {
    return type && (type.initializer ?? this.initializer(this.type(type.base)));
  }

  /** The struct that declares a property: this one, or one that it extends. */
  declaring(struct: Type, property: string): { struct: Type; type: TypeReference } | undefined {
    const own = struct.properties?.find(({ name }) => name === property);
    if (own) return { struct, type: own.type };
    for (const base of struct.interfaces ?? []) {
      const type = this.type(base);
      const found = type && this.declaring(type, property);
      if (found) return found;
    }
    return undefined;
  }
}
