import { expect, it } from "vitest";
import { fakeStorage } from "./kept.fake";
import { keepPlace, lostSeconds } from "./place";

fakeStorage("sessionStorage");

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
