import { templateError } from "./errors.js";

/** A piece of the text of `Fn::Sub`: as it is, or the name of a variable. */
export type SubPart = { readonly text: string } | { readonly variable: string };

/**
 * Splits the text of `Fn::Sub` at its variables: `${Name}`, `${Resource.Attribute}`, `${AWS::Region}`. `${!Name}` stands for the
 * text `${Name}`.
 * @throws AwsError ValidationError when a variable's name has other characters than letters, digits, `_`, `.` and `:`
 */
export function parseSub(text: string): SubPart[] {
  const parts: SubPart[] = [];
  let end = 0;
  for (const match of text.matchAll(/\$\{([^}]*)\}/g)) {
    const [whole, content = ""] = match;
    if (match.index > end) parts.push({ text: text.slice(end, match.index) });
    end = match.index + whole.length;
    if (content.startsWith("!")) {
      parts.push({ text: `\${${content.slice(1)}}` });
    } else if (/^[\w.:]+$/.test(content)) {
      parts.push({ variable: content });
    } else {
      throw templateError(
        "variable names in Fn::Sub syntax must contain only alphanumeric characters, underscores, periods, and colons",
      );
    }
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

/** The resource and the attribute behind a variable with a dot. */
export function attributeVariable(variable: string): readonly [string, string] | undefined {
  const dot = variable.indexOf(".");
  return dot < 0 ? undefined : [variable.slice(0, dot), variable.slice(dot + 1)];
}
