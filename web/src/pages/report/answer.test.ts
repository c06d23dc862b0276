import { expect, it } from "vitest";
import { unscoredText } from "./answer";
import { nothingText } from "./transcript";

it.each([
  [false, false, "There was no answer to this question yet."],
  [false, true, "Nothing was said to this question."],
  [true, false, "It is scored once it is finished."],
  [true, true, "This answer was not scored."],
])("an answer without a score, said %s, its rehearsal over %s: %s", (said, over, text) => expect(unscoredText(said, over)).toBe(text));

it("what was not said yet may still be said", () => {
  expect([nothingText(false, true), nothingText(false, false)]).toEqual(["Nothing was said to this question.", "Nothing was said to this question yet."]);
  expect(nothingText(true, false)).toMatch(/^Your words come here/);
});
