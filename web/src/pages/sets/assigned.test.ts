import { expect, test } from "vitest";
import type { SetView } from "../../wire.gen";
import { assignedText } from "./assigned";

const base = { id: "s", set_id: "s", assigned: false, candidate: "" } as SetView;
const to = (...names: string[]) => names.map((candidate, i) => ({ ...base, id: `a${i}`, assigned: true, candidate }));
const other = { ...base, id: "o1", set_id: "o", assigned: true, candidate: "Jo" };

test("a set says whom it was assigned to", () => {
  expect(assignedText(base, [base, other])).toBe("Not assigned yet");
  expect(assignedText(base, [base, other, ...to("Nadia K.")])).toBe("Assigned to Nadia K.");
  expect(assignedText(base, to("Nadia", "Wei", "Ines"))).toBe("Assigned to Nadia, Wei and Ines");
  expect(assignedText(base, to("a", "b", "c", "d"))).toBe("Assigned to 4 people");
});
