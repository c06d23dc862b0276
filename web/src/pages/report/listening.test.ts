import { expect, it } from "vitest";
import { loudnessOf, spread } from "./listening";

it("what is voiced reaches from a fifth to all of the height, in its order; silence stays low", () => {
  const levels = [0.05, 0.6, 0.62, 0.66, 0.7, 0.72, 0.1];
  const shown = spread(levels);
  expect(shown[0]).toBeLessThan(0.07);
  expect(shown[6]).toBeLessThan(0.07);
  expect(shown[1]).toBeCloseTo(0.2);
  expect(shown[5]).toBeGreaterThan(0.9);
  expect([...shown.slice(1, 6)].sort((a, b) => a - b)).toEqual(shown.slice(1, 6));
});

it("silence alone is not made loud, and an even voice not made flat", () => {
  expect(Math.max(...spread([0, 0.1, 0.2]))).toBeLessThan(0.07);
  expect(Math.min(...spread([0.5, 0.5, 0.5]))).toBeGreaterThan(0.07);
});

it("loudness is 0 for silence and 1 for a full tone", () => {
  const tone = Int16Array.from({ length: 1600 }, (_, i) => Math.sin(i / 4) * 32_000);
  expect(loudnessOf(new Int16Array(1600), 800)).toEqual([0, 0]);
  expect(loudnessOf(tone, 800)).toEqual([1, 1]);
});
