import { afterEach, expect, it, vi } from "vitest";
import { forgetDraft, keepDraft, keptDraft, removeAttempt } from "./draft";
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

const answering = (status: number) => vi.stubGlobal("fetch", () => Promise.resolve(new Response(status === 204 ? null : JSON.stringify({ error: "No." }), { status })));
afterEach(() => void vi.unstubAllGlobals());

it.each([204, 404])("of an attempt that is gone (%i) this browser keeps nothing", async (status) => {
  keepDraft("a", "Why?", "Because");
  answering(status);
  await removeAttempt("a");
  expect(keptDraft("a", "Why?")).toBe("");
});

it("of an attempt that stays everything is kept", async () => {
  keepDraft("a", "Why?", "Because");
  answering(400);
  await expect(removeAttempt("a")).rejects.toThrow("No.");
  expect(keptDraft("a", "Why?")).toBe("Because");
});
