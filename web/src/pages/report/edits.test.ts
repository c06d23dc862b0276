import { expect, test } from "vitest";
import { changeShown, edits } from "./edits";

const SAID = [{ text: "So, um, I kept a list of those." }, { text: "It was a long day." }, { text: "We fell to four percent." }];
const STRONGER = "I kept a list of those. We fell to four percent. [what you learnt]";
const change = (criterion: "constraints" | "structure", ...sentences: number[]) => ({ criterion, advice: "", could_say: "", sentences, overall: 90 });

test("words are kept, taken out or put in, sentence by sentence", () => {
  expect(edits(SAID, STRONGER)).toEqual([
    { text: "So, um,", kind: "out", sentence: 0 },
    { text: "I kept a list of those.", kind: "kept", sentence: 0 },
    { text: "It was a long day.", kind: "out", sentence: 1 },
    { text: "We fell to four percent.", kind: "kept", sentence: 2 },
    { text: "[what you learnt]", kind: "in", sentence: 2 },
  ]);
});

test("a change shows its own sentences, and only where words are changed", () => {
  expect(changeShown(SAID, STRONGER, change("constraints", 1)).map((e) => e.kind)).toEqual(["out"]);
  expect(changeShown(SAID, STRONGER, change("structure", 1))).toEqual([]);
  expect(changeShown(SAID, SAID.map((s) => s.text).join(" "), change("constraints", 1))).toEqual([]);
});
