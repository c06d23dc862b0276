import { expect, it } from "vitest";
import type { AttemptSummary, Scorecard } from "../../wire.gen";
import { compared, levelChanges, otherTake, takeName, takesOf } from "./takes";

const said = (...texts: string[]) => texts.map((text) => ({ text, start: 0, end: 1, label: null, words: [] }));
const marked = (pieces: { text: string; changed: boolean }[][]) => pieces.map((s) => s.map((p) => (p.changed ? `[${p.text}]` : p.text)).join(" "));

it("words that stand in one take only are marked, through the ends of sentences", () => {
  const [before, after] = compared(said("I kept a list of those.", "It fell."), said("I kept a table of those, and it fell by half."));
  expect(marked(before)).toEqual(["I kept a [list] of those.", "It fell."]);
  expect(marked(after)).toEqual(["I kept a [table] of those, [and] it fell [by half.]"]);
});

it("case and punctuation are no change; a lone shared word is no likeness", () => {
  expect(marked(compared(said("We agreed, then."), said("we agreed then"))[1])).toEqual(["we agreed then"]);
  expect(marked(compared(said("The cat slept."), said("Rules of the house."))[1])).toEqual(["[Rules of the house.]"]);
  expect(compared([], said("x y"))).toEqual([[], [[{ text: "x y", changed: true }]]]);
});

it("criteria that changed most come first, not assessed ones last", () => {
  const card = (levels: Record<string, number | null>) =>
    ({ criteria: Object.entries(levels).map(([id, level]) => ({ id, name: id, level, reason: "" })) }) as unknown as Scorecard;
  const found = levelChanges(card({ structure: 1, clarity: 2, delivery: null }), card({ delivery: 3, clarity: 2, structure: 3 }));
  expect(found.map((c) => [c.name, c.before, c.after])).toEqual([["structure", 1, 3], ["clarity", 2, 2], ["delivery", null, 3]]);
});

it("takes are the finished attempts at the same question, oldest first", () => {
  const attempt = (attempt_id: string, created: string, finished = true, question = "q") =>
    ({ attempt_id, created, finished, bank_id: "b", question_ids: [question] }) as unknown as AttemptSummary;
  const all = [attempt("late", "2026-02"), attempt("open", "2026-01", false), attempt("early", "2026-01"), attempt("other", "2026-01", true, "p")];
  expect(takesOf(all, "b", "q").map((a) => a.attempt_id)).toEqual(["early", "late"]);
  const beside = (id: string) => otherTake(takesOf(all, "b", "q"), id)?.attempt_id;
  expect(["late", "early", "open", "sample"].map(beside)).toEqual(["early", "late", undefined, undefined]);
  expect([takeName(1), takeName(11)]).toEqual(["Second take", "Take 12"]);
});
