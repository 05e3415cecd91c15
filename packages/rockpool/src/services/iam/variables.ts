/** Puts the values of condition keys in place of `${key}`; undefined when one of them is unknown or the request does not have it. */
export function resolveVariables(
  text: string,
  context: Readonly<Record<string, string | readonly string[]>>,
): string | undefined {
  if (!text.includes("${")) return text;
  let complete = true;
  const resolved = text.replace(/\$\{([^}]*)\}/g, (_variable, name: string) => {
    const [key = "", fallback] = name.split(",").map((part) => part.trim());
    if (key === "*" || key === "?" || key === "$") return key;
    const value = Object.entries(context).find(([known]) => known.toLowerCase() === key.toLowerCase())?.[1];
    const single = typeof value === "string" ? value : value?.length === 1 ? value[0] : undefined;
    const chosen = single ?? fallback?.replace(/^'|'$/g, "");
    if (chosen === undefined) complete = false;
    return chosen ?? "";
  });
  return complete ? resolved : undefined;
}
