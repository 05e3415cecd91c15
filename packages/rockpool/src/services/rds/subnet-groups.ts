import type {
  CreateDBSubnetGroupMessage,
  CreateDBSubnetGroupResult,
  DBSubnetGroup,
  DBSubnetGroupMessage,
  DeleteDBSubnetGroupMessage,
  DescribeDBSubnetGroupsMessage,
  ModifyDBSubnetGroupMessage,
  ModifyDBSubnetGroupResult,
} from "@aws-sdk/client-rds";
import { AwsError } from "../../errors.js";
import type { CallContext } from "../contract.js";
import { type RdsContext, requestTags } from "./context.js";
import { describe } from "./describe.js";
import type { SubnetGroupRecord } from "./records.js";
import { invalidValue } from "./validation.js";

export function renderSubnetGroup(record: SubnetGroupRecord): DBSubnetGroup {
  return {
    DBSubnetGroupName: record.name,
    DBSubnetGroupDescription: record.description,
    VpcId: record.vpcId,
    SubnetGroupStatus: "Complete",
    Subnets: record.subnets.map(({ id, zone }) => ({
      SubnetIdentifier: id,
      SubnetAvailabilityZone: { Name: zone },
      SubnetOutpost: {},
      SubnetStatus: "Active",
    })),
    DBSubnetGroupArn: record.arn,
    SupportedNetworkTypes: ["IPV4"],
  };
}

/** The subnet group, or AWS's error. */
export function subnetGroup(context: RdsContext, name: string | undefined): SubnetGroupRecord {
  const record = context.store.subnetGroups.get((name ?? "").toLowerCase());
  if (record === undefined)
    throw new AwsError("DBSubnetGroupNotFoundFault", `DB subnet group '${name ?? ""}' does not exist.`);
  return record;
}

export function subnetGroupOperations(context: RdsContext) {
  const { store } = context;

  function placed(ids: readonly string[] | undefined): Pick<SubnetGroupRecord, "vpcId" | "subnets"> {
    if (ids === undefined || ids.length === 0) throw new AwsError("InvalidSubnet", "Subnet IDs are required.");
    const subnets = context.subnets(ids);
    const vpcs = new Set(subnets.map((subnet) => subnet.vpcId));
    const vpcId = subnets[0]?.vpcId;
    if (vpcId === undefined || vpcs.size > 1)
      throw new AwsError("InvalidSubnet", "Subnets must all be in the same VPC.");
    const zones = [...new Set(subnets.map((subnet) => subnet.zone))];
    if (zones.length < 2) {
      throw new AwsError(
        "DBSubnetGroupDoesNotCoverEnoughAZs",
        `The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement. Current AZ coverage: ${zones.join(", ")}. Add subnets to cover at least 2 AZs.`,
      );
    }
    return { vpcId, subnets: subnets.map(({ id, zone }) => ({ id, zone })) };
  }

  return {
    CreateDBSubnetGroup(_call: CallContext, input: CreateDBSubnetGroupMessage): CreateDBSubnetGroupResult {
      const name = (input.DBSubnetGroupName ?? "").toLowerCase();
      if (!/^[a-z0-9 ._-]{1,255}$/.test(name) || name === "default") {
        throw invalidValue(
          "The parameter DBSubnetGroupName must be provided and must not be blank, 'default' or longer than 255 characters; it may contain letters, numbers, spaces, periods, underscores and hyphens.",
        );
      }
      if ((input.DBSubnetGroupDescription ?? "") === "") {
        throw invalidValue("The parameter DBSubnetGroupDescription must be provided and must not be blank.");
      }
      if (store.subnetGroups.has(name)) {
        throw new AwsError("DBSubnetGroupAlreadyExistsFault", `The DB subnet group '${name}' already exists.`);
      }
      const record: SubnetGroupRecord = {
        name,
        arn: context.arn(`subgrp:${name}`),
        description: input.DBSubnetGroupDescription ?? "",
        ...placed(input.SubnetIds),
        tags: requestTags(input),
      };
      store.subnetGroups.put(name, record);
      return { DBSubnetGroup: renderSubnetGroup(record) };
    },

    ModifyDBSubnetGroup(_call: CallContext, input: ModifyDBSubnetGroupMessage): ModifyDBSubnetGroupResult {
      const old = subnetGroup(context, input.DBSubnetGroupName);
      const place = placed(input.SubnetIds);
      if (place.vpcId !== old.vpcId)
        throw new AwsError("InvalidSubnet", "The new Subnets are not in the same Vpc as the existing subnet group");
      const record = { ...old, ...place, description: input.DBSubnetGroupDescription ?? old.description };
      store.subnetGroups.put(record.name, record);
      return { DBSubnetGroup: renderSubnetGroup(record) };
    },

    DeleteDBSubnetGroup(_call: CallContext, input: DeleteDBSubnetGroupMessage): void {
      const { name } = subnetGroup(context, input.DBSubnetGroupName);
      const user = [...store.clusters.list(), ...store.instances.list()].find(
        (record) => record.settings.DBSubnetGroupName?.toLowerCase() === name,
      );
      if (user !== undefined) {
        throw new AwsError(
          "InvalidDBSubnetGroupStateFault",
          `Cannot delete the subnet group '${name}' because at least one database instance: ${user.identifier} is still using it.`,
        );
      }
      store.subnetGroups.delete(name);
    },

    DescribeDBSubnetGroups(_call: CallContext, input: DescribeDBSubnetGroupsMessage): DBSubnetGroupMessage {
      const found =
        input.DBSubnetGroupName === undefined
          ? store.subnetGroups.list()
          : [subnetGroup(context, input.DBSubnetGroupName)];
      const { items, Marker } = describe(found, (record) => record.name, input);
      return { DBSubnetGroups: items.map(renderSubnetGroup), Marker };
    },
  };
}
