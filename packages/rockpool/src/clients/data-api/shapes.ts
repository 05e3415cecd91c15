/** One column type, the value that a client is given for it, and what the client hands back. */
export interface Shape {
  /** As in `create table`. */
  readonly type: string;
  readonly given: unknown;
  readonly back: unknown;
}

const nameOf = (index: number): string => `c${index}`;

/** The column definitions of a table with one column of each shape. */
export const columnsOf = (shapes: readonly Shape[]): string =>
  shapes.map(({ type }, index) => `${nameOf(index)} ${type}`).join(", ");

/** What is written to that table, or read from it, by column. */
export const valuesOf = (shapes: readonly Shape[], side: "given" | "back"): Record<string, unknown> =>
  Object.fromEntries(shapes.map((shape, index) => [nameOf(index), shape[side]]));
