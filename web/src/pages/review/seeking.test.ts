import { expect, it } from "vitest";
import { sought } from "./seeking";

it("arrows lead a second on or back, Page keys five, and none beyond the line", () => {
  const to = (key: string, at = 12) => sought(key, at, 10, 16);
  expect(["ArrowRight", "ArrowUp", "ArrowLeft", "ArrowDown", "Home", "End"].map((key) => to(key))).toEqual([13, 13, 11, 11, 10, 16]);
  expect([to("PageUp", 10), to("PageUp"), to("PageDown"), to("ArrowLeft", 10)]).toEqual([15, 16, 10, 10]);
  expect([to("Enter"), to("a")]).toEqual([null, null]);
});
