import { describe, expect, it } from "vitest";
import { rest } from "./schedule";

const SPEECH = [
  { offset: 0, seconds: 2 },
  { offset: 2, seconds: 3 },
  { offset: 5, seconds: 1 },
];

describe("what is left of a speech", () => {
  it("goes on in the middle of a sentence, and the next ones follow without a gap", () => {
    expect(rest(SPEECH, 3.5, 100)).toEqual([null, { at: 100, skip: 1.5 }, { at: 101.5, skip: 0 }]);
  });

  it("is all of it from the beginning, and nothing after the end", () => {
    expect(rest(SPEECH, 0, 10).map((due) => due?.at)).toEqual([10, 12, 15]);
    expect(rest(SPEECH, 6, 10)).toEqual([null, null, null]);
  });
});
