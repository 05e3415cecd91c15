import type { Cors } from "@aws-sdk/client-lambda";
import type { JsonObject, ResourceHandler } from "../../cloudformation/contract.js";
import type { Environment } from "../../environment.js";
import { AwsError } from "../../errors.js";
import { ownerCall } from "../../services/contract.js";
import type { LambdaService } from "../../services/lambda/index.js";
import { object, optionalBoolean, optionalNumber, optionalText, text, textList } from "../properties.js";
import { recordHandler } from "../record-handler.js";

/** AWS::Lambda::Url. `Ref`: the ARN of the function. */
export function lambdaUrl({
  lambda,
  environment,
}: {
  lambda: LambdaService;
  environment: Environment;
}): ResourceHandler {
  const { operations } = lambda;
  const call = ownerCall(environment.account.accountId, environment.account.partition);

  return recordHandler(environment, {
    create(_context, properties) {
      const { FunctionArn = "" } = operations.CreateFunctionUrlConfig(call, {
        FunctionName: text(properties, "TargetFunctionArn"),
        Qualifier: optionalText(properties, "Qualifier"),
        ...settings(properties),
      });
      return FunctionArn;
    },

    update(_context, FunctionName, _before, after) {
      operations.UpdateFunctionUrlConfig(call, { FunctionName, ...settings(after) });
    },

    delete(_context, FunctionName) {
      operations.DeleteFunctionUrlConfig(call, { FunctionName });
    },

    attributes(FunctionName) {
      try {
        const { FunctionArn = "", FunctionUrl = "" } = operations.GetFunctionUrlConfig(call, { FunctionName });
        return { FunctionArn, FunctionUrl };
      } catch (error) {
        if (error instanceof AwsError && error.code === "ResourceNotFoundException") return undefined;
        throw error;
      }
    },
  });
}

function settings(properties: JsonObject) {
  const authType = text(properties, "AuthType");
  if (authType !== "NONE" && authType !== "AWS_IAM") {
    throw new AwsError("ValidationError", `AuthType ${authType} is not valid; it is one of NONE, AWS_IAM`);
  }
  return {
    AuthType: authType,
    InvokeMode:
      optionalText(properties, "InvokeMode") === "RESPONSE_STREAM"
        ? ("RESPONSE_STREAM" as const)
        : ("BUFFERED" as const),
    Cors: cors(object(properties, "Cors")),
  } as const;
}

function cors(given: JsonObject): Cors {
  const lists = ["AllowHeaders", "AllowMethods", "AllowOrigins", "ExposeHeaders"].flatMap((name) =>
    given[name] === undefined ? [] : [[name, textList(given, name)]],
  );
  const AllowCredentials = optionalBoolean(given, "AllowCredentials");
  const MaxAge = optionalNumber(given, "MaxAge");
  return {
    ...Object.fromEntries(lists),
    ...(AllowCredentials === undefined ? {} : { AllowCredentials }),
    ...(MaxAge === undefined ? {} : { MaxAge }),
  };
}
