import {
  isClassType,
  isCollectionTypeReference,
  isIntersectionTypeReference,
  isNamedTypeReference,
  isPrimitiveTypeReference,
  isUnionTypeReference,
  type Assembly,
  type Type,
  type TypeReference,
} from "@jsii/spec";

/** The name without the module: `cdk-rockpool.DatabaseCluster` is `DatabaseCluster`, a type of the CDK keeps its submodule. */
export const shortName = (fqn: string): string => fqn.replace(/^(?:cdk-rockpool|aws-cdk-lib|constructs)\./, "");

/** A type by its name; one of this library is a link. */
export const named = (fqn: string): string =>
  fqn.startsWith("cdk-rockpool.") ? `[${shortName(fqn)}](#${shortName(fqn).toLowerCase()})` : shortName(fqn);

/** A type as TypeScript writes it. */
export function typed(reference: TypeReference, name: (fqn: string) => string = named): string {
  if (isNamedTypeReference(reference)) return name(reference.fqn);
  if (isPrimitiveTypeReference(reference)) return reference.primitive;
  if (isCollectionTypeReference(reference)) {
    const element = typed(reference.collection.elementtype, name);
    return reference.collection.kind === "array" ? `${element}[]` : `{ [key: string]: ${element} }`;
  }
  if (isUnionTypeReference(reference)) return reference.union.types.map((type) => typed(type, name)).join(" | ");
  if (isIntersectionTypeReference(reference)) {
    return reference.intersection.types.map((type) => typed(type, name)).join(" & ");
  }
  return "any";
}

/** The chapters of the reference, in order. */
export const CHAPTERS: readonly { readonly title: string; readonly holds: (type: Type, all: Assembly) => boolean }[] = [
  { title: "Constructs", holds: (type, all) => isConstruct(type, all) },
  { title: "Classes", holds: (type, all) => type.kind === "class" && !isConstruct(type, all) },
  { title: "Props and other data", holds: (type) => type.kind === "interface" && type.datatype === true },
  { title: "Interfaces", holds: (type) => type.kind === "interface" && type.datatype !== true },
  { title: "Enums", holds: (type) => type.kind === "enum" },
];

/** Whether a class is a construct; those of the CDK that are extended here all are. */
function isConstruct(type: Type, all: Assembly): boolean {
  if (!isClassType(type) || type.base === undefined) return false;
  const base = all.types?.[type.base];
  return base === undefined ? /^(?:aws-cdk-lib|constructs)\./.test(type.base) : isConstruct(base, all);
}
