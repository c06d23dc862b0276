import { expect, it } from "vitest";
import { setOf } from "../../live/plan";
import type { SetView, TakeView } from "../../wire.gen";
import { wayBack } from "./of_set";

const TAKE = { attempt_id: "a", number: 1, sent: false, reviewed: false } as TakeView;
const set = (more: Partial<SetView> = {}, take: Partial<TakeView> = {}) =>
  ({ id: "s", title: "Week one", coach: "Mara", attempts_allowed: 3, ours: false, assigned: true, link: "", takes: [{ ...TAKE, ...take }], ...more }) as SetView;

it("a take that its coach does not have leads to where it is sent from", () => {
  expect(wayBack(set(), "a")).toEqual({ text: "Take 1 of 3 at “Week one”. Mara has it once you send it back.", link: "Send it back", page: "/sets/s" });
  expect(wayBack(set({ ours: true, link: "/practise/token", coach: "" }), "a")).toMatchObject({ text: expect.stringContaining("Your coach has it"), page: "/practise/token" });
});

it("what was sent, reviewed or never counted only leads back", () => {
  const text = (more: Partial<SetView>, take: Partial<TakeView> = {}) => wayBack(set(more, take), "a");
  expect(text({}, { sent: true })).toMatchObject({ text: "Take 1 of 3 at “Week one”, sent back.", link: "Back to the set" });
  expect(text({}, { sent: true, reviewed: true })?.text).toContain("reviewed");
  expect(text({}, { number: 0 })?.text).toContain("not counted");
  expect(text({ ours: true, assigned: false })?.text).toContain("preview");
  expect(wayBack(set(), "other")).toBeNull();
});

it("a bank of frozen questions names its set", () => {
  expect(setOf("set:20261126-1")).toBe("20261126-1");
  expect(setOf("ai-trainer-core")).toBeNull();
});
