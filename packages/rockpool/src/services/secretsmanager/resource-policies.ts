import type * as Sdk from "@aws-sdk/client-secrets-manager";
import { AwsError, messageOf } from "../../errors.js";
import type { CallContext } from "../contract.js";
import { many, parsePolicy, type PolicyDocument, type PolicyStatement } from "../iam/policy-document.js";
import { required } from "../input.js";
import type { SecretStore } from "./store.js";

/** Policies on secrets. They are checked and kept; Rockpool decides by the caller's own policies alone for now. */
export function resourcePolicyOperations(store: SecretStore) {
  return {
    PutResourcePolicy(_call: CallContext, input: Sdk.PutResourcePolicyRequest): Sdk.PutResourcePolicyResponse {
      const secret = store.usable(input.SecretId);
      const text = required(input.ResourcePolicy, "resourcePolicy", "InvalidParameterException");
      const policy = parse(text);
      if (input.BlockPublicPolicy === true && policy.Statement.some(isPublic)) {
        throw new AwsError(
          "PublicPolicyException",
          "You can't attach this resource policy because it allows broad access to the secret.",
        );
      }
      store.change({ ...secret, resourcePolicy: text });
      return { ARN: secret.arn, Name: secret.name };
    },

    GetResourcePolicy(_call: CallContext, input: Sdk.GetResourcePolicyRequest): Sdk.GetResourcePolicyResponse {
      const secret = store.usable(input.SecretId);
      return { ARN: secret.arn, Name: secret.name, ResourcePolicy: secret.resourcePolicy };
    },

    DeleteResourcePolicy(_call: CallContext, input: Sdk.DeleteResourcePolicyRequest): Sdk.DeleteResourcePolicyResponse {
      const secret = store.usable(input.SecretId);
      store.change({ ...secret, resourcePolicy: undefined });
      return { ARN: secret.arn, Name: secret.name };
    },
  };
}

function parse(text: string): PolicyDocument {
  try {
    return parsePolicy(text, "resource");
  } catch (cause) {
    const reason = messageOf(cause);
    throw new AwsError("MalformedPolicyDocumentException", `This resource policy contains a syntax error: ${reason}`, {
      cause,
    });
  }
}

function isPublic({ Effect, Principal, NotPrincipal, Condition }: PolicyStatement): boolean {
  if (Effect !== "Allow" || Condition !== undefined) return false;
  return NotPrincipal !== undefined || Principal === "*" || many(Principal?.["AWS"]).includes("*");
}
