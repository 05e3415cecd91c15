import type {
  Cors,
  CreateFunctionUrlConfigRequest,
  CreateFunctionUrlConfigResponse,
  DeleteFunctionUrlConfigRequest,
  GetFunctionUrlConfigRequest,
  GetFunctionUrlConfigResponse,
  ListFunctionUrlConfigsRequest,
  ListFunctionUrlConfigsResponse,
  UpdateFunctionUrlConfigRequest,
  UpdateFunctionUrlConfigResponse,
} from "@aws-sdk/client-lambda";
import { randomText } from "../../environment.js";
import type { CallContext } from "../contract.js";
import { constraintViolation, required } from "../input.js";
import type { UrlRecord } from "./records.js";
import { conflict, invalid, notFound } from "./errors.js";
import type { LambdaStore } from "./store.js";

/** The configuration of function URLs. */
export function urlOperations(store: LambdaStore) {
  const { clock, random, endpoint } = store.environment;

  const get = (reference: string | undefined, qualifier: string | undefined): UrlRecord => {
    const record = store.urls.get(store.get(reference, qualifier).name);
    if (record === undefined) throw notFound("The resource you requested does not exist.");
    return record;
  };

  const render = (url: UrlRecord) => ({
    FunctionUrl: `${endpoint}/lambda-url/${url.urlId}/`,
    FunctionArn: store.functionArn(url.functionName),
    AuthType: url.authType,
    CreationTime: new Date(url.created).toISOString(),
    LastModifiedTime: new Date(url.modified).toISOString(),
    InvokeMode: "BUFFERED" as const,
    ...(url.cors === undefined ? {} : { Cors: url.cors }),
  });

  return {
    CreateFunctionUrlConfig(
      _call: CallContext,
      input: CreateFunctionUrlConfigRequest,
    ): CreateFunctionUrlConfigResponse {
      const { name } = store.get(input.FunctionName, input.Qualifier);
      if (store.urls.has(name)) {
        throw conflict(`FunctionUrlConfig exists for this Lambda function: ${store.functionArn(name)}`);
      }
      checkInvokeMode(input.InvokeMode);
      const now = clock.now();
      const record: UrlRecord = {
        functionName: name,
        urlId: randomText(random, 32, "abcdefghijklmnopqrstuvwxyz234567"),
        authType: checkAuthType(required(input.AuthType, "authType")),
        cors: checkCors(input.Cors),
        created: now,
        modified: now,
      };
      store.urls.put(name, record);
      return render(record);
    },

    GetFunctionUrlConfig(_call: CallContext, input: GetFunctionUrlConfigRequest): GetFunctionUrlConfigResponse {
      return render(get(input.FunctionName, input.Qualifier));
    },

    UpdateFunctionUrlConfig(
      _call: CallContext,
      input: UpdateFunctionUrlConfigRequest,
    ): UpdateFunctionUrlConfigResponse {
      const old = get(input.FunctionName, input.Qualifier);
      checkInvokeMode(input.InvokeMode);
      const record: UrlRecord = {
        ...old,
        authType: input.AuthType === undefined ? old.authType : checkAuthType(input.AuthType),
        cors: input.Cors === undefined ? old.cors : checkCors(input.Cors),
        modified: clock.now(),
      };
      store.urls.put(old.functionName, record);
      return render(record);
    },

    DeleteFunctionUrlConfig(_call: CallContext, input: DeleteFunctionUrlConfigRequest): Record<string, never> {
      store.urls.delete(get(input.FunctionName, input.Qualifier).functionName);
      return {};
    },

    ListFunctionUrlConfigs(_call: CallContext, input: ListFunctionUrlConfigsRequest): ListFunctionUrlConfigsResponse {
      const { name } = store.get(input.FunctionName);
      const record = store.urls.get(name);
      return { FunctionUrlConfigs: record === undefined ? [] : [render(record)] };
    },
  };
}

function checkAuthType(value: string): "NONE" | "AWS_IAM" {
  if (value === "NONE" || value === "AWS_IAM") return value;
  throw constraintViolation(
    "ValidationException",
    "authType",
    value,
    "Member must satisfy enum value set: [NONE, AWS_IAM]",
  );
}

function checkInvokeMode(value: string | undefined): void {
  if (value === "RESPONSE_STREAM")
    throw invalid("Rockpool does not run response streaming; use the invoke mode BUFFERED");
}

// "API_Cors": at most 86400 seconds, and no credentials for everybody.
function checkCors(cors: Cors | undefined): Cors | undefined {
  if (cors?.MaxAge !== undefined && (cors.MaxAge < 0 || cors.MaxAge > 86_400)) {
    throw constraintViolation(
      "ValidationException",
      "cors.maxAge",
      String(cors.MaxAge),
      "Member must have value less than or equal to 86400",
    );
  }
  // An update says with an empty one that there shall be none.
  return cors === undefined || Object.keys(cors).length === 0 ? undefined : cors;
}
