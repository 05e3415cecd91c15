/** The longest that one timer can be: Node fires longer ones at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Calls `passed` once, after `milliseconds`, however many they are. Returns the function that ends this before. */
export function startDeadline(milliseconds: number, passed: () => void): () => void {
  let timer: NodeJS.Timeout;
  const arm = (left: number): void => {
    timer = setTimeout(
      () => (left > LONGEST_TIMER ? arm(left - LONGEST_TIMER) : passed()),
      Math.min(left, LONGEST_TIMER),
    );
  };
  arm(milliseconds);
  return () => clearTimeout(timer);
}
