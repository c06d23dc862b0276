import { expect, it } from "vitest";
import type { BankView, SetView } from "../../wire.gen";
import { sourcesOf, whenText } from "./attempts";

const now = new Date(2026, 2, 20, 22, 0);

it("says when in words", () => {
  expect(whenText(new Date(2026, 2, 20, 21, 14).toISOString(), now)).toBe("Today, 21:14");
  expect(whenText(new Date(2026, 2, 17, 9, 5).toISOString(), now)).toBe("Tuesday, 17 March, 09:05".replace("Tuesday, ", "Tuesday "));
  expect(whenText(new Date(2025, 2, 17, 9, 5).toISOString(), now)).toContain("2025");
  expect(whenText("soon", now)).toBe("soon");
});

it("an attempt names its bank or its set, and whose set it is", () => {
  const bank = { id: "core", title: "Core questions", questions: [] } as unknown as BankView;
  const set = { id: "s1", title: "Under pressure", candidate: "Nadia K.", ours: true, assigned: true, questions: [], takes: [] } as unknown as SetView;
  const sources = sourcesOf([bank], [set, { ...set, id: "s2", ours: false }]);
  expect(["core", "set:s1", "set:s2"].map((id) => sources.get(id)?.title)).toEqual(["Core questions", "“Under pressure”, Nadia K.", "“Under pressure”"]);
});

it("what a set counts stays; a coach's preview and what asked nothing can go", () => {
  const takes = [{ attempt_id: "a", number: 1 }, { attempt_id: "b", number: 0 }];
  const set = { id: "s", title: "Week one", candidate: "", ours: true, assigned: false, questions: [], takes } as unknown as SetView;
  const counted = (one: SetView) => sourcesOf([], [one]).get("set:s")?.counted;
  expect(counted(set)).toEqual([]);
  expect(sourcesOf([], [set]).get("set:s")?.title).toBe("“Week one”, your preview");
  expect(counted({ ...set, ours: false })).toEqual(["a"]);
  expect(counted({ ...set, assigned: true })).toEqual(["a"]);
});
