import type { ResourceHandler } from "../../cloudformation/contract.js";
import type { Environment } from "../../environment.js";
import { AwsError } from "../../errors.js";
import { ownerCall } from "../../services/contract.js";
import type { LambdaService } from "../../services/lambda/index.js";
import { optionalBoolean, optionalText, text } from "../properties.js";
import { recordHandler } from "../record-handler.js";

/** AWS::Lambda::Permission. `Ref`: the id of the statement in the function's policy. */
export function lambdaPermission({
  lambda,
  environment,
}: {
  lambda: LambdaService;
  environment: Environment;
}): ResourceHandler {
  const { operations } = lambda;
  const call = ownerCall(environment.account.accountId, environment.account.partition);

  return recordHandler(environment, {
    create(context, properties) {
      const StatementId = context.generateName({ maxLength: 100 });
      const authType = optionalText(properties, "FunctionUrlAuthType");
      operations.AddPermission(call, {
        StatementId,
        FunctionName: text(properties, "FunctionName"),
        Action: text(properties, "Action"),
        Principal: text(properties, "Principal"),
        PrincipalOrgID: optionalText(properties, "PrincipalOrgID"),
        SourceArn: optionalText(properties, "SourceArn"),
        SourceAccount: optionalText(properties, "SourceAccount"),
        EventSourceToken: optionalText(properties, "EventSourceToken"),
        ...(authType === undefined
          ? {}
          : { FunctionUrlAuthType: authType === "AWS_IAM" ? ("AWS_IAM" as const) : ("NONE" as const) }),
        InvokedViaFunctionUrl: optionalBoolean(properties, "InvokedViaFunctionUrl"),
      });
      return StatementId;
    },

    delete(_context, StatementId, properties) {
      operations.RemovePermission(call, { FunctionName: text(properties, "FunctionName"), StatementId });
    },

    attributes(StatementId, properties) {
      try {
        const { Policy = "" } = operations.GetPolicy(call, { FunctionName: text(properties, "FunctionName") });
        return Policy.includes(`"Sid":${JSON.stringify(StatementId)}`) ? { Id: StatementId } : undefined;
      } catch (error) {
        if (error instanceof AwsError && error.code === "ResourceNotFoundException") return undefined;
        throw error;
      }
    },
  });
}
