import { expect, it } from "vitest";
import { spokenSeconds } from "./pace";

const span = (from: number, to: number) => ({ from, to });

it("is the time from the first voice to the last word", () => expect(spokenSeconds(span(4, 34), [span(4, 34)], [])).toBe(30));

it("a lost line in which nobody spoke is not speech time", () => {
  expect(spokenSeconds(span(4, 54), [span(4, 24), span(44, 54)], [span(24, 44)])).toBe(30);
  expect(spokenSeconds(span(30, 54), [span(44, 54)], [span(24, 44)])).toBe(10);
});

it("what was said while the line was lost took its time", () => {
  expect(spokenSeconds(span(4, 54), [span(4, 54)], [span(24, 44)])).toBe(50);
  expect(spokenSeconds(span(4, 54), [span(4, 30), span(44, 54)], [span(24, 44)])).toBe(36);
});

it("a line that was lost after the last word changes nothing", () => expect(spokenSeconds(span(4, 24), [span(4, 24)], [span(30, 60)])).toBe(20));
