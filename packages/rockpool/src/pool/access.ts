import type { GatewayOptions } from "../gateway/server.js";
import type { Service } from "../services/contract.js";
import type { IamService } from "../services/iam/index.js";
import { decideByResourcePolicy, either } from "../services/iam/resource-policy.js";

/** Decides calls by the caller's own policies and by that of the resource, which the service keeps that owns it. */
export function accessDecision(iam: IamService, services: readonly Service[]): GatewayOptions["decide"] {
  return (principal, permission, context) => {
    const identity = iam.decide(principal, permission, context);
    const owner = services.find((service) => permission.action.startsWith(`${service.signingName}:`));
    const policy = principal.kind === "root" ? undefined : owner?.resourcePolicy?.(permission.resource);
    if (policy === undefined) return identity;
    const roleArn = principal.roleName === undefined ? undefined : iam.roleArn(principal.roleName);
    const caller = { principal, ...(roleArn === undefined ? {} : { roleArn }) };
    return either(identity, decideByResourcePolicy(policy, caller, permission, context));
  };
}
