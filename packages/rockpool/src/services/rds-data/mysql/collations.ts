/**
 * Those of UTF-8, ASCII and bytes, by the numbers of the protocol. MySQL and MariaDB number alike what both have; up to 323
 * are MySQL's, from 576 on MariaDB's.
 */
const UTF8: ReadonlyArray<readonly [first: number, last: number]> = [
  [11, 11],
  [33, 33],
  [45, 46],
  [63, 63],
  [65, 65],
  [76, 76],
  [83, 83],
  [192, 215],
  [223, 247],
  [255, 323],
  [576, 578],
  [608, 610],
  [2048, 2559],
];
/** MariaDB's collations that count blanks at the end have this on top of the number of those that do not. */
const NO_PAD = 1024;

const NUMBERS: ReadonlySet<number> = new Set(
  UTF8.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, index) => first + index)).flatMap(
    (number) => (number < NO_PAD ? [number, number + NO_PAD] : [number]),
  ),
);

/** Whether texts of this collation can be read as UTF-8. */
export const isUtf8 = (collation: number): boolean => NUMBERS.has(collation);
