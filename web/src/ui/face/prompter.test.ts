import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Speaking } from "./motion";
import type { Order } from "./orders";
import { Prompter } from "./prompter";

const VISEMES = [{ viseme: "aa", start: 0, end: 2 }] as const;

function prompted() {
  const sent: Order[] = [];
  const heard = { said: null as Speaking | null, level: 0 };
  const prompter = new Prompter({ speaking: () => heard.said, level: () => heard.level }, (order) => sent.push(order));
  return { prompter, sent, heard, types: () => sent.map((order) => order.type) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("says nothing while nothing changes", () => {
  const { sent } = prompted();
  vi.advanceTimersByTime(2000);
  expect(sent).toEqual([]);
});

it("tells a sentence once, where the voice is now and then, and its end", () => {
  const { sent, heard, types } = prompted();
  for (let ms = 0; ms < 930; ms += 31) {
    heard.said = { visemes: VISEMES, seconds: ms / 1000 };
    vi.advanceTimersByTime(31);
  }
  expect(types().slice(0, 2)).toEqual(["sentence", "voice"]);
  expect(types().filter((type) => type === "sentence")).toHaveLength(1);
  expect(types().filter((type) => type === "voice").length).toBeGreaterThan(4);
  heard.said = null;
  vi.advanceTimersByTime(31);
  expect(sent.at(-1)).toEqual({ type: "sentence", sentence: null });
});

it("tells of a loudness that has changed", () => {
  const { sent, heard } = prompted();
  heard.level = 0.5;
  vi.advanceTimersByTime(93);
  expect(sent).toEqual([{ type: "level", level: 0.5 }]);
});

it("leaves silence behind once it is closed, and tells of nothing more", () => {
  const { prompter, sent, heard } = prompted();
  [heard.said, heard.level] = [{ visemes: VISEMES, seconds: 0 }, 0.5];
  vi.advanceTimersByTime(31);
  sent.length = 0;
  prompter.close();
  vi.advanceTimersByTime(93);
  expect(sent).toEqual([{ type: "sentence", sentence: null }, { type: "level", level: 0 }]);
});
