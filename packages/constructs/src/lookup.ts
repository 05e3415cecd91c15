import * as ec2 from "aws-cdk-lib/aws-ec2";
import { ContextProvider, Token } from "aws-cdk-lib/core";
import { ContextProvider as ContextProviders } from "aws-cdk-lib/cloud-assembly-schema";
import type { Construct, IConstruct } from "constructs";
import { invalid } from "./validation/invalid";

/** What is looked up by its identifier. */
export interface Lookup {
  readonly typeName: string;
  /** What the thing is called in messages. */
  readonly kind: string;
  readonly identifier: string;
  /** The properties to ask for, and what stands for them until they have been looked up. */
  readonly dummy: Readonly<Record<string, unknown>>;
}

/** The properties of something that exists outside of this app. The CLI looks them up after synthesis, and synthesizes again. */
export function lookUp(scope: Construct, { typeName, kind, identifier, dummy }: Lookup): Record<string, unknown> {
  if (Token.isUnresolved(identifier)) {
    invalid(
      scope,
      `the identifier of the ${kind} to look up is a value of deploy time, and lookups happen before; give it as text`,
    );
  }
  // All of this is the key under which `cdk.context.json` keeps the answer: with other words every app would look up anew.
  const found: unknown = ContextProvider.getValue(scope, {
    provider: ContextProviders.CC_API_PROVIDER,
    props: { typeName, exactIdentifier: identifier, propertiesToReturn: Object.keys(dummy) },
    dummyValue: [{ Identifier: "TEST", ...dummy }],
  }).value;
  const first: unknown = Array.isArray(found) ? found[0] : undefined;
  if (!isRecord(first)) {
    invalid(
      scope,
      `no ${kind} ${identifier} was found in the account and region of the stack; check its identifier, and clear the answer with cdk context --reset`,
    );
  }
  return first;
}

/** Security groups by their ids. A group that several lookups of a scope find is one construct. */
export function securityGroupsById(scope: Construct, ids: unknown): ec2.ISecurityGroup[] {
  if (!Array.isArray(ids)) return [];
  return ids.map(String).map((groupId) => {
    const there = scope.node.tryFindChild(`LSG-${groupId}`);
    return isSecurityGroup(there) ? there : ec2.SecurityGroup.fromSecurityGroupId(scope, `LSG-${groupId}`, groupId);
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isSecurityGroup(value: IConstruct | undefined): value is IConstruct & ec2.ISecurityGroup {
  return value !== undefined && ec2.SecurityGroup.isSecurityGroup(value);
}
