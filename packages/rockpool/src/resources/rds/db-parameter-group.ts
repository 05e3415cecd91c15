import type { ResourceHandler } from "../../cloudformation/contract.js";
import type { Environment } from "../../environment.js";
import type { RdsService } from "../../services/rds/service.js";
import { ifExists } from "./database.js";
import { parameterGroupHandler } from "./parameter-group.js";

/** AWS::RDS::DBParameterGroup. `Ref`: its name. */
export function dbParameterGroup({ rds, environment }: { rds: RdsService; environment: Environment }): ResourceHandler {
  const { operations } = rds;
  return parameterGroupHandler({
    rds,
    environment,
    api: {
      nameProperty: "DBParameterGroupName",
      find: (call, DBParameterGroupName) =>
        ifExists(() => {
          const group = operations.DescribeDBParameterGroups(call, { DBParameterGroupName }).DBParameterGroups[0];
          return { name: group?.DBParameterGroupName ?? "", arn: group?.DBParameterGroupArn ?? "" };
        }),
      create: (call, { name, family, description, tags }) =>
        void operations.CreateDBParameterGroup(call, {
          DBParameterGroupName: name,
          DBParameterGroupFamily: family,
          Description: description,
          Tags: tags,
        }),
      set: (call, DBParameterGroupName, parameters) =>
        operations.ModifyDBParameterGroup(call, { DBParameterGroupName, Parameters: [...parameters] }),
      reset: (call, DBParameterGroupName, parameters) =>
        operations.ResetDBParameterGroup(call, { DBParameterGroupName, Parameters: [...parameters] }),
      delete: (call, DBParameterGroupName) => operations.DeleteDBParameterGroup(call, { DBParameterGroupName }),
      attributes: ({ name, arn }) => ({ DBParameterGroupName: name, DBParameterGroupArn: arn }),
    },
  });
}
