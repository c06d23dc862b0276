import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { forgetDraft, keepDraft, keptDraft } from "./draft";

const kept = new Map<string, string>();

beforeEach(() => {
  kept.clear();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
});
afterEach(() => vi.unstubAllGlobals());

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
