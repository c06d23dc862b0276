import { expect, test } from "vitest";
import { daysUntil, dueText, today } from "./days";

const EVENING = new Date(2026, 10, 25, 23, 30);

test("days are counted by the calendar, whatever the hour", () => {
  expect(daysUntil("2026-11-26", EVENING)).toBe(1);
  expect(daysUntil("2026-11-24", EVENING)).toBe(-1);
  expect(daysUntil("2027-01-01", EVENING)).toBe(37);
});

test("today is the calendar's day where the browser is", () => {
  expect(today(EVENING)).toBe("2026-11-25");
  expect(today(new Date(2027, 0, 3))).toBe("2027-01-03");
});

test("a day is said as a person would", () => {
  expect(dueText("", EVENING)).toBe("");
  expect(dueText("2026-11-25", EVENING)).toBe("due today");
  expect(dueText("2026-11-26", EVENING)).toBe("due tomorrow");
  expect(dueText("2026-11-24", EVENING)).toBe("was due yesterday");
  expect(dueText("2026-12-01", EVENING)).toBe("due on Tuesday");
  expect(dueText("2026-12-02", EVENING)).toContain("due Wednesday");
});
