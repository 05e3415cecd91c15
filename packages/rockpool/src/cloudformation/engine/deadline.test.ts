import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { startDeadline } from "./deadline.js";

const DAY = 86_400_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("passes once, at its time, also when it is longer than one timer can be", () => {
  const passed = vi.fn<() => void>();
  startDeadline(60 * DAY, passed);
  vi.advanceTimersByTime(60 * DAY - 1);
  expect(passed).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(passed).toHaveBeenCalledTimes(1);
  expect(vi.getTimerCount()).toBe(0);
});

it("does not pass after it was ended, in whichever of its timers", () => {
  const passed = vi.fn<() => void>();
  const end = startDeadline(60 * DAY, passed);
  vi.advanceTimersByTime(30 * DAY);
  end();
  expect(vi.getTimerCount()).toBe(0);
  expect(passed).not.toHaveBeenCalled();
});
