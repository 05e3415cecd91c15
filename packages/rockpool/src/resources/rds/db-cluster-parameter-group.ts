import type { ResourceHandler } from "../../cloudformation/contract.js";
import type { Environment } from "../../environment.js";
import type { RdsService } from "../../services/rds/service.js";
import { ifExists } from "./database.js";
import { parameterGroupHandler } from "./parameter-group.js";

/** AWS::RDS::DBClusterParameterGroup. `Ref`: its name; it has no attributes. */
export function dbClusterParameterGroup({
  rds,
  environment,
}: {
  rds: RdsService;
  environment: Environment;
}): ResourceHandler {
  const { operations } = rds;
  return parameterGroupHandler({
    rds,
    environment,
    api: {
      nameProperty: "DBClusterParameterGroupName",
      find: (call, DBClusterParameterGroupName) =>
        ifExists(() => {
          const group = operations.DescribeDBClusterParameterGroups(call, { DBClusterParameterGroupName })
            .DBClusterParameterGroups[0];
          return { name: group?.DBClusterParameterGroupName ?? "", arn: group?.DBClusterParameterGroupArn ?? "" };
        }),
      create: (call, { name, family, description, tags }) =>
        void operations.CreateDBClusterParameterGroup(call, {
          DBClusterParameterGroupName: name,
          DBParameterGroupFamily: family,
          Description: description,
          Tags: tags,
        }),
      set: (call, DBClusterParameterGroupName, parameters) =>
        operations.ModifyDBClusterParameterGroup(call, { DBClusterParameterGroupName, Parameters: [...parameters] }),
      reset: (call, DBClusterParameterGroupName, parameters) =>
        operations.ResetDBClusterParameterGroup(call, { DBClusterParameterGroupName, Parameters: [...parameters] }),
      delete: (call, DBClusterParameterGroupName) =>
        operations.DeleteDBClusterParameterGroup(call, { DBClusterParameterGroupName }),
      attributes: () => ({}),
    },
  });
}
