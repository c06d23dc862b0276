import { expect, it } from "vitest";
import type { AnswerView } from "../../wire.gen";
import { earlyAnswerText, earlyText } from "./early";

const after = (...delays: (number | null)[]) =>
  delays.map((response_delay) => ({ scorecard: { delivery: { response_delay } } }) as unknown as AnswerView);

it("answers that began sooner than the profile wants are counted", () => {
  expect(earlyText({ answers: after(0.4, 1, 0.9, null), least_delay: 1 })).toMatch(/^Two answers began before a second had passed\./);
  expect(earlyText({ answers: after(0.4), least_delay: 0.5 })).toMatch(/^One answer began before 0.5 s had passed\./);
});

it("one answer is told by itself", () => {
  const [soon, later] = after(0.4, 1);
  expect(earlyAnswerText(soon!, 1)).toMatch(/^This answer began before a second had passed\./);
  expect(earlyAnswerText(later!, 1)).toBe("");
});

it("nothing is told where no pause is wanted or none was too short", () => {
  expect(earlyText({ answers: after(0, 0.4), least_delay: 0 })).toBe("");
  expect(earlyText({ answers: [...after(1, null), { scorecard: null } as AnswerView], least_delay: 1 })).toBe("");
});
