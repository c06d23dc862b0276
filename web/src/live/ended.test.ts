import { expect, it, vi } from "vitest";
import { isKept, keepEnding, readEnding, wasEnded } from "./ended";
import { NOTHING } from "./interview";
import { fakeStorage } from "./kept.fake";
import type { RehearsalView } from "./rehearsal";

const VIEW: RehearsalView = {
  interview: NOTHING, phase: "live", link: "open", waiting: 0, mode: "voice", muted: false, count: 0, microphoneTrouble: "", deaf: false, allowed: false, told: "", soundless: false, byBrowser: false, ended: true, unsent: [],
};

class Ending {
  view = VIEW;
  changed = () => undefined as void;
  closed = 0;
  close() {
    this.closed += 1;
  }
  becomes(change: Partial<RehearsalView>) {
    this.view = { ...this.view, ...change };
    this.changed();
  }
}

fakeStorage("sessionStorage");

const finished = { interview: { ...NOTHING, finished: true } };

it("an ended rehearsal is kept until it is finished, also where nobody reads its report", () => {
  const live = new Ending();
  keepEnding("a", live);
  live.becomes({ link: "lost", waiting: 3 });
  expect([isKept(live), live.closed]).toEqual([true, 0]);
  live.becomes(finished);
  expect([isKept(live), live.closed]).toEqual([false, 1]);
});

it("whoever reads the report hears of every change, and keeps the connection", () => {
  const live = new Ending();
  keepEnding("b", live);
  const read = vi.fn();
  const away = readEnding("b", read);
  live.becomes({ waiting: 1 });
  live.becomes(finished);
  expect([read.mock.calls.length, live.closed]).toEqual([3, 0]);
  away();
  expect([isKept(live), live.closed]).toEqual([false, 1]);
});

it("a rehearsal that was shut for good is let go", () => {
  const live = new Ending();
  keepEnding("c", live);
  live.becomes({ interview: { ...NOTHING, fatal: { code: "taken_over", message: "x" } } });
  expect(live.closed).toBe(1);
});

it("that it was ended is known after a reload", () => {
  keepEnding("d", new Ending());
  expect([wasEnded("d"), wasEnded("e")]).toEqual([true, false]);
});
