import { expect, it } from "vitest";
import { readAlready, readPart } from "./reading";

const ROOM = -60;
/** 16 kHz: voice where a part is above 0, quiet where it is below, each so many seconds. */
const heard = (...parts: number[]) =>
  Int16Array.from(parts.flatMap((seconds) => Array.from({ length: Math.round(Math.abs(seconds) * 16_000) }, (_, i) => (seconds > 0 ? 6000 * Math.sin(i / 5) : 0))));
const isRead = (...parts: number[]) => readAlready(heard(...parts), ROOM, parts.reduce((sum, s) => sum + Math.abs(s), 0));

it("ends at the quiet after the words, not at a breath between them", () => {
  expect([isRead(-1, 3, -1.5), isRead(-1, 3, -2.1)]).toEqual([false, true]);
  expect(isRead(-1, 1, -1.8, 1, -1.8, 1, -1)).toBe(false);
});

it("waits twenty seconds for who begins late", () => {
  expect([isRead(-15), isRead(-19.5), isRead(-20.5)]).toEqual([false, false, true]);
  expect([isRead(-19, 1.5), isRead(-19, 3, -2.1)]).toEqual([false, true]);
});

it("is the sound around the words, no longer than the coach takes, however late they came", () => {
  const seconds = (...parts: number[]) => Math.round((readPart(heard(...parts), ROOM).length / 16_000) * 10) / 10;
  expect([seconds(-19, 3, -2.1), seconds(-0.2, 3, -0.2), seconds(-1, 30, -2.1), seconds(-30)]).toEqual([4, 3.4, 20, 20]);
});

it("a cough is no sentence", () => expect([isRead(-2, 0.3, -6), isRead(-2, 0.3, -19)]).toEqual([false, true]));
