import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Check } from "./check";
import { DeviceCheck } from "./listening";

const told: { lost: (reason: string) => void } = { lost: () => undefined };
const stopped = vi.fn();

vi.mock("../../voice/microphone", () => ({
  microphoneTrouble: (error: Error) => error.message,
  openMicrophone: (_: number, callbacks: typeof told) => {
    told.lost = callbacks.lost;
    return Promise.resolve({ label: "Headset", deviceRate: 48_000, stop: stopped });
  },
}));

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(null, { status: 204 })));
  vi.stubGlobal("AudioContext", class {
    constructor() {
      throw new Error("no sound");
    }
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  stopped.mockClear();
});

function checked(): { steps: string[]; run: DeviceCheck; latest: () => Check | undefined } {
  const seen: Check[] = [];
  const run = new DeviceCheck((check) => seen.push(check));
  void run.run();
  return {
    run,
    latest: () => seen.at(-1),
    get steps() {
      return [...new Set(seen.map((check) => check.step))];
    },
  };
}

it("a microphone that is lost on the way ends the check there, and is let go of", async () => {
  const check = checked();
  await vi.advanceTimersByTimeAsync(1000);
  told.lost("The microphone was unplugged.");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(check.steps).toEqual(["asking", "room", "blocked"]);
  expect(check.latest()?.trouble).toBe("The microphone was unplugged.");
  expect(stopped).toHaveBeenCalled();
});

it("a browser that lets no sound out is asked for the sentence all the same", async () => {
  const check = checked();
  await vi.advanceTimersByTimeAsync(5000);
  expect(check.latest()).toMatchObject({ step: "reading", toneless: true });
  check.run.close();
});
