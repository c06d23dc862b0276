import { expect, test } from "vitest";
import type { BankView, ProfileView } from "../../wire.gen";
import { byBank, closingText, fitting, minutesOf, NO_FILTER, type PickedQuestion, questionsOf, within } from "./picking";

const question = (key: string, minutes: number, skill: string, difficulty: number): PickedQuestion => ({
  key,
  bank: key === "c" ? "People" : "Core",
  text: key,
  kind: "technical",
  skill,
  difficulty,
  minutes,
});
const ALL = [question("a", 2, "Facts", 1), question("b", 5, "Facts", 2), question("c", 3, "People", 2)];

test("questions fit by skill and difficulty together", () => {
  expect(fitting(ALL, NO_FILTER)).toEqual(ALL);
  expect(fitting(ALL, { ...NO_FILTER, skill: "Facts", difficulty: "2" }).map((q) => q.key)).toEqual(["b"]);
  expect(fitting(ALL, { ...NO_FILTER, bank: "People", difficulty: "2" }).map((q) => q.key)).toEqual(["c"]);
});

test("questions of two banks with one id are told apart", () => {
  const one = (id: string, text: string) => ({ id, title: id, questions: [{ id: "q", text }] }) as unknown as BankView;
  expect(questionsOf([one("a", "One?"), one("b", "Two?")]).map((q) => [q.key, q.text])).toEqual([
    ["a/q", "One?"],
    ["b/q", "Two?"],
  ]);
});

test("questions stand under their banks, in their order", () => {
  expect(byBank(ALL).map(([bank, questions]) => [bank, questions.map((q) => q.key)])).toEqual([
    ["Core", ["a", "b"]],
    ["People", ["c"]],
  ]);
});

test("as many as fit the minutes are picked, in order", () => {
  expect(within(ALL, 5)).toEqual(["a", "c"]);
  expect(within(ALL, 1)).toEqual([]);
  expect(minutesOf(ALL, ["a", "c"])).toBe(5);
});

test("a kind of interview that ends before the questions do is told", () => {
  const rapid = { title: "Rapid round", minutes: 12 } as ProfileView;
  expect(closingText(rapid, 12)).toBe("");
  expect(closingText(rapid, 14.5)).toBe("Rapid round ends after 12 minutes and these questions take about 14.5: the last may not be asked.");
  expect(closingText(undefined, 99)).toBe("");
});
