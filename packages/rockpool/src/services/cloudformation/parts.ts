import type { ExternalValues } from "../../cloudformation/contract.js";
import type { StackEngine } from "../../cloudformation/engine/index.js";
import type { AuthorityParts } from "./authority.js";

/** What the operations stand on. */
export interface CloudFormationParts extends AuthorityParts {
  readonly engine: StackEngine;
  /** Reads templates by their URL. */
  readonly external: ExternalValues;
}
