import { expect, it } from "vitest";
import type { Trend } from "../../wire.gen";
import { headline, underline } from "./telling";

const trend = (count: number, gain: number | null, margin: number | null): Trend => ({
  id: "overall", name: "Overall", baseline: 50, latest: 77, gain, give_or_take: margin,
  points: Array.from({ length: count }, (_, i) => ({ attempt_id: String(i), created: `2026-03-0${i + 1}T10:00:00Z`, value: 50, low: 45, high: 55 })),
});

it("a gain is told with its uncertainty", () => {
  expect(headline(trend(7, 27.2, 6.1))).toBe("27 points above where you began, give or take six.");
  expect(headline(trend(7, -9, 4))).toBe("Nine points below where you began, give or take four.");
  expect(underline(trend(7, 27.2, 6.1))).toBe("Seven attempts over 7 days. The difference is larger than chance between so few attempts.");
});

it("what chance could do is not called a gain", () => {
  expect(headline(trend(7, 5, 6))).toBe("Not yet told apart from where you began.");
  expect(underline(trend(7, 5, 6))).toContain("by 5, within the uncertainty of 6");
});

it("few attempts and none are said plainly", () => {
  expect(headline(trend(2, null, null))).toBe("Two attempts, too few for a trend.");
  expect(headline(trend(0, null, null))).toBe("Nothing to compare yet.");
});
