import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { keepPlace, lostSeconds } from "./place";

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
});
afterEach(() => vi.unstubAllGlobals());

it("what a page had recorded and the server never got is told once", () => {
  keepPlace("a1", 48_000);
  expect(lostSeconds("a2", 16_000)).toBe(0);
  expect(lostSeconds("a1", 16_000)).toBe(2);
  expect(lostSeconds("a1", 16_000)).toBe(0);
});

it("nothing is lost where all has arrived, nor known where the server counts anew", () => {
  keepPlace("a1", 48_000);
  expect(lostSeconds("a1", 48_000)).toBe(0);
  keepPlace("a1", 48_000);
  expect(lostSeconds("a1", 0)).toBe(0);
});
