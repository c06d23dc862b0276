import { expect, test } from "vitest";
import type { ProfileView } from "../../wire.gen";
import { closingText, fitting, minutesOf, NO_FILTER, type PickedQuestion, within } from "./picking";

const question = (id: string, minutes: number, skill: string, difficulty: number): PickedQuestion => ({
  id,
  text: id,
  kind: "technical",
  skill,
  difficulty,
  minutes,
  constraints: [],
});
const ALL = [question("a", 2, "Facts", 1), question("b", 5, "Facts", 2), question("c", 3, "People", 2)];

test("questions fit by skill and difficulty together", () => {
  expect(fitting(ALL, NO_FILTER)).toEqual(ALL);
  expect(fitting(ALL, { ...NO_FILTER, skill: "Facts", difficulty: "2" }).map((q) => q.id)).toEqual(["b"]);
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
