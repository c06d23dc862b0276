import { describe, expect, it } from "vitest";
import { bins, peaks, penPath, spokenLevels } from "./pen";

describe("pen line", () => {
  it("is flat while the voice rests and swings while it speaks", () => {
    const heights = (path: string) => [...path.matchAll(/[MQL ](?:[\d.]+) ([\d.]+)/g)].map((m) => Number(m[1]));
    expect(new Set(heights(penPath([0, 0, 0], 0, 30, 50, 40)))).toEqual(new Set([50]));
    expect(Math.min(...heights(penPath([0, 1, 0], 0, 30, 50, 40)))).toBeLessThan(20);
  });

  it("is one stroke from its beginning to its end", () => {
    const path = penPath([0.5, 0, 0.9], 10, 100, 50, 40);
    expect(path.match(/M/g)).toHaveLength(1);
    expect(path.startsWith("M10.0 50.0") && path.endsWith("L100.0 50.0")).toBe(true);
  });

  it("of nothing is nothing", () => expect(penPath([], 0, 10, 5, 5)).toBe(""));
});

it("bins keep the loudest in sight and never exceed it", () => {
  expect(bins([0, 1, 0, 0], 2)).toEqual([0.8, 0]);
  expect(bins([0.3], 3)).toHaveLength(3);
});

it("peaks are the loudest of each stretch, as many as are wanted", () => {
  expect(peaks([0, 1, 0.2, 0.4], 2)).toEqual([1, 0.4]);
  expect(peaks([0.3, 0.6], 4)).toEqual([0.3, 0.3, 0.6, 0.6]);
  expect(peaks([], 3)).toEqual([]);
});

it("a voice without a recording speaks only within its words", () => {
  const levels = spokenLevels([{ start: 1, end: 2 }], 3, 0.1);
  expect(levels.slice(0, 9).every((x) => x === 0) && levels.slice(21).every((x) => x === 0)).toBe(true);
  expect(Math.max(...levels)).toBeGreaterThan(0.2);
  expect(spokenLevels([{ start: 1, end: 2 }], 3, 0.1)).toEqual(levels);
});
