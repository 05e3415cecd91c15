import type * as Sdk from "@aws-sdk/client-sts";
import { arn, type Environment } from "../../environment.js";
import { AwsError } from "../../errors.js";
import type { CallContext, Permission, Principal, Service } from "../contract.js";
import type { ConditionContext } from "../iam/conditions.js";
import type { IamService } from "../iam/index.js";
import { parsePolicy } from "../iam/policy-document.js";
import type { RoleRecord } from "../iam/records.js";
import { constraintViolation, lengthBetween, required, valueBetween } from "../input.js";
import { rootCredentials } from "./root-credentials.js";
import { type KnownCredentials, SessionStore, type TemporaryCredentials } from "./sessions.js";
import { trustOf } from "./trust.js";

export { CREDENTIALS_FILE, type KeyPair, rootCredentials } from "./root-credentials.js";
export type { KnownCredentials, TemporaryCredentials } from "./sessions.js";

export interface StsService extends Service<ReturnType<typeof operations>> {
  /**
   * The secret key behind an access key and whose it is: the pool's owner (without a session token) or a role session
   * (with its token). `undefined` for a key that does not exist or a token that is not its own (AWS:
   * `InvalidClientTokenId`), `expired` for a session that has ended (AWS: `ExpiredToken`).
   */
  lookup(accessKeyId: string, sessionToken: string | undefined): KnownCredentials | "expired" | undefined;
  /**
   * Opens a session of a role for an AWS service, as Lambda does for a function. Lasts one hour or `seconds`.
   * Throws the service's own error when the role does not exist or does not trust `servicePrincipal`.
   */
  credentialsForService(
    roleArn: string,
    servicePrincipal: string,
    sessionName: string,
    seconds?: number,
  ): TemporaryCredentials;
  /** The check of {@link credentialsForService} alone, for services that refuse a role when it is named to them. */
  assertAssumable(roleArn: string, servicePrincipal: string): void;
}

/** AWS Security Token Service: temporary credentials of roles. */
export function createStsService({ environment, iam }: { environment: Environment; iam: IamService }): StsService {
  const sessions = new SessionStore(environment);
  const { account } = environment;
  const root = rootCredentials(environment.state, environment.random);

  function assumableRole(roleArn: string, service: string): RoleRecord {
    const role = iam.roleByArn(roleArn);
    if (
      role === undefined ||
      trustOf(parsePolicy(role.trust, "trust"), { service }, serviceContext(account.accountId)) === "none"
    ) {
      throw refusal(roleArn, service);
    }
    return role;
  }

  return {
    sdkName: "sts",
    signingName: "sts",
    operations: operations({ environment, iam, sessions }),
    permissions,
    model: () => import("@aws-sdk/client-sts"),

    lookup(accessKeyId, sessionToken) {
      if (accessKeyId !== root.accessKeyId) return sessions.lookup(accessKeyId, sessionToken);
      if (sessionToken !== undefined) return undefined;
      const owner = arn(account, "iam", "root", { region: "" });
      const { accountId } = account;
      return {
        secretAccessKey: root.secretAccessKey,
        principal: { kind: "root", arn: owner, accountId, userId: accountId, accessKeyId },
      };
    },

    credentialsForService(roleArn, servicePrincipal, sessionName, seconds = DEFAULT_SECONDS) {
      const role = assumableRole(roleArn, servicePrincipal);
      return sessions.open(rolePrincipal(environment, role, sessionName), seconds);
    },

    assertAssumable(roleArn, servicePrincipal) {
      assumableRole(roleArn, servicePrincipal);
    },
  };
}

const DEFAULT_SECONDS = 3600;
/** A role session that takes a further role gets one hour at the most. */
const CHAINED_SECONDS = 3600;

function operations(given: { environment: Environment; iam: IamService; sessions: SessionStore }) {
  const { environment, iam, sessions } = given;
  return {
    GetCallerIdentity({ principal }: CallContext, _input: Sdk.GetCallerIdentityRequest): Sdk.GetCallerIdentityResponse {
      return { UserId: principal.userId, Account: principal.accountId, Arn: principal.arn };
    },

    /** Keys made elsewhere belong to no account of this pool. */
    GetAccessKeyInfo(_call: CallContext, input: Sdk.GetAccessKeyInfoRequest): Sdk.GetAccessKeyInfoResponse {
      const accessKeyId = required(input.AccessKeyId, "accessKeyId", "ValidationError");
      const known = sessions.has(accessKeyId) || rootCredentials(environment.state).accessKeyId === accessKeyId;
      if (!known) {
        throw constraintViolation("ValidationError", "accessKeyId", accessKeyId, "Member must be a known access key");
      }
      return { Account: environment.account.accountId };
    },

    AssumeRole(call: CallContext, input: Sdk.AssumeRoleRequest): Sdk.AssumeRoleResponse {
      const roleArn = lengthBetween(
        required(input.RoleArn, "roleArn", "ValidationError"),
        "roleArn",
        20,
        2048,
        "ValidationError",
      );
      const sessionName = checkedSessionName(input.RoleSessionName);
      if (input.Policy !== undefined || (input.PolicyArns ?? []).length > 0) {
        throw new AwsError(
          "NotImplemented",
          "Rockpool does not evaluate session policies: leave Policy and PolicyArns out.",
          {
            status: 501,
          },
        );
      }
      const role = iam.roleByArn(roleArn);
      const assumer = { principal: call.principal, roleArn: callerRoleArn(environment, iam, call.principal) };
      const context = callContext(call.principal, assumer.roleArn, sessionName, input.ExternalId);
      const trust = role === undefined ? "none" : trustOf(parsePolicy(role.trust, "trust"), assumer, context);
      const own = iam.decide(call.principal, { action: "sts:AssumeRole", resource: roleArn }, context);
      // A role that names the caller grants by itself, but for an explicit denial.
      const allowed = trust === "direct" ? own !== "explicitDeny" : trust === "account" && own === "allowed";
      if (role === undefined || !allowed) throw accessDenied(call.principal.arn, roleArn);
      const seconds = sessionSeconds(call.principal, role, input.DurationSeconds);
      const principal = rolePrincipal(environment, role, sessionName);
      const { accessKeyId, secretAccessKey, sessionToken, expiration } = sessions.open(principal, seconds);
      return {
        Credentials: {
          AccessKeyId: accessKeyId,
          SecretAccessKey: secretAccessKey,
          SessionToken: sessionToken,
          Expiration: expiration,
        },
        AssumedRoleUser: { AssumedRoleId: principal.userId, Arn: principal.arn },
        SourceIdentity: input.SourceIdentity,
      };
    },
  };
}

function sessionSeconds(caller: Principal, role: RoleRecord, wanted: number | undefined): number {
  const seconds = valueBetween(wanted ?? DEFAULT_SECONDS, "durationSeconds", 900, 43_200, "ValidationError");
  if (caller.kind === "role" && seconds > CHAINED_SECONDS) {
    throw new AwsError(
      "ValidationError",
      "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining",
    );
  }
  if (seconds > role.maxSessionDuration) {
    throw new AwsError(
      "ValidationError",
      "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
    );
  }
  return seconds;
}

function checkedSessionName(name: string | undefined): string {
  const value = required(name, "roleSessionName", "ValidationError");
  lengthBetween(value, "roleSessionName", 2, 64, "ValidationError");
  if (!/^[\w+=,.@-]*$/.test(value)) {
    const constraint = "Member must satisfy regular expression pattern: [\\w+=,.@-]*";
    throw constraintViolation("ValidationError", "roleSessionName", value, constraint);
  }
  return value;
}

function rolePrincipal(
  { account }: Environment,
  role: RoleRecord,
  sessionName: string,
): Omit<Principal, "accessKeyId"> {
  return {
    kind: "role",
    arn: arn(account, "sts", `assumed-role/${role.name}/${sessionName}`, { region: "" }),
    accountId: account.accountId,
    userId: `${role.id}:${sessionName}`,
    roleName: role.name,
  };
}

function callerRoleArn({ account }: Environment, iam: IamService, principal: Principal): string | undefined {
  if (principal.roleName === undefined) return undefined;
  return iam.roleArn(principal.roleName) ?? arn(account, "iam", `role/${principal.roleName}`, { region: "" });
}

function callContext(
  principal: Principal,
  roleArn: string | undefined,
  sessionName: string,
  externalId: string | undefined,
): ConditionContext {
  return {
    "aws:PrincipalArn": roleArn ?? principal.arn,
    "aws:PrincipalAccount": principal.accountId,
    "aws:userid": principal.userId,
    "sts:RoleSessionName": sessionName,
    // An empty list says that the request has none, which is not the same as not knowing.
    "sts:ExternalId": externalId ?? [],
  };
}

function serviceContext(accountId: string): ConditionContext {
  return { "aws:SourceAccount": accountId, "aws:PrincipalIsAWSService": "true" };
}

function accessDenied(caller: string, roleArn: string): AwsError {
  const message = `User: ${caller} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`;
  return new AwsError("AccessDenied", message, { status: 403 });
}

/** How a service words that it cannot take a role. */
const REFUSALS: Readonly<Record<string, { code: string; message: string }>> = {
  "lambda.amazonaws.com": {
    code: "InvalidParameterValueException",
    message: "The role defined for the function cannot be assumed by Lambda.",
  },
};

function refusal(roleArn: string, service: string): AwsError {
  const known = REFUSALS[service];
  return known === undefined ? accessDenied(service, roleArn) : new AwsError(known.code, known.message);
}

/**
 * Who may take a role is decided by the operation itself, where the role's trust policy has its say; the others need no
 * permission: `GetCallerIdentity` is never denied, not even explicitly.
 */
function permissions(): Permission[] {
  return [];
}
