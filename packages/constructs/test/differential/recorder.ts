import {
  type Callable as Signature,
  type ClassType,
  isCollectionTypeReference,
  isNamedTypeReference,
  type Method,
  type TypeReference,
} from "@jsii/spec";
import { type Assembly, partsOf } from "../support/assembly.ts";

type Callable = (...args: unknown[]) => unknown;

/** Notes which properties of our structs, and which methods of our classes, the users of a module pass and call. */
export class Recorder {
  /** `DatabaseClusterProps.credentials`: by the struct that declares the property. */
  readonly properties = new Set<string>();
  /** `DatabaseCluster.addProxy`, by the class that declares the method. */
  readonly methods = new Set<string>();
  /** Calls that the module makes itself do not count. */
  #depth = 0;

  constructor(private readonly assembly: Assembly) {}

  /** The module, watched: constructors and static methods through proxies, other methods on the prototypes themselves. */
  watch<Module extends object>(module: Module): Module {
    const classes = new Map<string, Callable>();
    for (const type of this.assembly.classes) {
      const actual: unknown = Reflect.get(module, type.name);
      if (typeof actual !== "function") continue;
      this.#watchPrototype(type, actual.prototype);
      classes.set(type.name, this.#watchClass(type, actual));
    }
    return new Proxy(module, {
      get: (target, name) => (typeof name === "string" && classes.get(name)) || Reflect.get(target, name),
    });
  }

  #watchClass<Class extends Function>(type: ClassType, actual: Class): Class & Callable {
    const proxy: Class & Callable = new Proxy(Object.assign(actual), {
      construct: (target, args, newTarget) =>
        this.#call(this.assembly.initializer(type), `${type.name}.new`, args, () =>
          Object(Reflect.construct(target, args, newTarget === proxy ? target : newTarget)),
        ),
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        const method = typeof name === "string" ? this.assembly.method(type, name) : undefined;
        if (typeof value !== "function" || method?.static !== true) return value;
        return (...args: unknown[]) =>
          this.#call(method, this.#nameOf(type, method), args, () => Reflect.apply(value, target, args));
      },
    });
    return proxy;
  }

  #watchPrototype(type: ClassType, prototype: object): void {
    for (const method of type.methods ?? []) {
      const { name, static: isStatic } = method;
      if (name === undefined || isStatic) continue;
      // The assembly leaves out classes that are not exported: their methods are those of the exported class.
      const value: unknown = descriptorOf(prototype, name)?.value;
      if (typeof value !== "function") continue;
      const call = this.#call.bind(this);
      const label = this.#nameOf(type, method);
      Object.defineProperty(prototype, name, {
        configurable: true,
        writable: true,
        value(this: unknown, ...args: unknown[]) {
          return call(method, label, args, () => Reflect.apply(value, this, args));
        },
      });
    }
  }

  #nameOf(type: ClassType, method: Method): string {
    const owner = this.assembly.class(type.base);
    const inherited = !type.methods?.includes(method) && owner !== undefined;
    return inherited ? this.#nameOf(owner, method) : `${type.name}.${method.name}`;
  }

  #call<Result>(method: Signature | undefined, label: string, args: unknown[], run: () => Result): Result {
    if (this.#depth === 0) {
      this.methods.add(label);
      for (const [index, { type }] of (method?.parameters ?? []).entries()) this.#note(type, args[index]);
    }
    this.#depth += 1;
    try {
      return run();
    } finally {
      this.#depth -= 1;
    }
  }

  #note(reference: TypeReference, value: unknown): void {
    if (value === undefined || value === null || typeof value !== "object") return;
    const values: unknown[] = isCollectionTypeReference(reference) ? Object.values(value) : [value];
    for (const part of partsOf(reference)) for (const each of values) this.#note(part, each);
    // Where an interface of aws-cdk-lib has the say, a method takes the struct of the same name there.
    const fqn = isNamedTypeReference(reference) ? reference.fqn : undefined;
    const struct = this.assembly.struct(fqn?.replace("aws-cdk-lib.aws_rds.", "cdk-rockpool."));
    if (struct === undefined) return;
    for (const [name, part] of Object.entries(value)) {
      const declared = part === undefined ? undefined : this.assembly.declaring(struct, name);
      if (declared === undefined) continue;
      this.properties.add(`${declared.struct.name}.${name}`);
      this.#note(declared.type, part);
    }
  }
}

function descriptorOf(prototype: object | null, name: string): PropertyDescriptor | undefined {
  if (prototype === null) return undefined;
  return Object.getOwnPropertyDescriptor(prototype, name) ?? descriptorOf(Object.getPrototypeOf(prototype), name);
}
