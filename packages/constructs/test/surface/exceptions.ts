/** Where the surface differs on purpose, with the reason. Each stands in docs/differences.md too. */
export const DELIBERATE: Readonly<Record<string, string>> = {};
