import { expect, it } from "vitest";
import { forgetDraft, keepDraft, keptDraft } from "./draft";
import { fakeStorage } from "./kept.fake";

const kept = fakeStorage("localStorage");

it("a draft comes back with its attempt and its question, and no other", () => {
  keepDraft("a", "Why?", "Because");
  expect([keptDraft("a", "Why?"), keptDraft("a", "How?"), keptDraft("b", "Why?")]).toEqual(["Because", "", ""]);
});

it("nothing is left of a draft that was sent, or whose attempt is over", () => {
  keepDraft("a", "Why?", "Because");
  keepDraft("b", "Why?", "Because");
  keepDraft("a", "Why?", "");
  forgetDraft("b");
  expect(kept.size).toBe(0);
});

it("what cannot be read is no draft", () => {
  kept.set("coach.draft.a", "{");
  expect(keptDraft("a", "Why?")).toBe("");
});
