import type * as Sdk from "@aws-sdk/client-ssm";
import { AwsError } from "../../errors.js";
import type { CallContext } from "../contract.js";
import { constraintViolation, lengthBetween, required } from "../input.js";
import { withTags } from "../tags.js";
import {
  invalid,
  latest,
  notFound,
  type ParameterRecord,
  type ParameterStore,
  type ParameterType,
  type ParameterVersionRecord,
} from "./store.js";

const TYPES: readonly ParameterType[] = ["String", "StringList", "SecureString"];
const DATA_TYPES = ["text", "aws:ec2:image", "aws:ssm:integration"];
const STANDARD_CHARACTERS = 4096;
const ADVANCED_CHARACTERS = 8192;
const VERSION_QUOTA = 100;

/** Making, changing and deleting parameters. */
export function writingOperations(store: ParameterStore) {
  return {
    PutParameter(call: CallContext, input: Sdk.PutParameterRequest): Sdk.PutParameterResult {
      const name = checkedName(store, input.Name);
      const text = lengthBetween(required(input.Value, "value"), "value", 1, Number.MAX_SAFE_INTEGER);
      const old = store.find(name);
      if (old !== undefined && input.Overwrite !== true) {
        throw new AwsError(
          "ParameterAlreadyExists",
          "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.",
        );
      }
      if (input.Overwrite === true && (input.Tags ?? []).length > 0) {
        throw invalid(
          "Invalid request: tags and overwrite can't be used together. To create a parameter with tags, please remove overwrite flag. To update tags for an existing parameter, please use AddTagsToResource or RemoveTagsFromResource.",
        );
      }
      const previous = old === undefined ? undefined : latest(old);
      const type = checkedType(input.Type, previous);
      const allowedPattern = input.AllowedPattern ?? previous?.allowedPattern;
      checkPattern(allowedPattern, text);
      const version: ParameterVersionRecord = {
        version: (previous?.version ?? 0) + 1,
        type,
        value: type === "SecureString" ? store.environment.state.vault.seal(text) : text,
        keyId: type === "SecureString" ? (input.KeyId ?? previous?.keyId ?? "alias/aws/ssm") : undefined,
        description: input.Description ?? previous?.description,
        allowedPattern,
        tier: checkedTier(input.Tier, previous, text),
        dataType: checkedDataType(input.DataType ?? previous?.dataType ?? "text"),
        labels: [],
        modified: store.environment.clock.now(),
        user: call.principal.arn,
      };
      store.put({
        name,
        tags: withTags(old?.tags ?? {}, input.Tags),
        versions: withoutOldest(name, [...(old?.versions ?? []), version]),
      });
      return { Version: version.version, Tier: version.tier };
    },

    DeleteParameter(_call: CallContext, input: Sdk.DeleteParameterRequest): Sdk.DeleteParameterResult {
      const name = required(input.Name, "name");
      if (!store.delete(name)) throw notFound(name);
      return {};
    },

    DeleteParameters(_call: CallContext, input: Sdk.DeleteParametersRequest): Sdk.DeleteParametersResult {
      const names = [...new Set(required(input.Names, "names"))];
      const deleted = names.filter((name) => store.delete(name));
      return { DeletedParameters: deleted, InvalidParameters: names.filter((name) => !deleted.includes(name)) };
    },

    LabelParameterVersion(
      _call: CallContext,
      input: Sdk.LabelParameterVersionRequest,
    ): Sdk.LabelParameterVersionResult {
      const parameter = store.own(input.Name);
      const number = input.ParameterVersion ?? latest(parameter).version;
      checkVersion(parameter, number);
      const labels = required(input.Labels, "labels");
      const valid = labels.filter((label) => /^(?!\d|aws|ssm)[\w.-]{1,100}$/i.test(label));
      // A label stands on one version at a time.
      const versions = parameter.versions.map((version) => {
        const others = version.labels.filter((label) => !valid.includes(label));
        return { ...version, labels: version.version === number ? [...others, ...valid] : others };
      });
      if (versions.some((version) => version.labels.length > 10)) {
        throw new AwsError(
          "ParameterVersionLabelLimitExceeded",
          "A parameter version can have maximum 10 labels.Move one or more labels to another version and try again.",
        );
      }
      store.put({ ...parameter, versions });
      return { ParameterVersion: number, InvalidLabels: labels.filter((label) => !valid.includes(label)) };
    },

    UnlabelParameterVersion(
      _call: CallContext,
      input: Sdk.UnlabelParameterVersionRequest,
    ): Sdk.UnlabelParameterVersionResult {
      const parameter = store.own(input.Name);
      const number = required(input.ParameterVersion, "parameterVersion");
      const labels = required(input.Labels, "labels");
      const present = checkVersion(parameter, number).labels;
      store.put({
        ...parameter,
        versions: parameter.versions.map((version) =>
          version.version === number
            ? { ...version, labels: version.labels.filter((label) => !labels.includes(label)) }
            : version,
        ),
      });
      return {
        RemovedLabels: labels.filter((label) => present.includes(label)),
        InvalidLabels: labels.filter((label) => !present.includes(label)),
      };
    },
  };
}

const NAME_RULE =
  'can\'t be prefixed with "aws" or "ssm" (case-insensitive). If formed as a path, it can consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_';

function checkedName(store: ParameterStore, given: string | undefined): string {
  const name = store.nameOf(lengthBetween(required(given, "name"), "name", 1, 2048));
  if (/^\/?(aws|ssm)/i.test(name) || !/^[\w./-]+$/.test(name) || name.includes("//") || name.endsWith("/")) {
    throw invalid(`Parameter name: ${NAME_RULE}`);
  }
  if (!name.startsWith("/") && name.includes("/")) {
    throw invalid("Parameter name must be a fully qualified name.");
  }
  if (name.split("/").length - 1 > 15) {
    throw new AwsError(
      "HierarchyLevelLimitExceededException",
      "A parameter hierarchy can have a maximum of 15 levels. For more information, see Requirements and constraints for parameter names in the AWS Systems Manager User Guide.",
    );
  }
  return name;
}

function checkedType(type: string | undefined, previous: ParameterVersionRecord | undefined): ParameterType {
  if (type === undefined) {
    if (previous === undefined) throw invalid("A parameter type is required when you create a parameter.");
    return previous.type;
  }
  const known = TYPES.find((name) => name === type);
  if (known === undefined) {
    throw constraintViolation(
      "ValidationException",
      "type",
      type,
      "Member must satisfy enum value set: [SecureString, StringList, String]",
    );
  }
  if (previous !== undefined && previous.type !== known) {
    throw new AwsError(
      "HierarchyTypeMismatchException",
      "Parameter Store doesn't support changing a parameter type in a hierarchy. For example, you can't change a parameter from a String type to a SecureString type. You must create a new, unique parameter.",
    );
  }
  return known;
}

function checkPattern(pattern: string | undefined, value: string): void {
  if (pattern === undefined || pattern === "") return;
  let expression: RegExp;
  try {
    expression = new RegExp(pattern, "u");
  } catch (cause) {
    throw new AwsError(
      "InvalidAllowedPatternException",
      `The request does not meet the regular expression requirement. Pattern: ${pattern}`,
      { cause },
    );
  }
  if (!expression.test(value)) {
    throw new AwsError(
      "ParameterPatternMismatchException",
      `Parameter value, cannot be validated against allowedPattern: ${pattern}`,
    );
  }
}

function checkedTier(
  wanted: string | undefined,
  previous: ParameterVersionRecord | undefined,
  value: string,
): "Standard" | "Advanced" {
  const fits = value.length <= STANDARD_CHARACTERS;
  if (value.length > ADVANCED_CHARACTERS) {
    throw invalid(`Advanced tier parameters support a maximum parameter value of ${ADVANCED_CHARACTERS} characters.`);
  }
  if (wanted === "Advanced" || previous?.tier === "Advanced") return "Advanced";
  if (wanted === "Intelligent-Tiering") return fits ? "Standard" : "Advanced";
  if (!fits) {
    throw invalid(
      `Standard tier parameters support a maximum parameter value of ${STANDARD_CHARACTERS} characters. To create a larger parameter value, upgrade the parameter to use the advanced-parameter tier. For more information, see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html`,
    );
  }
  return "Standard";
}

function checkedDataType(dataType: string): string {
  if (DATA_TYPES.includes(dataType)) return dataType;
  throw invalid(
    `The following data type is not supported: ${dataType} (Data type names are all lowercase alphanumeric characters.)`,
  );
}

/** AWS keeps a hundred versions; the oldest gives way unless it bears a label. */
function withoutOldest(name: string, versions: readonly ParameterVersionRecord[]): readonly ParameterVersionRecord[] {
  const [oldest] = versions;
  if (oldest === undefined || versions.length <= VERSION_QUOTA) return versions;
  if (oldest.labels.length > 0) {
    throw new AwsError(
      "ParameterMaxVersionLimitExceeded",
      `You attempted to create a new version of ${name} by calling the PutParameter API with the overwrite flag. Version ${oldest.version}, the oldest version, can't be deleted because it has a label associated with it. Move the label to another version of the parameter, and try again.`,
    );
  }
  return versions.slice(1);
}

function checkVersion(parameter: ParameterRecord, number: number): ParameterVersionRecord {
  const version = parameter.versions.find((entry) => entry.version === number);
  if (version === undefined) {
    throw new AwsError(
      "ParameterVersionNotFound",
      `Systems Manager could not find version ${number} of ${parameter.name}. Verify the version and try again.`,
    );
  }
  return version;
}
