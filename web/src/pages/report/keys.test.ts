import { expect, it } from "vitest";
import { commandOf, shuttled, wordBeside } from "./keys";

const pressed = (key: string, tag = "li", role: string | null = null) => ({ key, ctrlKey: false, metaKey: false, altKey: false, tag, role });

it("keys are those of a video editor, and stay with what needs them", () => {
  expect(["j", "K", "l", " ", "ArrowLeft", "ArrowDown", "E"].map((key) => commandOf(pressed(key), true))).toEqual([
    "back", "rest", "on", "toggle", "word_back", "sentence_on", "correct",
  ]);
  expect(commandOf(pressed(" ", "button"), true)).toBeNull();
  expect(commandOf(pressed("l", "input"), true)).toBeNull();
  expect(commandOf(pressed("ArrowRight", "button", "tab"), true)).toBeNull();
  expect(commandOf({ ...pressed("l"), ctrlKey: true }, true)).toBeNull();
});

it("letters rest where they were switched off, space and arrows do not", () =>
  expect(["j", "K", "l", "e", " ", "ArrowDown"].map((key) => commandOf(pressed(key), false))).toEqual([null, null, null, null, "toggle", "sentence_on"]));

it("the same direction again is faster, the other begins anew", () => {
  expect(shuttled(0, "on")).toBe(1);
  expect(shuttled(1.5, "on")).toBe(2);
  expect(shuttled(2, "on")).toBe(2);
  expect(shuttled(2, "back")).toBe(-1);
  expect(shuttled(-1, "rest")).toBe(0);
});

it("arrows move by word, over the end of a sentence", () => {
  const word = (start: number) => ({ text: "x", start, end: start + 0.2, confidence: null });
  const sentences = [
    { text: "x x", start: 1, end: 2, label: null, words: [word(1), word(1.5)] },
    { text: "x", start: 3, end: 4, label: null, words: [word(3)] },
  ];
  expect(wordBeside(sentences, 1.5, 1)).toBe(3);
  expect(wordBeside(sentences, 3, -1)).toBe(1.5);
  expect(wordBeside(sentences, 3, 1)).toBe(3);
});
