import { expect, it } from "vitest";
import type { Trend } from "../../wire.gen";
import { dayText, daysNamed, fromText, headline, highest, hoursText, latestOf, lowest, mannerDigits, underline, unread, word, togetherText, waitingText } from "./telling";

const trend = (count: number, gain: number | null, margin: number | null): Trend => ({
  id: "overall", name: "Overall", baseline: 50, latest: 77, gain, give_or_take: margin,
  points: Array.from({ length: count }, (_, i) => ({ attempt_id: String(i), created: `2026-03-0${i + 1}T10:00:00Z`, value: 50, low: 45, high: 55 })),
});

it("a gain is told with its uncertainty", () => {
  expect(headline(trend(7, 27.2, 6.1))).toBe("Twenty-seven points above where you began, give or take six.");
  expect(headline(trend(7, -9, 4))).toBe("Nine points below where you began, give or take four.");
  expect(underline(trend(7, 27.2, 6.1))).toBe("Seven attempts over seven days. The difference is larger than chance between so few attempts.");
});

it("what chance could do is not called a gain", () => {
  expect(headline(trend(7, 5, 6))).toBe("Not yet told apart from where you began.");
  expect(underline(trend(7, 5, 6))).toContain("by 5, within the uncertainty of 6");
});

it("few attempts and none are said plainly", () => {
  expect(headline(trend(2, null, null))).toBe("Two attempts, too few for a trend.");
  expect(headline(trend(0, null, null))).toBe("Nothing to compare yet.");
});

it("a mean stands beside where it began only once they have no attempt in common", () => {
  expect([latestOf(trend(7, 27, 6)), fromText(trend(7, 27, 6), 1)]).toEqual([77, "from 50.0"]);
  expect([latestOf(trend(3, null, null)), fromText(trend(3, null, null), 1)]).toEqual([50, ""]);
});

it("whose attempts were not read, and whose are shown meanwhile", () => {
  expect(unread("Wei", "")).toBe("The attempts of Wei could not be read: shown are still your own.");
  expect(unread("", "Wei")).toBe("Your attempts could not be read: shown are still those of Wei.");
  expect(unread("", "")).toBe("Your attempts could not be read again: shown is what was read before.");
});

it("counts are words up to a hundred", () => {
  expect([0, 1, 13, 20, 61, 99, 100].map(word)).toEqual(["No", "One", "Thirteen", "Twenty", "Sixty-one", "Ninety-nine", "100"]);
});

it("the scale begins a twenty below the lowest interval", () => {
  expect(lowest(trend(2, null, null).points)).toBe(40);
  expect(lowest([])).toBe(80);
  expect(lowest([{ attempt_id: "a", created: "", value: 9, low: 2, high: 20 }])).toBe(0);
});

it("a day is named from where one stands", () => {
  const now = new Date(2026, 2, 9, 23, 0);
  const at = (day: number, hour: number) => new Date(2026, 2, day, hour).toISOString();
  expect([at(9, 21), at(9, 9), at(8, 9), at(3, 9), "?"].map((d) => dayText(d, now))).toEqual(["tonight", "today", "yesterday", "3 Mar", ""]);
});

it("a day is named once below an axis, where it ends", () => {
  const now = new Date(2026, 2, 9, 23, 0);
  const at = (day: number, hour: number) => new Date(2026, 2, day, hour).toISOString();
  expect(daysNamed([at(3, 9), at(8, 9), at(8, 10), at(8, 11), at(9, 9), at(3, 9)], now)).toEqual(["3 Mar", "", "", "yesterday", "today", "3 Mar"]);
});

it("what has too few attempts for a line is told with how many it has", () => {
  expect(waitingText([["Collaboration", 2], ["Handling ambiguity", 1]])).toBe("Collaboration, two attempts; Handling ambiguity, one attempt.");
});

it("many dots are not called few", () => {
  const points = Array.from({ length: 40 }, (_, i) => ({ attempt_id: "", created: String(i % 2 ? 9 : 19), value: 60, low: 0, high: 0 }));
  expect(hoursText(points, Number)).toBe("On average mornings 60, evenings 60. It is a hint, no more.");
});

it("parts of the day are compared from three attempts each, as a hint", () => {
  const point = (hour: number, value: number) => ({ attempt_id: "", created: String(hour), value, low: 0, high: 0 });
  const points = [point(20, 60), point(21, 66), point(19, 63), point(23, 50), point(0.5, 55), point(22, 60), point(9, 90)];
  expect(hoursText(points, Number)).toBe("On average evenings 63, after ten 55. Seven dots are few, so read them as a hint.");
  expect(hoursText(points.slice(0, 1), Number)).toBe("Higher is a better score. One dot is few, so read it as a hint.");
});

it("words a minute are whole, fillers and pauses are not; a line is as tall as its highest point", () => {
  const manner = (id: string) => ({ ...trend(3, null, null), id });
  expect(["pace", "speaking", "fillers", "pause"].map((id) => mannerDigits(manner(id)))).toEqual([0, 0, 1, 1]);
  expect(highest(trend(3, null, null))).toBe(50);
  expect(highest(trend(0, null, null))).toBe(1);
});

it("what goes by one name is said to be shown together", () => {
  expect(togetherText(["Guidelines"])).toBe("");
  expect(togetherText(["Guidelines", "Guidelines", "Deadlines"])).toMatch(/^All 3 sets assigned to this name are shown together: “Guidelines”, “Deadlines”\./);
});

it("speaks of the candidate where a coach reads", () => {
  const trend = { points: [{}], gain: 9, give_or_take: 4 } as unknown as Trend;
  expect([headline(trend), headline(trend, true)]).toEqual(["Nine points above where you began, give or take four.", "Nine points above where they began, give or take four."]);
});
