import type { ExternalValues, Json } from "../contract.js";
import { messageOf } from "../../errors.js";
import { formatError, validationError } from "./errors.js";
import { isObject, isScalar, mapValues, member } from "./json.js";
import type { ParameterDeclaration, ParameterInput, ResolvedParameter, ResolvedParameters } from "./model.js";
import { isListType, isParameterType, ssmValueType } from "./parameter-types.js";

/** What takes the place of a NoEcho parameter's value in every answer. */
export const NO_ECHO_MASK = "****";

const MAXIMUM_VALUE_BYTES = 4096;
const KNOWN_MEMBERS = new Set(
  "Type Default Description NoEcho AllowedValues AllowedPattern ConstraintDescription MinLength MaxLength MinValue MaxValue".split(
    " ",
  ),
);

/**
 * Reads the `Parameters` section.
 * @throws AwsError ValidationError `Template format error: ...`
 */
export function readParameters(section: Json | undefined): Record<string, ParameterDeclaration> {
  if (section === undefined) return {};
  if (!isObject(section)) throw formatError("Parameters must be an object.");
  return mapValues(section, (value, name) => {
    if (!/^[A-Za-z0-9]+$/.test(name)) throw formatError(`Parameter name ${name} is non alphanumeric.`);
    return readParameter(name, value);
  });
}

function readParameter(name: string, value: Json): ParameterDeclaration {
  if (!isObject(value)) throw formatError("Any Parameters member must be an object.");
  const unknown = Object.keys(value).find((key) => !KNOWN_MEMBERS.has(key));
  if (unknown !== undefined) throw validationError(`Invalid template parameter property '${unknown}'`);
  const type = value["Type"];
  if (type === undefined) throw formatError("Every Parameters object must contain a Type member.");
  if (typeof type !== "string" || !isParameterType(type))
    throw formatError(`Unrecognized parameter type: ${isScalar(type) ? type : JSON.stringify(type)}`);

  const text = (key: string): string | undefined => {
    const item = value[key];
    if (item === undefined || isScalar(item)) return item === undefined ? undefined : String(item);
    throw formatError(`Every ${key} member must be a string.`);
  };
  const number = (key: string): number | undefined => {
    const item = text(key);
    if (item === undefined) return undefined;
    if (!isNumber(item)) throw formatError(`Every ${key} member must be a number, parameter ${name} has ${item}.`);
    return Number(item);
  };
  const allowed = value["AllowedValues"];
  if (allowed !== undefined && !(Array.isArray(allowed) && allowed.every(isScalar)))
    throw formatError("Every AllowedValues member must be a list.");
  const declaration: ParameterDeclaration = {
    type,
    default: text("Default"),
    description: text("Description"),
    allowedValues: allowed?.filter(isScalar).map(String),
    allowedPattern: text("AllowedPattern"),
    constraintDescription: text("ConstraintDescription"),
    minLength: number("MinLength"),
    maxLength: number("MaxLength"),
    minValue: number("MinValue"),
    maxValue: number("MaxValue"),
    noEcho: text("NoEcho")?.toLowerCase() === "true",
  };
  if (declaration.allowedPattern !== undefined) patternOf(name, declaration.allowedPattern);
  return declaration;
}

/**
 * The value of every declared parameter: given, previous (`usePreviousValue`), or the default. Constraints are checked, and parameters
 * of the type `AWS::SSM::Parameter::Value<...>` are looked up anew each time.
 * @param previous values as given to the stack's last operation, by name; those of parameters that the template no longer has are dropped.
 * @throws AwsError ValidationError, in CloudFormation's wording, and whatever the Parameter Store throws
 */
export async function resolveParameters(
  declarations: Readonly<Record<string, ParameterDeclaration>>,
  given: readonly ParameterInput[],
  previous: Readonly<Record<string, string>>,
  external: Pick<ExternalValues, "ssmParameter">,
): Promise<ResolvedParameters> {
  const unknown = given.filter(({ key }) => !Object.hasOwn(declarations, key)).map(({ key }) => key);
  if (unknown.length > 0) throw validationError(`Parameters: [${unknown.join(", ")}] do not exist in the template`);
  const values = Object.entries(declarations).map(([name, declaration]) => ({
    name,
    declaration,
    value: valueOf(name, given, previous) ?? declaration.default,
  }));
  const missing = values.filter(({ value }) => value === undefined);
  const missingSsm = missing.find(({ declaration }) => ssmValueType(declaration.type) !== undefined);
  if (missingSsm !== undefined)
    throw validationError(`Parameter ${missingSsm.name} should either have input value or default value`);
  if (missing.length > 0)
    throw validationError(`Parameters: [${missing.map(({ name }) => name).join(", ")}] must have values`);
  const entries = values.map(
    async ({ name, declaration, value = "" }) =>
      [name, await resolveParameter(name, declaration, value, external)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

function valueOf(
  name: string,
  given: readonly ParameterInput[],
  previous: Readonly<Record<string, string>>,
): string | undefined {
  const input = given.findLast(({ key }) => key === name);
  if (input?.usePreviousValue !== true) return input?.value;
  if (input.value !== undefined && input.value !== "") {
    throw validationError(
      `Invalid input for parameter key ${name}. Cannot specify usePreviousValue as true and non empty value for a parameter`,
    );
  }
  return member(previous, name);
}

async function resolveParameter(
  name: string,
  declaration: ParameterDeclaration,
  value: string,
  external: Pick<ExternalValues, "ssmParameter">,
): Promise<ResolvedParameter> {
  checkConstraints(name, declaration, value);
  const { type, noEcho } = declaration;
  const valueType = ssmValueType(type);
  if (valueType === undefined) return { type, value, noEcho, reference: referenceOf(type, value) };
  const resolvedValue = await external.ssmParameter(value);
  return { type, value, resolvedValue, noEcho, reference: referenceOf(valueType, resolvedValue) };
}

function referenceOf(type: string, value: string): Json {
  return isListType(type) ? listItems(value) : value;
}

function listItems(value: string): string[] {
  return value === "" ? [] : value.split(",").map((item) => item.trim());
}

/** The constraints apply to each element of a list, to the name of an SSM parameter, and to every other value as a whole. */
function checkConstraints(name: string, declaration: ParameterDeclaration, value: string): void {
  if (Buffer.byteLength(value) > MAXIMUM_VALUE_BYTES) {
    throw validationError(`Parameter '${name}' must not be longer than ${MAXIMUM_VALUE_BYTES} bytes`);
  }
  const { type, constraintDescription } = declaration;
  for (const item of isListType(type) ? listItems(value) : [value]) {
    const broken = brokenConstraint(name, declaration, item);
    if (broken === undefined) continue;
    throw validationError(
      constraintDescription === undefined
        ? `Parameter '${name}' ${broken}`
        : `Parameter ${name} failed to satisfy constraint: ${constraintDescription}`,
    );
  }
}

function brokenConstraint(name: string, declaration: ParameterDeclaration, value: string): string | undefined {
  const {
    type,
    allowedValues,
    allowedPattern,
    minLength = 0,
    maxLength = Infinity,
    minValue = -Infinity,
    maxValue = Infinity,
  } = declaration;
  if (type === "Number" || type === "List<Number>") {
    if (!isNumber(value)) return "must be a number";
    if (Number(value) < minValue) return `must be a number not less than ${minValue}`;
    if (Number(value) > maxValue) return `must be a number not greater than ${maxValue}`;
    if (allowedValues !== undefined && !allowedValues.some((allowed) => Number(allowed) === Number(value))) {
      return `must be one of AllowedValues`;
    }
    return undefined;
  }
  if (allowedValues !== undefined && !allowedValues.includes(value)) return "must be one of AllowedValues";
  if (value.length < minLength) return `must contain at least ${minLength} characters`;
  if (value.length > maxLength) return `must contain at most ${maxLength} characters`;
  if (allowedPattern !== undefined && !patternOf(name, allowedPattern).test(value))
    return `must match pattern ${allowedPattern}`;
  return undefined;
}

/**
 * AWS evaluates Java patterns, against the whole value. What JavaScript cannot read is refused rather than ignored. JavaScript knows
 * `\p{...}` in Unicode mode only, which in turn forbids escapes that Java allows.
 */
function patternOf(name: string, pattern: string): RegExp {
  const [, ignoreCase = "", body = pattern] = /^(\(\?i\))(.*)$/s.exec(pattern) ?? [];
  try {
    return new RegExp(`^(?:${body})$`, (ignoreCase === "" ? "" : "i") + (body.includes("\\p{") ? "u" : ""));
  } catch (cause) {
    throw formatError(
      `AllowedPattern of parameter ${name} cannot be read as a regular expression: ${pattern} (${messageOf(cause)})`,
    );
  }
}

function isNumber(text: string): boolean {
  return text.trim() !== "" && Number.isFinite(Number(text));
}
