import { expect, it } from "vitest";
import { rewritten } from "./mending";

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
