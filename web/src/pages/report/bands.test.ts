import { expect, it } from "vitest";
import type { AnswerView } from "../../wire.gen";
import { elapsed, exceeded, fitting, hesitationsText, interviewerIn, overlapsIn, overlapsText, pausesOf, pausesText, reachedAt } from "./bands";

const sentence = (start: number, end: number, words: [number, number][] = []) => ({
  text: "x", start, end, label: null, words: words.map(([s, e]) => ({ text: "x", start: s, end: e, confidence: null })),
});

it("a pause is a second or more without a word, within a sentence too", () => {
  expect(pausesOf([sentence(0, 4, [[0, 1], [2.5, 4]]), sentence(4.5, 6)])).toEqual([{ start: 1, end: 2.5 }]);
  expect(pausesOf([])).toEqual([]);
  expect(pausesOf([sentence(0, 4), sentence(12, 13)], 0.8)).toEqual([]);
});

it("a limit is exceeded only where it was broken", () => {
  const card = (asked: string, satisfied: boolean, kind = "max_seconds") => ({ constraints: [{ kind, asked, satisfied }] }) as unknown as AnswerView["scorecard"];
  expect(exceeded(card("at most 60 seconds", false))).toBe(60);
  expect(exceeded(card("at most 60 seconds", true))).toBeNull();
  expect(exceeded(card("at most 4 sentences", false, "max_sentences"))).toBeNull();
  expect(exceeded(null)).toBeNull();
});

it("the interviewer's seconds are not the candidate's", () => {
  const turns = [{ speaker: "interviewer" as const, text: "…", started: 20, ended: 24, move: "probe" as const }];
  const answer = { sentences: [sentence(5, 20), sentence(25, 60)], turns };
  expect(elapsed(answer, 60)).toBe(51);
  expect(reachedAt(answer, 10)).toBe(15);
  expect(reachedAt(answer, 30)).toBe(39);
  expect(elapsed(answer, reachedAt(answer, 30))).toBe(30);
});

it("labels that have no room are left out, the earlier ones stay", () => {
  const found = fitting([{ x: 120, text: "pause 1.4 s" }, { x: 140, text: "um" }, { x: 300, text: "um" }, { x: 5, text: "cut in" }], 400, [{ x: 390, text: "1:03" }]);
  expect(found.map((label) => label.text)).toEqual(["pause 1.4 s", "um", "cut in"]);
  expect(found[2]?.x).toBeGreaterThan(20);
});

it("what is counted as overlap is drawn, or told to lie outside", () => {
  const overlap = (start: number, end: number, how: "barge_in" | "interjection" | "neither") => ({ start, end, how });
  const answer = { sentences: [sentence(5, 16)], overlaps: [overlap(3, 4, "barge_in"), overlap(8.5, 9, "interjection"), overlap(15.5, 17, "neither")] };
  expect(overlapsIn(answer).map(({ kind, start, end }) => [kind, start, end])).toEqual([["overlap", 8.5, 9], ["overlap", 15.5, 16]]);
  expect(overlapsText(answer)).toBe("three times; you took the floor once; you were cut in on once; 1 of them lies outside of what is scored and drawn");
  expect(overlapsText({ ...answer, overlaps: [overlap(3, 4, "barge_in")] })).toBe("once; you took the floor; it lies outside of what is scored and drawn");
  expect(overlapsText({ ...answer, overlaps: [] })).toBe("");
});

it("the interviewer is marked where it spoke within the answer", () => {
  const turn = (move: "ask" | "interject" | "probe", started: number, ended: number) => ({ speaker: "interviewer" as const, text: "…", started, ended, move });
  const sentences = [sentence(5, 9, [[5, 7], [7, 9]]), sentence(14, 16, [[14, 16]])];
  const found = interviewerIn({ sentences, turns: [turn("ask", 1, 4), turn("interject", 8.5, 10), turn("probe", 10, 13)] });
  expect(found.map(({ kind, start, end }) => [kind, start, end])).toEqual([
    ["interjection", 8.5, 10], ["interviewer", 10, 13],
  ]);
});

it("pauses and hesitations each say from which length on they count", () => {
  expect(pausesText({ pauses: 2, longest_pause: 1.44 })).toBe("two pauses of a second or more, the longest 1.4 s");
  expect(pausesText({ pauses: 0, longest_pause: 0.6 })).toBe("none of a second or more");
  expect(pausesText({ pauses: null, longest_pause: null })).toBe("");
  expect(hesitationsText({ pauses_inside: 5, pauses_between: 2 })).toBe("five silences of a quarter of a second or more inside a clause, beside 2 between clauses");
  expect(hesitationsText({ pauses_inside: 0, pauses_between: 2 })).toBe("");
});
