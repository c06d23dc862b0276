import { expect, it } from "vitest";
import { firstLine, shown, wordAt } from "./caption";

const sentences = [20, 80, 30, 60].map((length, sentence) => ({ sentence, text: "x".repeat(length) }));
const at = (sentence: number, some = sentences) => shown(some, sentence).map((s) => s.sentence);

it("a short speech stands whole from its first word to its last", () => {
  expect(at(0, sentences.slice(0, 3))).toEqual([0, 1, 2]);
  expect(at(2, sentences.slice(0, 3))).toEqual([0, 1, 2]);
});

it("of a long one as much stands as fits, from the sentence that is spoken", () => {
  expect([at(0), at(1), at(3)]).toEqual([[0, 1, 2], [1, 2], [3]]);
});

it("a sentence that is too long by itself stands alone", () => {
  expect(at(4, [...sentences, { sentence: 4, text: "x".repeat(300) }])).toEqual([4]);
});

it("what comes in later never takes away what stands", () => {
  expect(at(0, sentences).slice(0, 3)).toEqual(at(0, sentences.slice(0, 3)));
});

it("the word that is spoken", () => {
  const words = [0, 0.4, 0.9].map((start, i) => ({ offset: i, length: 1, start, end: start + 0.3 }));
  expect([wordAt(words, -0.1), wordAt(words, 0.2), wordAt(words, 0.8), wordAt(words, 5)]).toEqual([-1, 0, 1, 2]);
});

it("a long caption moves up line by line, so that the spoken line and the next are seen", () => {
  const tops: number[] = [];
  for (let spoken = 0, top = 0; spoken < 8; spoken += 1) tops.push((top = firstLine(spoken, top, 5)));
  expect(tops).toEqual([0, 0, 0, 0, 1, 2, 3, 4]);
  expect([firstLine(1, 3, 5), firstLine(4, 2, 1)]).toEqual([1, 4]);
});
