import type {
  CreateDBClusterParameterGroupMessage,
  CreateDBParameterGroupMessage,
  DBClusterParameterGroup,
  DBParameterGroup,
  Parameter,
} from "@aws-sdk/client-rds";
import { AwsError } from "../../errors.js";
import type { Collection } from "../../state/state.js";
import { type EngineFacts, parameterGroupFamilies, parameterGroupFamily } from "./catalog.js";
import { type RdsContext, requestTags } from "./context.js";
import { describe } from "./describe.js";
import type { ParameterGroupRecord } from "./records.js";
import { applyParameters } from "./parameters.js";
import { identifier, invalidCombination, invalidValue } from "./validation.js";

/** Instance groups and cluster groups differ in their names alone. */
export interface GroupKind {
  readonly kind: "instance" | "cluster";
  readonly nameMember: "DBParameterGroupName" | "DBClusterParameterGroupName";
  readonly arnPart: "pg" | "cluster-pg";
  readonly notFound: "DBParameterGroupNotFoundFault" | "DBClusterParameterGroupNotFoundFault";
  readonly title: "DBParameterGroup" | "DBClusterParameterGroup";
}

export const INSTANCE_GROUPS: GroupKind = {
  kind: "instance",
  nameMember: "DBParameterGroupName",
  arnPart: "pg",
  // RDS throws the instance groups' fault for cluster groups too, but for their removal from a cluster.
  notFound: "DBParameterGroupNotFoundFault",
  title: "DBParameterGroup",
};
export const CLUSTER_GROUPS: GroupKind = {
  kind: "cluster",
  nameMember: "DBClusterParameterGroupName",
  arnPart: "cluster-pg",
  notFound: "DBParameterGroupNotFoundFault",
  title: "DBClusterParameterGroup",
};

const groupsOf = (context: RdsContext, { kind }: GroupKind): Collection<ParameterGroupRecord> =>
  kind === "instance" ? context.store.parameterGroups : context.store.clusterParameterGroups;

/** The group called `name`: a user's, or the default one of a family, which always exists. */
export function parameterGroup(context: RdsContext, kind: GroupKind, name: string | undefined): ParameterGroupRecord {
  const lower = (name ?? "").toLowerCase();
  const record = groupsOf(context, kind).get(lower);
  if (record !== undefined) return record;
  const family = parameterGroupFamilies().find((candidate) => `default.${candidate}` === lower);
  if (family === undefined) throw new AwsError(kind.notFound, `${kind.title} not found: ${name ?? ""}`);
  return {
    name: lower,
    arn: context.arn(`${kind.arnPart}:${lower}`),
    family,
    description: `Default ${kind.kind === "cluster" ? "cluster " : ""}parameter group for ${family}`,
    values: {},
    tags: {},
  };
}

/** The group that a database of this engine uses: the requested one, whose family must fit, or the default. */
export function fittingGroup(
  context: RdsContext,
  kind: GroupKind,
  requested: string | undefined,
  facts: EngineFacts,
  version: string,
): string {
  const family = parameterGroupFamily(facts, version);
  if (requested === undefined) return `default.${family}`;
  const group = parameterGroup(context, kind, requested);
  if (group.family !== family) {
    throw invalidCombination(
      `The Parameter Group ${group.name} with DBParameterGroupFamily ${group.family} cannot be used for this instance. Please use a Parameter Group with DBParameterGroupFamily ${family}`,
    );
  }
  return group.name;
}

/** The operations on groups of one kind, under names without the kind; `service.ts` gives them the API's names. */
export function parameterGroupOperations(context: RdsContext, kind: GroupKind) {
  const groups = groupsOf(context, kind);
  type NamedInput = { DBParameterGroupName?: string | undefined; DBClusterParameterGroupName?: string | undefined };
  const nameOf = (input: NamedInput): string | undefined => input[kind.nameMember];

  /** A group that can be changed: the default ones cannot. */
  function owned(input: NamedInput, verb: string): ParameterGroupRecord {
    const record = parameterGroup(context, kind, nameOf(input));
    if (!groups.has(record.name)) {
      throw invalidValue(
        `The parameter ${kind.nameMember} is not valid: a default parameter group cannot be ${verb}: ${record.name}`,
      );
    }
    return record;
  }

  function create(input: CreateDBParameterGroupMessage | CreateDBClusterParameterGroupMessage): ParameterGroupRecord {
    const requested =
      "DBClusterParameterGroupName" in input
        ? input.DBClusterParameterGroupName
        : "DBParameterGroupName" in input
          ? input.DBParameterGroupName
          : undefined;
    const name = identifier(requested, kind.nameMember, 255);
    const family = input.DBParameterGroupFamily ?? "";
    if (!parameterGroupFamilies().includes(family))
      throw invalidValue(`ParameterGroupFamily ${family} is not a valid parameter group family`);
    if ((input.Description ?? "") === "")
      throw invalidValue("The parameter Description must be provided and must not be blank.");
    if (groups.has(name))
      throw new AwsError("DBParameterGroupAlreadyExistsFault", `Parameter group ${name} already exists`);
    const record: ParameterGroupRecord = {
      name,
      arn: context.arn(`${kind.arnPart}:${name}`),
      family,
      description: input.Description ?? "",
      values: {},
      tags: requestTags(input),
    };
    groups.put(name, record);
    return record;
  }

  /** Sets parameters; those with `immediate` reach running servers before the call returns. */
  async function modify(input: NamedInput & { Parameters?: readonly Parameter[] | undefined }): Promise<string> {
    const record = owned(input, "modified");
    const values = { ...record.values };
    if ((input.Parameters ?? []).length === 0) throw invalidValue("The request must contain the parameter Parameters.");
    for (const { ParameterName, ParameterValue, ApplyMethod } of input.Parameters ?? []) {
      if (ParameterName === undefined || ParameterValue === undefined) {
        throw invalidValue("ParameterName and ParameterValue must be provided for each parameter.");
      }
      values[ParameterName.toLowerCase()] = { value: ParameterValue, applyMethod: ApplyMethod ?? "pending-reboot" };
    }
    groups.put(record.name, { ...record, values });
    await applyParameters(context, kind.kind, record.name);
    return record.name;
  }

  async function reset(
    input: NamedInput & { ResetAllParameters?: boolean | undefined; Parameters?: readonly Parameter[] | undefined },
  ): Promise<string> {
    const record = owned(input, "reset");
    const names = new Set((input.Parameters ?? []).map((parameter) => parameter.ParameterName?.toLowerCase()));
    const values =
      input.ResetAllParameters === true
        ? {}
        : Object.fromEntries(Object.entries(record.values).filter(([name]) => !names.has(name)));
    groups.put(record.name, { ...record, values });
    await applyParameters(context, kind.kind, record.name);
    return record.name;
  }

  function remove(input: NamedInput): void {
    const { name } = owned(input, "deleted");
    const { clusters, instances } = context.store;
    const user =
      kind.kind === "cluster"
        ? clusters.list().find((cluster) => cluster.settings.DBClusterParameterGroupName === name)
        : instances.list().find((instance) => instance.settings.DBParameterGroupName === name);
    if (user !== undefined) {
      throw new AwsError(
        "InvalidDBParameterGroupStateFault",
        `One or more database instances are still members of this parameter group ${name}, so the group cannot be deleted`,
      );
    }
    groups.delete(name);
  }

  function list(input: NamedInput & { MaxRecords?: number | undefined; Marker?: string | undefined }): {
    items: ParameterGroupRecord[];
    Marker: string | undefined;
  } {
    const name = nameOf(input);
    return describe(
      name === undefined ? groups.list() : [parameterGroup(context, kind, name)],
      (group) => group.name,
      input,
    );
  }

  /** The values that a user has set. The engines' own defaults are not listed. */
  function parameters(
    input: NamedInput & { Source?: string | undefined; MaxRecords?: number | undefined; Marker?: string | undefined },
  ) {
    const record = parameterGroup(context, kind, nameOf(input));
    const set = input.Source === undefined || input.Source === "user" ? Object.entries(record.values) : [];
    const { items, Marker } = describe(set, ([name]) => name, input);
    return {
      Parameters: items.map(([ParameterName, { value, applyMethod }]) => ({
        ParameterName,
        ParameterValue: value,
        Source: "user",
        IsModifiable: true,
        ApplyMethod: applyMethod,
      })),
      Marker,
    };
  }

  return { create, modify, reset, remove, list, parameters };
}

export function renderInstanceGroup(record: ParameterGroupRecord): DBParameterGroup {
  return {
    DBParameterGroupName: record.name,
    DBParameterGroupFamily: record.family,
    Description: record.description,
    DBParameterGroupArn: record.arn,
  };
}

export function renderClusterGroup(record: ParameterGroupRecord): DBClusterParameterGroup {
  return {
    DBClusterParameterGroupName: record.name,
    DBParameterGroupFamily: record.family,
    Description: record.description,
    DBClusterParameterGroupArn: record.arn,
  };
}
