import { validationError } from "../errors.js";
import { parseTemplate } from "../parse.js";
import type { Macro } from "./macro.js";

/**
 * `AWS::Include`: the members of the JSON or YAML text at the S3 URL `Location` join those of the object around the transform,
 * whose own members win.
 */
export const include: Macro = async ({ fragment, parameters, external }) => {
  const location = parameters["Location"];
  if (typeof location !== "string" || location === "") {
    throw validationError("Transform AWS::Include failed with: The location parameter is not a valid S3 uri.");
  }
  return { ...parseTemplate(await external.template(location)).body, ...fragment };
};
