import type { ExternalValues } from "../../cloudformation/contract.js";
import type { StackEngine } from "../../cloudformation/engine/index.js";
import type { Environment } from "../../environment.js";

/** What the operations stand on. */
export interface CloudFormationParts {
  readonly environment: Environment;
  readonly engine: StackEngine;
  /** Reads templates by their URL. */
  readonly external: ExternalValues;
}
