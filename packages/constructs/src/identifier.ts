import { FeatureFlags, Token } from "aws-cdk-lib/core";
import { RDS_LOWERCASE_DB_IDENTIFIER } from "aws-cdk-lib/cx-api";
import type { IConstruct } from "constructs";

/** An identifier as RDS keeps it: in lower case. A feature flag of old apps leaves it as it is. */
export function lowerCaseIdentifier(scope: IConstruct, identifier: string | undefined): string | undefined {
  if (identifier === undefined || Token.isUnresolved(identifier)) return identifier;
  return FeatureFlags.of(scope).isEnabled(RDS_LOWERCASE_DB_IDENTIFIER) ? identifier.toLowerCase() : identifier;
}
