import { arn, type Account, type Environment, randomText } from "../../environment.js";
import { AwsError } from "../../errors.js";
import { Remembered } from "../../state/remembered.js";
import type { Collection } from "../../state/state.js";
import { lengthBetween, required } from "../input.js";
import { AWS_MANAGED_POLICIES } from "./aws-managed-policies.js";
import type { InstanceProfileRecord, PolicyRecord, RoleRecord } from "./records.js";

/** What IAM knows. Names are unique without regard to case, as on AWS. */
export class IamStore {
  readonly environment: Environment;
  readonly #roles: Collection<RoleRecord>;
  readonly #policies: Collection<PolicyRecord>;
  readonly #profiles: Collection<InstanceProfileRecord>;

  constructor(environment: Environment) {
    this.environment = environment;
    this.#roles = environment.state.collection("iam.roles");
    this.#policies = environment.state.collection("iam.policies");
    this.#profiles = environment.state.collection("iam.instance-profiles");
  }

  /** Keeps what is made of roles and their policies, for as long as both stay as they are. */
  remembered<T>(): Remembered<T> {
    return new Remembered(this.#roles, this.#policies);
  }

  findRole(name: string): RoleRecord | undefined {
    return this.#roles.get(name.toLowerCase());
  }

  role(name: string | undefined): RoleRecord {
    const wanted = required(name, "roleName", "ValidationError");
    const role = this.findRole(wanted);
    if (role === undefined) throw noSuchEntity(`The role with name ${wanted} cannot be found.`);
    return role;
  }

  roles(): RoleRecord[] {
    return this.#roles.list();
  }

  putRole(role: RoleRecord): void {
    this.#roles.put(role.name.toLowerCase(), role);
  }

  deleteRole(name: string): void {
    this.#roles.delete(name.toLowerCase());
  }

  /** A managed policy, the customer's or one of AWS's. */
  findPolicy(policyArn: string): PolicyRecord | undefined {
    return this.#policies.get(policyArn) ?? AWS_MANAGED_POLICIES.get(policyArn);
  }

  policy(policyArn: string | undefined): PolicyRecord {
    const wanted = required(policyArn, "policyArn", "ValidationError");
    const policy = this.findPolicy(wanted);
    if (policy === undefined) throw noSuchEntity(`Policy ${wanted} was not found.`);
    return policy;
  }

  customerPolicies(): PolicyRecord[] {
    return this.#policies.list();
  }

  putPolicy(policy: PolicyRecord): void {
    this.#policies.put(policy.arn, policy);
  }

  deletePolicy(policyArn: string): void {
    this.#policies.delete(policyArn);
  }

  findProfile(name: string): InstanceProfileRecord | undefined {
    return this.#profiles.get(name.toLowerCase());
  }

  profile(name: string | undefined): InstanceProfileRecord {
    const wanted = required(name, "instanceProfileName", "ValidationError");
    const profile = this.findProfile(wanted);
    if (profile === undefined) throw noSuchEntity(`Instance Profile ${wanted} cannot be found.`);
    return profile;
  }

  profiles(): InstanceProfileRecord[] {
    return this.#profiles.list();
  }

  putProfile(profile: InstanceProfileRecord): void {
    this.#profiles.put(profile.name.toLowerCase(), profile);
  }

  deleteProfile(name: string): void {
    this.#profiles.delete(name.toLowerCase());
  }

  /** A unique id such as `AROA...`: the kind's prefix and 17 characters. */
  newId(prefix: "AROA" | "ANPA" | "AIPA"): string {
    return prefix + randomText(this.environment.random, 17, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");
  }

  /** ARNs of IAM carry no region. */
  arn(kind: "role" | "policy" | "instance-profile", path: string, name: string): string {
    return iamArn(this.environment.account, kind, path, name);
  }
}

export function iamArn(account: Account, kind: string, path: string, name: string): string {
  return arn(account, "iam", `${kind}${path}${name}`, { region: "" });
}

/** `name` when IAM allows it for `member`, else its error. */
export function checkedName(name: string | undefined, member: string, maximum: number): string {
  const value = lengthBetween(required(name, member, "ValidationError"), member, 1, maximum, "ValidationError");
  if (!/^[\w+=,.@-]+$/.test(value)) {
    throw new AwsError(
      "ValidationError",
      `The specified value for ${member} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-`,
    );
  }
  return value;
}

export function checkedPath(path: string | undefined): string {
  const value = path ?? "/";
  if (!/^(\/|\/[\u0021-\u007e]+\/)$/.test(value) || value.length > 512) {
    throw new AwsError(
      "ValidationError",
      "The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.",
    );
  }
  return value;
}

export function noSuchEntity(message: string): AwsError {
  return new AwsError("NoSuchEntityException", message);
}

export function alreadyExists(message: string): AwsError {
  return new AwsError("EntityAlreadyExistsException", message);
}

export function deleteConflict(message: string): AwsError {
  return new AwsError("DeleteConflictException", message);
}

/** Documents travel URL-encoded (RFC 3986) in IAM's answers. */
export function encodeDocument(document: string): string {
  return encodeURIComponent(document).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
