import type * as Sdk from "@aws-sdk/client-ssm";
import { AwsError } from "../../errors.js";
import type { CallContext } from "../contract.js";
import { required, valueBetween } from "../input.js";
import { page } from "../paging.js";
import { filterParameters } from "./filters.js";
import { invalid, latest, type ParameterStore, type Selection } from "./store.js";

/** Reading parameters and what is known about them. */
export function readingOperations(store: ParameterStore) {
  const show = (selection: Selection, decrypt: boolean | undefined): Sdk.Parameter => ({
    Name: selection.parameter.name,
    Type: selection.version.type,
    Value: store.value(selection.version, decrypt === true),
    Version: selection.version.version,
    Selector: selection.selector,
    LastModifiedDate: new Date(selection.version.modified),
    ARN: store.arn(selection.parameter.name),
    DataType: selection.version.dataType,
  });

  return {
    GetParameter(_call: CallContext, input: Sdk.GetParameterRequest): Sdk.GetParameterResult {
      return { Parameter: show(store.select(input.Name), input.WithDecryption) };
    },

    GetParameters(_call: CallContext, input: Sdk.GetParametersRequest): Sdk.GetParametersResult {
      const names = required(input.Names, "names");
      if (names.length > 10) {
        throw invalid(
          `1 validation error detected: Value '[${names.join(", ")}]' at 'names' failed to satisfy constraint: Member must have length less than or equal to 10`,
        );
      }
      const found: Sdk.Parameter[] = [];
      const missing: string[] = [];
      for (const name of new Set(names)) {
        try {
          found.push(show(store.select(name), input.WithDecryption));
        } catch (error) {
          if (!(error instanceof AwsError) || !error.code.endsWith("NotFound")) throw error;
          missing.push(name);
        }
      }
      return { Parameters: found, InvalidParameters: missing };
    },

    GetParametersByPath(_call: CallContext, input: Sdk.GetParametersByPathRequest): Sdk.GetParametersByPathResult {
      const path = required(input.Path, "path");
      if (!/^\/([\w.-]+(\/[\w.-]+)*\/?)?$/.test(path)) {
        throw invalid(
          'The parameter doesn\'t meet the parameter name requirements. The parameter name must begin with a forward slash "/". It can\'t be prefixed with "aws" or "ssm" (case-insensitive). It must use only letters, numbers, or the following symbols: . (period), - (hyphen), _ (underscore). Special characters are not allowed. All sub-paths, if specified, must use the forward slash symbol "/". Valid example: /get/parameters2-/by1./path0_.',
        );
      }
      const prefix = path.endsWith("/") ? path : `${path}/`;
      const below = store
        .below(path)
        .filter(({ name }) => input.Recursive === true || !name.slice(prefix.length).includes("/"));
      const filtered = filterParameters(below, input.ParameterFilters ?? []);
      const { items, next } = ssmPage(filtered, ({ name }) => name, input, 10);
      return {
        Parameters: items.map((parameter) => show({ parameter, version: latest(parameter) }, input.WithDecryption)),
        NextToken: next,
      };
    },

    DescribeParameters(_call: CallContext, input: Sdk.DescribeParametersRequest): Sdk.DescribeParametersResult {
      const older = (input.Filters ?? []).map(({ Key, Values }) => ({ Key, Option: "BeginsWith", Values }));
      const filtered = filterParameters(store.list(), [...(input.ParameterFilters ?? []), ...older]);
      const { items, next } = ssmPage(filtered, ({ name }) => name, input, 50);
      return {
        Parameters: items.map((parameter) => {
          const version = latest(parameter);
          return {
            Name: parameter.name,
            ARN: store.arn(parameter.name),
            Type: version.type,
            KeyId: version.keyId,
            LastModifiedDate: new Date(version.modified),
            LastModifiedUser: version.user,
            Description: version.description,
            AllowedPattern: version.allowedPattern,
            Version: version.version,
            Tier: version.tier,
            Policies: [],
            DataType: version.dataType,
          };
        }),
        NextToken: next,
      };
    },

    GetParameterHistory(_call: CallContext, input: Sdk.GetParameterHistoryRequest): Sdk.GetParameterHistoryResult {
      const parameter = store.own(input.Name);
      const { items, next } = ssmPage(parameter.versions, ({ version }) => `${version}`.padStart(9, "0"), input, 50);
      return {
        Parameters: items.map((version) => ({
          Name: parameter.name,
          Type: version.type,
          KeyId: version.keyId,
          LastModifiedDate: new Date(version.modified),
          LastModifiedUser: version.user,
          Description: version.description,
          Value: store.value(version, input.WithDecryption === true),
          AllowedPattern: version.allowedPattern,
          Version: version.version,
          Labels: [...version.labels],
          Tier: version.tier,
          Policies: [],
          DataType: version.dataType,
        })),
        NextToken: next,
      };
    },
  };
}

function ssmPage<T>(
  items: readonly T[],
  key: (item: T) => string,
  { NextToken, MaxResults }: { NextToken?: string | undefined; MaxResults?: number | undefined },
  most: number,
) {
  if (MaxResults !== undefined) valueBetween(MaxResults, "maxResults", 1, most);
  return page(items, key, { token: NextToken, size: MaxResults, defaultSize: most }, () => {
    return new AwsError("InvalidNextToken", "The specified token is not valid.");
  });
}
