import { expect, it } from "vitest";
import type { AnswerView } from "../../wire.gen";
import { interviewerIn, pausesOf } from "./bands";
import { limitOf } from "./line";

const sentence = (start: number, end: number, words: [number, number][] = []) => ({
  text: "x", start, end, label: null, words: words.map(([s, e]) => ({ text: "x", start: s, end: e, confidence: null })),
});

it("a pause is a second or more without a word, within a sentence too", () => {
  expect(pausesOf([sentence(0, 4, [[0, 1], [2.5, 4]]), sentence(4.5, 6)])).toEqual([{ start: 1, end: 2.5 }]);
  expect(pausesOf([])).toEqual([]);
  expect(pausesOf([sentence(0, 4), sentence(12, 13)], 0.8)).toEqual([]);
});

it("the limit is read from the demand", () => {
  const card = (asked: string, kind = "max_seconds") => ({ constraints: [{ kind, asked }] }) as unknown as AnswerView["scorecard"];
  expect(limitOf(card("at most 60 seconds"))).toBe(60);
  expect(limitOf(card("at most 4 sentences", "max_sentences"))).toBeNull();
  expect(limitOf(null)).toBeNull();
});

it("the interviewer is marked where it spoke within the answer, and where both spoke", () => {
  const turn = (move: "ask" | "interject" | "probe", started: number, ended: number) => ({ speaker: "interviewer" as const, text: "…", started, ended, move });
  const sentences = [sentence(5, 9, [[5, 7], [7, 9]]), sentence(14, 16, [[14, 16]])];
  const found = interviewerIn({ sentences, turns: [turn("ask", 1, 4), turn("interject", 8.5, 10), turn("probe", 10, 13)] });
  expect(found.map(({ kind, start, end }) => [kind, start, end])).toEqual([
    ["interjection", 8.5, 10], ["overlap", 8.5, 9], ["interviewer", 10, 13],
  ]);
});
