import { expect, it } from "vitest";
import { leftInAll } from "./bar";

it("what is left of the whole is told where there is more than one question", () => {
  expect(leftInAll(2, 1198)).toBe(", 19:58 left in all");
  expect(leftInAll(1, 893)).toBe("");
  expect(leftInAll(2, null)).toBe("");
});
