import { expect, it } from "vitest";
import { type TalkEvent, talking, UNHEARD } from "./talking";

const heard = (...events: TalkEvent[]) => events.reduce(talking, UNHEARD).heard;
const down = (at: number): TalkEvent => ({ type: "down", at });
const lift = (at: number): TalkEvent => ({ type: "lift", at });
const press: TalkEvent = { type: "press" };

it("who holds it is heard while it is down, also by a key that repeats", () => {
  expect(heard(down(0))).toBe(true);
  expect(heard(down(0), down(500), down(530), lift(2000))).toBe(false);
});

it("who cannot hold presses once to be heard and once more to be heard no longer", () => {
  expect([heard(press), heard(press, press)]).toEqual([true, false]);
  expect([heard(down(0), lift(90)), heard(down(0), lift(90), down(900), lift(990))]).toEqual([true, false]);
  expect(heard(press, down(900), lift(3000))).toBe(false);
});

it("a key that only holds leaves nobody heard, however short it is down", () => {
  expect(heard(down(0), { type: "release" })).toBe(false);
  expect(heard(press, { type: "release" })).toBe(true);
});

it("what comes up elsewhere changes nothing; who goes away is not heard", () => {
  expect(heard(press, lift(50))).toBe(true);
  expect([heard(press, { type: "away" }), heard(down(0), { type: "away" }, lift(50))]).toEqual([false, false]);
});
