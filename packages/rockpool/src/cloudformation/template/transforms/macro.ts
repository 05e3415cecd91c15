import type { ExternalValues, Json, JsonObject } from "../../contract.js";
import type { ParameterScope } from "../conditions.js";

/** What a macro is given: the whole template, or for `Fn::Transform` the object around it. */
export interface MacroInput {
  readonly fragment: JsonObject;
  /** The `Parameters` of the transform, evaluated. */
  readonly parameters: JsonObject;
  readonly scope: ParameterScope;
  readonly external: Pick<ExternalValues, "template">;
}

/** Rewrites a template or a part of one. Its answer takes the fragment's place. */
export type Macro = (input: MacroInput) => Promise<Json>;
