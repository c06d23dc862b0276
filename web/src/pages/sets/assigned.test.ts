import { expect, test } from "vitest";
import type { SetView } from "../../wire.gen";
import { apartText, assignedText } from "./assigned";

const base = { id: "s", set_id: "s", assigned: false, candidate: "" } as SetView;
const to = (...names: string[]) => names.map((candidate, i) => ({ ...base, id: `a${i}`, assigned: true, candidate }));
const other = { ...base, id: "o1", set_id: "o", assigned: true, candidate: "Jo" };

test("a set says whom it was assigned to", () => {
  expect(assignedText(base, [base, other])).toBe("Not assigned yet");
  expect(assignedText(base, [base, other, ...to("Nadia K.")])).toBe("Assigned to Nadia K.");
  expect(assignedText(base, to("Nadia", "Wei", "Ines"))).toBe("Assigned to Nadia, Wei and Ines");
  expect(assignedText(base, to("a", "b", "c", "d"))).toBe("Assigned to 4 people");
});

test("two of one name are told apart by when they were given a set, others need nothing", () => {
  const anna = { title: "Guidelines", candidate: "Anna", assigned_at: "2020-11-26T10:12:00+00:00" };
  const other = { ...anna, assigned_at: "2020-11-26T10:13:00+00:00" };
  expect(apartText(anna, [anna, other])).toMatch(/^assigned Thursday.* 26 November 2020, /);
  expect(apartText(anna, [anna, other])).not.toBe(apartText(other, [anna, other]));
  expect(apartText(anna, [anna, anna, { ...other, candidate: "Bea" }, { ...other, title: "Deadlines" }])).toBe("");
});
