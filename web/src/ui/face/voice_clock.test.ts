import { expect, it } from "vitest";
import { VoiceClock } from "./voice_clock";

it("does not know a voice that nobody has told of", () => {
  const clock = new VoiceClock();
  expect(clock.secondsAt(5000)).toBeNull();
  clock.set(1, 5000);
  clock.reset();
  expect(clock.secondsAt(5000)).toBeNull();
});

it("goes on between two messages", () => {
  const clock = new VoiceClock();
  clock.set(1, 5000);
  expect(clock.secondsAt(5250)).toBeCloseTo(1.25);
});

it("follows a voice that is said to be a little later or earlier only by and by", () => {
  const clock = new VoiceClock();
  clock.set(0, 1000);
  clock.set(0.12, 1100);
  expect(clock.secondsAt(1100)).toBeCloseTo(0.105);
  for (let at = 1200; at < 4000; at += 100) clock.set((at - 980) / 1000, at);
  expect(clock.secondsAt(4000)).toBeCloseTo(3.02, 2);
});

it("jumps with a voice that has jumped", () => {
  const clock = new VoiceClock();
  clock.set(0, 1000);
  clock.set(3, 1100);
  expect(clock.secondsAt(1100)).toBeCloseTo(3);
});
