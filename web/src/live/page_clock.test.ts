import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { StateView } from "../wire.gen";
import { PageClock } from "./page_clock";

const STATE = { floor: "listening", clock: 10 } as StateView;

beforeEach(() => vi.useFakeTimers({ toFake: ["performance"] }));
afterEach(() => vi.useRealTimers());

function told(): PageClock {
  const clock = new PageClock();
  clock.told();
  return clock;
}

it("runs while the rehearsal does", () => {
  const clock = told();
  vi.advanceTimersByTime(3000);
  expect([clock.now(STATE, true), clock.now(STATE, false), clock.now({ ...STATE, floor: "idle" }, true), clock.now(null, true)]).toEqual([13, 10, 10, 0]);
});

it("goes on over a lost line where a microphone records, and knows how long it was lost", () => {
  const clock = told();
  clock.cut(12, true);
  vi.advanceTimersByTime(5000);
  expect(clock.now(STATE, true)).toBe(15);
  clock.back(15);
  expect(clock.lost).toEqual([{ from: 12, to: 15 }]);
});

it("stands still over a lost line where nothing is recorded", () => {
  const clock = told();
  clock.cut(12, false);
  clock.cut(14, false);
  vi.advanceTimersByTime(5000);
  expect(clock.now(STATE, true)).toBe(12);
  clock.back(12);
  expect([clock.now(STATE, true), clock.lost]).toEqual([10, [{ from: 12, to: 12 }]]);
});
