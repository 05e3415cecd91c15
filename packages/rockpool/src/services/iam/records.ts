import type { Tags } from "../tags.js";

export interface RoleRecord {
  readonly name: string;
  /** `AROA...` */
  readonly id: string;
  /** Begins and ends with a slash. */
  readonly path: string;
  /** The trust policy as it was given. */
  readonly trust: string;
  readonly description?: string;
  /** Seconds. */
  readonly maxSessionDuration: number;
  /** Milliseconds since the epoch. */
  readonly createDate: number;
  readonly permissionsBoundary?: string;
  readonly tags: Tags;
  /** Documents by name. */
  readonly inlinePolicies: Readonly<Record<string, string>>;
  /** ARNs of managed policies, in the order of attachment. */
  readonly attachedPolicies: readonly string[];
}

export interface PolicyVersionRecord {
  /** `v1`, `v2`, ... */
  readonly id: string;
  readonly document: string;
  readonly createDate: number;
}

export interface PolicyRecord {
  readonly name: string;
  readonly id: string;
  readonly arn: string;
  readonly path: string;
  readonly description?: string;
  readonly versions: readonly PolicyVersionRecord[];
  readonly defaultVersionId: string;
  /** The number of the next version: numbers are never used twice. */
  readonly nextVersion: number;
  readonly createDate: number;
  readonly updateDate: number;
  readonly tags: Tags;
}

export interface InstanceProfileRecord {
  readonly name: string;
  readonly id: string;
  readonly path: string;
  readonly createDate: number;
  /** At most one. */
  readonly roles: readonly string[];
  readonly tags: Tags;
}
