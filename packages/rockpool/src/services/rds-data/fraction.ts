import type { Generation } from "./generation.js";

/** The text of a time with as many digits behind its seconds as the generation gives. */
export function withFraction(text: string, { fraction }: Generation): string {
  return text.replace(/\.(\d+)/, (_match, digits: string) => {
    const significant = digits.replace(/0+$/, "");
    if (significant === "") return "";
    return `.${fraction === "as needed" ? significant : significant.padEnd(significant.length <= 3 ? 3 : 6, "0")}`;
  });
}
