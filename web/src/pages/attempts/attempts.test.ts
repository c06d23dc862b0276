import { expect, it } from "vitest";
import { whenText } from "./attempts";

const now = new Date(2026, 2, 20, 22, 0);

it("says when in words", () => {
  expect(whenText(new Date(2026, 2, 20, 21, 14).toISOString(), now)).toBe("Today, 21:14");
  expect(whenText(new Date(2026, 2, 17, 9, 5).toISOString(), now)).toBe("Tuesday, 17 March, 09:05".replace("Tuesday, ", "Tuesday "));
  expect(whenText(new Date(2025, 2, 17, 9, 5).toISOString(), now)).toContain("2025");
  expect(whenText("soon", now)).toBe("soon");
});
