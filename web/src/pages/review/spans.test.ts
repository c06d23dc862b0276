import { expect, test } from "vitest";
import { covers, spanBetween } from "./spans";

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
