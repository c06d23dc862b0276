import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { listenByBrowser, ownRecogniser, whoHears } from "./browser_recogniser";

type Spoken = [text: string, final: boolean];

class FakeRecogniser {
  static last: FakeRecogniser;
  onresult: ((event: { resultIndex: number; results: unknown[] }) => void) | null = null;
  onerror: ((event: { error: string }) => void) | null = null;
  onend: (() => void) | null = null;
  starts = 0;
  constructor() {
    FakeRecogniser.last = this;
  }
  start() {
    this.starts += 1;
  }
  stop() {}
  abort() {
    this.onend?.();
  }
  say(...results: Spoken[]) {
    this.onresult?.({ resultIndex: 0, results: results.map(([transcript, isFinal]) => ({ 0: { transcript }, length: 1, isFinal })) });
  }
}

let clock = 0;
let heard: [string, boolean, number][] = [];
let lost: string[] = [];
const listen = () =>
  listenByBrowser(
    FakeRecogniser as never,
    { words: (...told) => heard.push(told), lost: (reason) => lost.push(reason) },
    () => clock,
  );

beforeEach(() => {
  vi.useFakeTimers();
  clock = 0;
  heard = [];
  lost = [];
});
afterEach(() => vi.useRealTimers());

describe("the browser's own recogniser", () => {
  it("tells words while they come and when they are settled, with how long ago they began", () => {
    listen();
    FakeRecogniser.last.say(["My last", false]);
    clock = 2000;
    FakeRecogniser.last.say(["My last role", true]);
    expect(heard).toEqual([["My last", false, 0], ["My last role", true, 2]]);
  });

  it("begins to count anew after each utterance", () => {
    listen();
    FakeRecogniser.last.say(["One.", true]);
    clock = 5000;
    FakeRecogniser.last.say(["Two", false]);
    clock = 6000;
    FakeRecogniser.last.say(["Two.", true]);
    expect(heard.at(-1)).toEqual(["Two.", true, 1]);
  });

  it("is begun again when the browser ends it, and not after it was stopped", () => {
    const listening = listen();
    FakeRecogniser.last.onend?.();
    vi.advanceTimersByTime(300);
    expect(FakeRecogniser.last.starts).toBe(2);
    listening.stop();
    vi.advanceTimersByTime(300);
    expect(FakeRecogniser.last.starts).toBe(2);
  });

  it("settles what is still coming when it is asked to, once", () => {
    const listening = listen();
    FakeRecogniser.last.say(["And that is", false]);
    clock = 1000;
    listening.settle();
    listening.settle();
    expect(heard.slice(1)).toEqual([["And that is", true, 1]]);
  });

  it.each<[string, (listening: ReturnType<typeof listen>) => void]>([
    ["it is muted", (listening) => listening.mute(true)],
    ["the browser ends it", () => FakeRecogniser.last.onend?.()],
    ["it fails", () => FakeRecogniser.last.onerror?.({ error: "network" })],
  ])("keeps what was still coming when %s", (_, stops) => {
    const listening = listen();
    FakeRecogniser.last.say(["And that is", false]);
    expect(listening.speaking).toBe(true);
    clock = 1000;
    stops(listening);
    expect(heard.slice(1)).toEqual([["And that is", true, 1]]);
    expect(listening.speaking).toBe(false);
  });

  it("rests while muted", () => {
    const listening = listen();
    listening.mute(true);
    vi.advanceTimersByTime(300);
    expect(FakeRecogniser.last.starts).toBe(1);
    listening.mute(false);
    expect(FakeRecogniser.last.starts).toBe(2);
  });

  it("says what to do where it cannot, and says nothing of mere silence", () => {
    listen();
    FakeRecogniser.last.onerror?.({ error: "no-speech" });
    expect(lost).toEqual([]);
    FakeRecogniser.last.onerror?.({ error: "network" });
    expect(lost[0]).toMatch(/needs the internet/);
  });
});

it("is found under either name", () => {
  expect(ownRecogniser({})).toBeNull();
  expect(ownRecogniser({ webkitSpeechRecognition: FakeRecogniser })).toBe(FakeRecogniser);
});

it("names who hears", () => {
  const chrome = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36";
  expect([chrome, `${chrome} Edg/126.0`, "Mozilla/5.0 (Macintosh) AppleWebKit/605 Version/17 Safari/605", "curl"].map(whoHears)).toEqual([
    "Google", "Microsoft", "Apple", "the maker of this browser",
  ]);
});
