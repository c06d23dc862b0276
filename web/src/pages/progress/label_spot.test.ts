import { describe, expect, it } from "vitest";
import { labelSpot } from "./label_spot";

const LINE = { left: 0, right: 500, y: 100 };
const SIZE = { width: 120, height: 16 };
const spot = (...dots: { x: number; y: number }[]) => labelSpot(dots, LINE, SIZE, 8);

describe("the label of the baseline", () => {
  it("stands below the line's right end", () => {
    expect(spot().x).toBe(380);
    expect(spot().y).toBeGreaterThan(100);
  });
  it("goes above the line where a dot is in its way", () => {
    expect(spot({ x: 450, y: 115 }).y).toBeLessThan(100);
  });
  it("goes to the left end where dots are on both sides", () => {
    expect(spot({ x: 450, y: 115 }, { x: 450, y: 85 })).toMatchObject({ x: 0 });
  });
  it("keeps its place where there is no better one", () => {
    const everywhere = [115, 85].flatMap((y) => [60, 450].map((x) => ({ x, y })));
    expect(spot(...everywhere)).toEqual(spot());
  });
});
