import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { systemClock } from "./environment.js";
import { EventBus, type NoticeEvent } from "./events.js";
import { LinesASecond } from "./lines-a-second.js";

const notice = (message: string): NoticeEvent => ({ kind: "notice", level: "warning", code: "test.line", message });
const lines: string[] = [];
const events = new EventBus();
events.subscribe((event) => {
  if (event.kind === "notice") lines.push(event.message);
});
let limited: LinesASecond;
function emit(times: number): void {
  for (let count = 0; count < times; count += 1) limited.emit(notice("line"));
}

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) + 250 });
  lines.length = 0;
  limited = new LinesASecond({ events, clock: systemClock }, (count) => notice(`${count} more`));
});
afterEach(() => vi.useRealTimers());

test("of what comes within a second twenty lines are written, and when it is over how many were not", () => {
  emit(50);
  vi.advanceTimersByTime(749);
  expect(lines).toEqual(Array.from({ length: 20 }, () => "line"));
  // Nobody needs to write anything more.
  vi.advanceTimersByTime(1);
  expect(lines.slice(20)).toEqual(["30 more"]);
  vi.advanceTimersByTime(10_000);
  expect(lines).toHaveLength(21);
});

test("each second has its own lines, and what it leaves out is told in front of the next one's", () => {
  emit(21);
  vi.setSystemTime(Date.UTC(2026, 0, 1) + 1000);
  emit(22);
  expect(lines.slice(19, 22)).toEqual(["line", "1 more", "line"]);
  vi.advanceTimersByTime(1000);
  expect(lines.slice(-2)).toEqual(["line", "2 more"]);
});

test("who writes little is told nothing, and has no timer", () => {
  emit(20);
  expect(vi.getTimerCount()).toBe(0);
  limited.close();
  expect(lines).toHaveLength(20);
});

test("its end tells what is left, and leaves no timer behind", () => {
  emit(23);
  expect(vi.getTimerCount()).toBe(1);
  limited.close();
  expect(lines.slice(20)).toEqual(["3 more"]);
  expect(vi.getTimerCount()).toBe(0);
});
