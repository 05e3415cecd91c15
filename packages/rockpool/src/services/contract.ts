import { randomUUID } from "node:crypto";

/** Who makes a call. */
export interface Principal {
  /** `root`: the pool's owner, may do everything. `role`: temporary credentials of a role, may do what its policies allow. */
  readonly kind: "root" | "role";
  /** As `GetCallerIdentity` gives it, e.g. `arn:aws:sts::000000000000:assumed-role/name/session`. */
  readonly arn: string;
  readonly accountId: string;
  readonly userId: string;
  readonly accessKeyId: string;
  /** Only for `role`. */
  readonly roleName?: string;
}

/** What an operation knows about the call beside its input. */
export interface CallContext {
  readonly principal: Principal;
  readonly requestId: string;
  /** Told the name of what a call makes, in the transaction that writes its record, as the last thing in it. */
  readonly written?: (name: string) => void;
}

/** A service operation. Throws `AwsError` with the service's declared error shapes only. */
export type Operation<Input, Output> = (call: CallContext, input: Input) => Output | Promise<Output>;

/** What a caller needs in order to be allowed an operation. */
export interface Permission {
  /** e.g. `secretsmanager:GetSecretValue`. */
  readonly action: string;
  /** The ARN acted on, or `*` for operations without a resource. */
  readonly resource: string;
  /** The service's condition keys of this call, e.g. `secretsmanager:VersionStage`; an empty list: the call does not have it. */
  readonly conditions?: Readonly<Record<string, string | readonly string[]>>;
}

// `never` as input lets operations of different inputs stand in one table; the gateway hands each what its schema decoded.
export type AnyOperation = (call: CallContext, input: never) => unknown;

/**
 * One AWS service: its operations by the name of the API. The HTTP gateway and the CloudFormation resources call
 * the same functions; the service is the only owner of its state.
 */
export interface Service<Operations extends Record<string, AnyOperation> = Record<string, AnyOperation>> {
  /** As in the SDK's package name, e.g. `secrets-manager`: `@aws-sdk/client-<sdkName>`. */
  readonly sdkName: string;
  /** As in the credential scope of a signature, and the prefix of IAM actions, e.g. `secretsmanager`. */
  readonly signingName: string;
  readonly operations: Operations;
  /** Throws for a request that must not come to its operation, whoever sends it, e.g. a rehearsal that would be performed. */
  readonly refuse?: (operation: string, input: Readonly<Record<string, unknown>>) => void;
  /**
   * What an operation needs; default: `<signingName>:<operation>` on `*`. May look the resource up in the service's
   * state; answers with the ARN as AWS would form it also for a resource that does not exist.
   */
  readonly permissions?: (operation: string, input: Readonly<Record<string, unknown>>) => Permission[];
  /** The resource-based policy that the service keeps for the resource of a permission, as JSON. */
  readonly resourcePolicy?: (resource: string) => string | undefined;
  /** Loads the service's model: the module `@aws-sdk/client-<sdkName>`, whose exports hold the operation schemas. */
  readonly model: () => Promise<Readonly<Record<string, unknown>>>;
}

/** The call context of Rockpool's own calls, e.g. of a CloudFormation resource: made as the pool's owner. */
export function ownerCall(accountId: string, partition = "aws"): CallContext {
  return {
    principal: {
      kind: "root",
      arn: `arn:${partition}:iam::${accountId}:root`,
      accountId,
      userId: accountId,
      accessKeyId: "",
    },
    requestId: randomUUID(),
  };
}
