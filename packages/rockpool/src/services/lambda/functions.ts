import { randomUUID } from "node:crypto";
import type {
  CreateFunctionRequest,
  DeadLetterConfig,
  DeleteFunctionRequest,
  FunctionConfiguration,
  GetFunctionConfigurationRequest,
  GetFunctionRequest,
  GetFunctionResponse,
  ListFunctionsRequest,
  ListVersionsByFunctionRequest,
  UpdateFunctionCodeRequest,
  UpdateFunctionConfigurationRequest,
  VpcConfig,
} from "@aws-sdk/client-lambda";
import { AwsError } from "../../errors.js";
import type { FunctionRunner } from "../../functions/contract.js";
import type { CallContext } from "../contract.js";
import { page } from "../paging.js";
import { type ObjectReader, codeSha256, storeCode } from "./code.js";
import { parseLayers } from "./layers.js";
import type { FunctionRecord } from "./records.js";
import type { RoleCredentials } from "./role-credentials.js";
import {
  checkEnvironment,
  checkHandler,
  checkMemory,
  checkName,
  checkRole,
  checkRuntime,
  checkStorage,
  checkTimeout,
} from "./rules.js";
import { conflict, invalid } from "./errors.js";
import { type LambdaStore, parseReference } from "./store.js";

export interface FunctionOperationsOptions {
  readonly store: LambdaStore;
  readonly runner: FunctionRunner;
  readonly read: ObjectReader;
  readonly credentials: RoleCredentials;
}

/** CloudFormation says here that the archive was made of text in a template; the API has no such member. */
type Inline = { readonly inline?: boolean };

/** Runtimes are checked by the runner, not by a list that ages. */
type WithRuntime<T> = Omit<T, "Runtime"> & { readonly Runtime?: string | undefined };

/** A function as the API shows it. */
export type FunctionView = WithRuntime<FunctionConfiguration>;

/** Functions and their settings. A function is `Active` as soon as it exists. */
export function functionOperations({ store, runner, read, credentials }: FunctionOperationsOptions) {
  const { state, clock } = store.environment;
  const stamp = () => ({ modified: clock.now(), revision: randomUUID() });
  const seal = (variables: Readonly<Record<string, string>>) =>
    state.vault.seal(JSON.stringify(checkEnvironment(variables)));

  const save = async (record: FunctionRecord): Promise<FunctionView> => {
    store.functions.put(record.name, record);
    // Warm processes have the old code or settings.
    await runner.retire(record.name);
    return configuration(store, record);
  };

  return {
    async CreateFunction(call: CallContext, input: WithRuntime<CreateFunctionRequest> & Inline): Promise<FunctionView> {
      refuseUnsupported(input);
      if (input.Publish === true) throw noVersions();
      const { name } = parseReference(checkName(input.FunctionName));
      if (store.functions.has(name)) throw conflict(`Function already exist: ${name}`);
      const role = checkRole(input.Role);
      const runtime = await checkRuntime(input.Runtime, (wanted) => runner.check(wanted));
      const handler = checkHandler(input.Handler);
      const checked = {
        timeout: checkTimeout(input.Timeout ?? 3),
        memory: checkMemory(input.MemorySize ?? 128),
        ephemeralStorage: checkStorage(input.EphemeralStorage?.Size ?? 512),
        sealedEnvironment: seal(input.Environment?.Variables ?? {}),
        layers: parseLayers(store, input.Layers ?? []),
      };
      await credentials.check(role, name);
      const code = await storeCode(state, input.Code ?? {}, { read, inline: input.inline });
      const record: FunctionRecord = {
        name,
        runtime,
        role,
        handler,
        ...checked,
        description: input.Description ?? "",
        code,
        architecture: input.Architectures?.[0] ?? "x86_64",
        logGroup: input.LoggingConfig?.LogGroup ?? `/aws/lambda/${name}`,
        vpc: vpcOf(input.VpcConfig),
        deadLetters: deadLettersOf(store, name, input.DeadLetterConfig),
        tracing: input.TracingConfig,
        tags: input.Tags ?? {},
        ...stamp(),
      };
      state.transaction(() => {
        // Another call may have made one in the meantime.
        if (store.functions.has(name)) throw conflict(`Function already exist: ${name}`);
        store.functions.put(name, record);
        call.written?.(name);
      });
      return configuration(store, record);
    },

    async UpdateFunctionCode(_call: CallContext, input: UpdateFunctionCodeRequest & Inline): Promise<FunctionView> {
      if (input.Publish === true) throw noVersions();
      const record = current(store, input);
      const code = await storeCode(state, input, { read, inline: input.inline });
      const changed = { ...record, code, architecture: input.Architectures?.[0] ?? record.architecture, ...stamp() };
      if (input.DryRun === true) return configuration(store, changed);
      const answer = await save(changed);
      await store.forgetCode(record.code);
      return answer;
    },

    async UpdateFunctionConfiguration(
      _call: CallContext,
      input: WithRuntime<UpdateFunctionConfigurationRequest>,
    ): Promise<FunctionView> {
      refuseUnsupported(input);
      const record = current(store, input);
      const role = input.Role === undefined ? record.role : checkRole(input.Role);
      const runtime =
        input.Runtime === undefined
          ? record.runtime
          : await checkRuntime(input.Runtime, (wanted) => runner.check(wanted));
      const changed: FunctionRecord = {
        ...record,
        role,
        runtime,
        handler: input.Handler === undefined ? record.handler : checkHandler(input.Handler),
        timeout: checkTimeout(input.Timeout ?? record.timeout),
        memory: checkMemory(input.MemorySize ?? record.memory),
        ephemeralStorage: checkStorage(input.EphemeralStorage?.Size ?? record.ephemeralStorage),
        sealedEnvironment:
          input.Environment === undefined ? record.sealedEnvironment : seal(input.Environment.Variables ?? {}),
        layers: input.Layers === undefined ? record.layers : parseLayers(store, input.Layers),
        description: input.Description ?? record.description,
        logGroup: input.LoggingConfig?.LogGroup ?? record.logGroup,
        vpc: input.VpcConfig === undefined ? record.vpc : vpcOf(input.VpcConfig),
        deadLetters:
          input.DeadLetterConfig === undefined
            ? record.deadLetters
            : deadLettersOf(store, record.name, input.DeadLetterConfig),
        tracing: input.TracingConfig ?? record.tracing,
        ...stamp(),
      };
      if (role !== record.role) await credentials.check(role, record.name);
      return save(changed);
    },

    /** `Code.Location`, on AWS a presigned URL of the archive, is left out: only the unpacked code is kept. */
    GetFunction(
      _call: CallContext,
      input: GetFunctionRequest,
    ): Omit<GetFunctionResponse, "Configuration"> & { Configuration: FunctionView } {
      const record = store.get(input.FunctionName, input.Qualifier);
      const { reservedConcurrency, tags } = record;
      return {
        Configuration: configuration(store, record),
        Code: { RepositoryType: "S3" },
        ...(Object.keys(tags).length > 0 ? { Tags: { ...tags } } : {}),
        ...(reservedConcurrency === undefined
          ? {}
          : { Concurrency: { ReservedConcurrentExecutions: reservedConcurrency } }),
      };
    },

    GetFunctionConfiguration(_call: CallContext, input: GetFunctionConfigurationRequest): FunctionView {
      return configuration(store, store.get(input.FunctionName, input.Qualifier));
    },

    ListFunctions(
      _call: CallContext,
      input: ListFunctionsRequest,
    ): { Functions: FunctionView[]; NextMarker?: string | undefined } {
      const { items, next } = page(
        store.functions.list(),
        ({ name }) => name,
        { token: input.Marker, size: input.MaxItems, defaultSize: 50 },
        () => invalid("Invalid pagination token"),
      );
      return { Functions: items.map((record) => configuration(store, record)), NextMarker: next };
    },

    ListVersionsByFunction(_call: CallContext, input: ListVersionsByFunctionRequest): { Versions: FunctionView[] } {
      const record = store.get(input.FunctionName);
      const only = configuration(store, record);
      return { Versions: [{ ...only, FunctionArn: store.functionArn(record.name, "$LATEST") }] };
    },

    async DeleteFunction(_call: CallContext, input: DeleteFunctionRequest): Promise<{ StatusCode: number }> {
      if (input.Qualifier === "$LATEST") {
        throw invalid("$LATEST version cannot be deleted without deleting the function.");
      }
      const record = store.get(input.FunctionName, input.Qualifier);
      state.transaction(() => {
        store.functions.delete(record.name);
        store.urls.delete(record.name);
        store.policies.delete(record.name);
      });
      credentials.forget(record.name);
      await runner.retire(record.name);
      await store.forgetCode(record.code);
      return { StatusCode: 204 };
    },
  };
}

/** A function as the API shows it. */
export function configuration(store: LambdaStore, record: FunctionRecord): FunctionView {
  const variables = store.environmentOf(record);
  return {
    FunctionName: record.name,
    FunctionArn: store.functionArn(record.name),
    Runtime: record.runtime,
    Role: record.role,
    Handler: record.handler,
    CodeSize: record.code.size,
    CodeSha256: codeSha256(record.code),
    Description: record.description,
    Timeout: record.timeout,
    MemorySize: record.memory,
    LastModified: new Date(record.modified).toISOString().replace("Z", "+0000"),
    Version: "$LATEST",
    RevisionId: record.revision,
    State: "Active",
    LastUpdateStatus: "Successful",
    PackageType: "Zip",
    Architectures: [record.architecture],
    EphemeralStorage: { Size: record.ephemeralStorage },
    SnapStart: { ApplyOn: "None", OptimizationStatus: "Off" },
    TracingConfig: { Mode: record.tracing?.Mode ?? "PassThrough" },
    LoggingConfig: { LogFormat: "Text", LogGroup: record.logGroup },
    ...(Object.keys(variables).length > 0 ? { Environment: { Variables: variables } } : {}),
    ...(record.layers.length > 0
      ? { Layers: record.layers.map(({ arn, code }) => ({ Arn: arn, CodeSize: code.size })) }
      : {}),
    ...(record.vpc === undefined ? {} : { VpcConfig: { ...record.vpc, VpcId: "" } }),
    ...(record.deadLetters === undefined ? {} : { DeadLetterConfig: record.deadLetters }),
  };
}

function current(
  store: LambdaStore,
  input: { FunctionName: string | undefined; RevisionId?: string | undefined },
): FunctionRecord {
  const record = store.get(input.FunctionName);
  if (input.RevisionId !== undefined && input.RevisionId !== record.revision) {
    throw new AwsError(
      "PreconditionFailedException",
      "The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id",
      { fields: { Type: "User" } },
    );
  }
  return record;
}

// Settings that change what a function does, and that nothing here would act on.
function refuseUnsupported(
  input: WithRuntime<CreateFunctionRequest> | WithRuntime<UpdateFunctionConfigurationRequest>,
): void {
  const refused = [
    ["FileSystemConfigs", (input.FileSystemConfigs ?? []).length > 0],
    ["ImageConfig", input.ImageConfig !== undefined],
    ["SnapStart", input.SnapStart?.ApplyOn === "PublishedVersions"],
    ["DurableConfig", input.DurableConfig !== undefined],
    ["LoggingConfig.LogFormat JSON", input.LoggingConfig?.LogFormat === "JSON"],
    ["PackageType Image", "PackageType" in input && input.PackageType === "Image"],
  ] as const;
  const names = refused.filter(([, present]) => present).map(([name]) => name);
  if (names.length > 0) throw invalid(`Rockpool does not run functions with ${names.join(", ")}`);
}

// Empty settings take back earlier ones.
function vpcOf(given: VpcConfig | undefined): VpcConfig | undefined {
  return (given?.SubnetIds ?? []).length === 0 ? undefined : given;
}

function deadLettersOf(
  store: LambdaStore,
  name: string,
  given: DeadLetterConfig | undefined,
): DeadLetterConfig | undefined {
  if (given?.TargetArn === undefined || given.TargetArn === "") return undefined;
  store.environment.events.emit({
    kind: "notice",
    level: "warning",
    code: "lambda.deadletters",
    message: `events that ${name} fails to handle are dropped: there is no ${given.TargetArn} here to take them`,
  });
  return given;
}

function noVersions(): AwsError {
  return invalid("Rockpool keeps the $LATEST version of a function only; leave Publish out");
}
