import type { ResourceHandler } from "../../cloudformation/contract.js";
import type { Environment } from "../../environment.js";
import { ownerCall } from "../../services/contract.js";
import type { RdsService } from "../../services/rds/service.js";
import { optionalText, tags, text, textList } from "../properties.js";
import { recordHandler } from "../record-handler.js";
import { ifExists, updateTags } from "./database.js";

const NAME_LENGTH = 255;

/** AWS::RDS::DBSubnetGroup. `Ref`: its name, in lower case. */
export function dbSubnetGroup({ rds, environment }: { rds: RdsService; environment: Environment }): ResourceHandler {
  const call = ownerCall(environment.account.accountId, environment.account.partition);
  const { operations } = rds;
  const find = (DBSubnetGroupName: string) =>
    ifExists(() => operations.DescribeDBSubnetGroups(call, { DBSubnetGroupName }).DBSubnetGroups?.[0]);

  return recordHandler(environment, {
    create(context, properties) {
      const name =
        optionalText(properties, "DBSubnetGroupName") ??
        context.generateName({ maxLength: NAME_LENGTH, lowerCase: true });
      const { DBSubnetGroup } = operations.CreateDBSubnetGroup(call, {
        DBSubnetGroupName: name,
        DBSubnetGroupDescription: text(properties, "DBSubnetGroupDescription"),
        SubnetIds: textList(properties, "SubnetIds"),
        Tags: tags(context, properties),
      });
      return DBSubnetGroup?.DBSubnetGroupName ?? name;
    },
    update(context, physicalId, _before, after) {
      const { DBSubnetGroup } = operations.ModifyDBSubnetGroup(call, {
        DBSubnetGroupName: physicalId,
        DBSubnetGroupDescription: text(after, "DBSubnetGroupDescription"),
        SubnetIds: textList(after, "SubnetIds"),
      });
      updateTags(rds, call, DBSubnetGroup?.DBSubnetGroupArn ?? "", context, after);
    },
    delete: (_context, physicalId) => operations.DeleteDBSubnetGroup(call, { DBSubnetGroupName: physicalId }),
    attributes(physicalId) {
      const group = find(physicalId);
      return group === undefined ? undefined : { DBSubnetGroupArn: group.DBSubnetGroupArn ?? "" };
    },
  });
}
