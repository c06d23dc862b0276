import { expect, it } from "vitest";
import { rewritten, scoredText } from "./mending";

const sentence = (text: string) => ({ words: text.split(" ").map((word, i) => ({ text: word, start: i, end: i + 0.8, confidence: null })) });

it("only the run of words that differs is sent", () => {
  expect(rewritten(sentence("we had sixty percent agreement."), "we had seventy two percent agreement.")).toEqual({ started: 2, ended: 2.8, text: "seventy two" });
  expect(rewritten(sentence("we had sixty"), "we have sixteen")).toEqual({ started: 1, ended: 2.8, text: "have sixteen" });
});

it("a word that is added brings its neighbour along, one that is taken out leaves nothing", () => {
  expect(rewritten(sentence("we had it"), "we had never it")).toEqual({ started: 1, ended: 1.8, text: "had never" });
  expect(rewritten(sentence("we had it"), "so we had it")).toEqual({ started: 0, ended: 0.8, text: "so we" });
  expect(rewritten(sentence("we um had it"), "we had it")).toEqual({ started: 1, ended: 1.8, text: "" });
});

it("nothing differs, or there are no words", () => {
  expect(rewritten(sentence("we had it"), " we  had it ")).toBeNull();
  expect(rewritten({ words: [] }, "typed")).toBeNull();
});

it("the new score is told with the old one, and nothing is claimed that is not known", () => {
  expect([
    scoredText({ before: 55, after: 61 }), scoredText({ before: 61, after: 61 }), scoredText({ before: null, after: 40 }), scoredText({ before: 12, after: null }), scoredText(undefined),
  ]).toEqual([
    "Scored again: 61 of 100, it was 55.", "Scored again: it stays 61 of 100.", "Scored again: 40 of 100.", "The words are mended. The answer is not assessed.", "The words are mended.",
  ]);
});
