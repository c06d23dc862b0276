import { expect, it } from "vitest";
import { setOf } from "../../live/plan";
import type { BankView, SetView, TakeView } from "../../wire.gen";
import { leftNote, sameQuestion, wayBack } from "./of_set";

const TAKE = { attempt_id: "a", number: 1, sent: "", reviewed: false } as TakeView;
const set = (more: Partial<SetView> = {}, take: Partial<TakeView> = {}) =>
  ({ id: "s", title: "Week one", coach: "Mara", attempts_allowed: 3, ours: false, assigned: true, link: "", takes: [{ ...TAKE, ...take }], ...more }) as SetView;

it("a take that its coach does not have leads to where it is sent from", () => {
  expect(wayBack(set(), "a")).toEqual({ text: "Take 1 of 3 at “Week one”. Mara has it once you send it back.", link: "Send it back", page: "/sets/s" });
  expect(wayBack(set({ ours: true, link: "/practise/token", coach: "" }), "a")).toMatchObject({ text: expect.stringContaining("Your coach has it"), page: "/practise/token" });
});

it("what was sent, reviewed or never counted only leads back", () => {
  const text = (more: Partial<SetView>, take: Partial<TakeView> = {}) => wayBack(set(more, take), "a");
  expect(text({}, { sent: "sent" })).toMatchObject({ text: "Take 1 of 3 at “Week one”, sent back.", link: "Back to the set" });
  expect(text({}, { sent: "sent", reviewed: true })?.text).toContain("reviewed");
  expect(text({}, { sent: "saved" })?.text).toBe("Take 1 of 3 at “Week one”, saved as a file. Mara has it once you send the file.");
  expect(text({}, { number: 0 })?.text).toContain("not counted");
  expect(text({ ours: true, assigned: false })?.text).toContain("preview");
  expect(wayBack(set(), "other")).toBeNull();
});

it("a bank of frozen questions names its set", () => {
  expect(setOf("set:20261126-1")).toBe("20261126-1");
  expect(setOf("ai-trainer-core")).toBeNull();
});

it("what another attempt costs stands beside the button", () => {
  expect(leftNote(set({ attempts_left: 2 }))).toBe("Two attempts at “Week one” left.");
  expect(leftNote(set({ attempts_left: 0 }))).toBe("All three attempts at “Week one” are used.");
  expect(leftNote(set({ attempts_left: 0, attempts_allowed: 1 }))).toBe("The one attempt at “Week one” is used.");
  expect(leftNote(set({ attempts_left: 3, ours: true, assigned: false }))).toBe("");
});

it("a question is practised outside of its set only where a bank here asks the same", () => {
  const banks = [{ id: "core", questions: [{ id: "one", text: "Why?" }, { id: "two", text: "How?" }] }] as unknown as BankView[];
  expect(sameQuestion(banks, "How?")).toEqual({ bank: "core", question: "two" });
  expect(sameQuestion(banks, "How exactly?")).toBeNull();
});
