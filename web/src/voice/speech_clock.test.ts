import { beforeEach, describe, expect, it } from "vitest";
import { SpeechClock } from "./speech_clock";

let loudspeaker = 0;
let wall = 0;
let clock: SpeechClock;
beforeEach(() => {
  [loudspeaker, wall] = [3, 100];
  clock = new SpeechClock(() => loudspeaker, () => wall);
  clock.begin(true);
});

/** A fifth of a second goes by on the wall, `heard` of it on the loudspeaker; what the look finds. */
function pass(heard: number): boolean {
  wall += 0.2;
  loudspeaker += heard;
  return clock.look();
}

/** The loudspeaker stands still until it is found to. */
function stand(): number {
  let looks = 1;
  while (!pass(0)) looks += 1;
  return looks;
}

describe("what a speech is timed by", () => {
  it("is the loudspeaker while it counts, however slowly", () => {
    for (let i = 0; i < 50; i += 1) expect(pass(0.001)).toBe(false);
    expect(clock.seconds()).toBeCloseTo(3.05);
    expect(clock.silent).toBe(false);
  });

  it("is the wall from where the loudspeaker stood still, and is found once", () => {
    pass(0.2);
    expect(stand()).toBeLessThan(10);
    expect(clock.silent).toBe(true);
    expect(clock.seconds()).toBeCloseTo(3.2);
    wall += 2;
    expect(clock.look()).toBe(false);
    expect(clock.seconds()).toBeCloseTo(5.2);
  });

  it("forgives a loudspeaker that rests for a moment", () => {
    for (let i = 0; i < 20; i += 1) expect(pass(i % 4 === 0 ? 0.2 : 0)).toBe(false);
  });

  it("is the loudspeaker again in the next speech where that runs, the wall where it does not", () => {
    stand();
    clock.begin(false);
    expect(clock.silent).toBe(true);
    clock.begin(true);
    expect([clock.silent, clock.seconds()]).toEqual([false, 3]);
  });
});
