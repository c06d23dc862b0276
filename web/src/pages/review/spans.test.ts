import { expect, test } from "vitest";
import { beside, covers, pickedText, placeText, secondsOf, spanBetween } from "./spans";

const sentences = ["I asked my lead.", "Keep this ending."].map((text, i) => ({ text, start: i, end: i + 1, label: null, words: [] }));

test("a span is the same from either end and quotes its words", () => {
  const span = spanBetween(sentences, [1, 0], [0, 2]);
  expect(span).toEqual(spanBetween(sentences, [0, 2], [1, 0]));
  expect(span.quote).toBe("my lead. Keep");
});

test("a span covers its words and no others", () => {
  const span = spanBetween(sentences, [0, 2], [1, 0]);
  expect([covers(span, 0, 1), covers(span, 0, 2), covers(span, 1, 0), covers(span, 1, 1)]).toEqual([false, true, true, false]);
});

test("a span of words lies between the times of its words; without times it lies nowhere", () => {
  const timed = sentences.map((s, i) => ({ ...s, words: s.text.split(" ").map((text, w) => ({ text, start: i * 10 + w, end: i * 10 + w + 0.5, confidence: null })) }));
  expect(secondsOf(spanBetween(timed, [0, 2], [1, 0]), timed)).toEqual({ start: 2, end: 10.5 });
  const untimed = timed.map((s) => ({ ...s, start: 0, end: 0, words: [] }));
  expect(secondsOf(spanBetween(untimed, [0, 2], [1, 0]), untimed)).toBeNull();
  expect(secondsOf({ type: "seconds", start: 3, end: 5 }, untimed)).toEqual({ start: 3, end: 5 });
});

test("arrows move by word over the ends of sentences, and by sentence; they stay within the answer", () => {
  expect(beside(sentences, [0, 3], "ArrowRight")).toEqual([1, 0]);
  expect(beside(sentences, [1, 0], "ArrowLeft")).toEqual([0, 3]);
  expect(beside(sentences, [0, 0], "ArrowLeft")).toEqual([0, 0]);
  expect(beside(sentences, [1, 2], "ArrowRight")).toEqual([1, 2]);
  expect(beside(sentences, [0, 2], "ArrowDown")).toEqual([1, 0]);
});

test("a place is told from the answer's first word on, seconds with their end", () => {
  const late = sentences.map((s) => ({ ...s, start: s.start + 60, end: s.end + 60 }));
  expect(placeText({ type: "seconds", start: 63.2, end: 68 }, late)).toBe("0:03 to 0:08");
  expect(placeText(spanBetween(late, [1, 0], [1, 1]), late)).toBe("0:01");
});

test("what was picked is told while it may go on, and where it is one word", () => {
  const [one, two] = [spanBetween(sentences, [0, 1], [0, 1]), spanBetween(sentences, [0, 1], [0, 2])];
  expect([pickedText(one, true), pickedText(one, false), pickedText(two, false)]).toEqual(["It begins at “asked”. Choose the last word.", "“asked” is chosen.", ""]);
});
