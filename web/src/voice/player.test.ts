import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Speech } from "../wire.gen";
import { Player } from "./player";

/** An AudioContext of a browser that has nothing to play on: it never runs, and its clock stands still. */
class DeafContext {
  static sources: { started: boolean; stopped: boolean }[] = [];
  readonly currentTime = 0;
  readonly state: AudioContextState = "suspended";
  resume() {
    return new Promise<void>(() => undefined);
  }
  readonly destination = {};
  createGain() {
    const gain = { value: 1, cancelScheduledValues: () => undefined, setValueAtTime: () => undefined, setTargetAtTime: () => undefined };
    return { gain, connect: () => undefined };
  }
  createBufferSource() {
    const source = { started: false, stopped: false };
    DeafContext.sources.push(source);
    return {
      connect: () => undefined,
      start: () => (source.started = true),
      stop: () => (source.stopped = true),
    };
  }
  close() {
    return Promise.resolve();
  }
  decodeAudioData() {
    return Promise.resolve({ duration: 2, sampleRate: 16_000, getChannelData: () => new Float32Array(32_000) });
  }
}

const sentence = (speech_id: number, n: number, last: boolean): Speech => ({
  type: "speech",
  speech_id,
  sentence: n,
  text: "Tell me about it.",
  audio: btoa("sound"),
  words: [],
  visemes: [],
  offset_s: n * 2,
  last,
});

let told: [number, number, boolean][] = [];
let silent: boolean[] = [];
let player: Player;
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("AudioContext", DeafContext);
  [told, silent, DeafContext.sources] = [[], [], []];
  player = new Player({ played: (...played) => told.push(played), silent: (on) => silent.push(on) });
});
afterEach(() => {
  player.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("a speech waits for the candidate to begin: only then may the browser let sound out", async () => {
  player.play(sentence(1, 0, true));
  await vi.advanceTimersByTimeAsync(6000);
  expect(told.some(([, seconds]) => seconds > 0)).toBe(false);
  expect(silent).toEqual([false]);
});

it("a speech without a loudspeaker takes its time, is over, and is told to be silent", async () => {
  player.open();
  player.play(sentence(1, 0, false));
  player.play(sentence(1, 1, true));
  await vi.advanceTimersByTimeAsync(4000);
  expect(silent).toEqual([false, true]);
  expect(player.now()?.sentence).toBe(1);
  await vi.advanceTimersByTimeAsync(2000);
  expect(told.at(-1)).toEqual([1, 4, true]);
  expect(DeafContext.sources.every((source) => source.stopped)).toBe(true);
});

it("the next speech does not wait for the loudspeaker once more", async () => {
  player.open();
  player.play(sentence(1, 0, true));
  await vi.advanceTimersByTimeAsync(4000);
  DeafContext.sources = [];
  player.play(sentence(2, 0, true));
  await vi.advanceTimersByTimeAsync(2400);
  expect(told.at(-1)).toEqual([2, 2, true]);
  expect(DeafContext.sources).toEqual([]);
});
