import { strToU8, zipSync } from "fflate";
import type { Environment } from "../environment.js";
import { AwsError } from "../errors.js";
import { createFunctionRunner } from "../functions/runner.js";
import { ownerCall } from "../services/contract.js";
import { createLambdaService } from "../services/lambda/index.js";
import { createLogsService } from "../services/logs/index.js";
import { testEnvironment } from "./environment.js";

const call = ownerCall("000000000000");
const Role = "arn:aws:iam::000000000000:role/known";
/** An archive of these files. */
export const zip = (files: Record<string, string>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));

/** The service with everything real but its neighbours IAM and S3, of which it sees two functions. */
export function openLambda(environment: Environment) {
  const logs = createLogsService({ environment });
  const runner = createFunctionRunner({ environment, logs: logs.functionOutput });
  const lambda = createLambdaService({
    environment,
    runner,
    codeFrom: async (bucket, key) => {
      if (`${bucket}/${key}` !== "assets/code.zip")
        throw new AwsError("NoSuchKey", "The specified key does not exist.");
      return zip({ "index.js": "exports.handler = async () => 'from s3';" });
    },
    credentialsFor: async (roleArn, sessionName) => {
      if (roleArn !== Role) throw new AwsError("NoSuchEntity", "The role with name unknown cannot be found.");
      return { accessKeyId: `ASIA${sessionName}`, secretAccessKey: "s", sessionToken: "t" };
    },
    isAllowed: (principal, { action }) => principal.roleName === "allowed" && action.startsWith("lambda:Invoke"),
    retryDelays: [1, 1],
  });
  return { lambda, logs, runner };
}

/** The service in a temporary state directory. */
export function startLambda() {
  const environment = testEnvironment();
  const opened = openLambda(environment);
  const create = (source: string, options: Record<string, unknown> = {}) =>
    opened.lambda.operations.CreateFunction(call, {
      FunctionName: "f",
      Role,
      Runtime: "nodejs24.x",
      Handler: "index.handler",
      Code: { ZipFile: zip({ "index.js": source }) },
      ...options,
    });
  return {
    environment,
    ...opened,
    create,
    async [Symbol.asyncDispose]() {
      await opened.lambda.close();
      opened.logs.close();
      environment[Symbol.dispose]();
    },
  };
}
