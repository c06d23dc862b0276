import { describe, expect, it } from "vitest";
import { type Check, NOTHING_YET, rowsOf, SENTENCE, toldOf, verdictOf } from "./check";
import { compare } from "./said";

const FINE: Check = {
  ...NOTHING_YET,
  step: "done",
  device: { label: "Jabra headset", kind: "headset", rate: 48_000 },
  room: { floor: -60, steady: true },
  voice: { level: -30, peak: -9, clipped: 0, spoken: 3 },
  echo: 0.05,
  heard: { text: SENTENCE, recogniser: "whisper:base.en" },
  pingMs: 12,
};
const LISTENS = { state: "kept", text: "Whisper, on this computer" } as const;
const states = (check: Check) => Object.fromEntries(rowsOf(check, LISTENS).map((r) => [r.id, r.state]));

describe("the verdict", () => {
  it("is good where nothing would hurt an answer", () => {
    expect(verdictOf(FINE)).toEqual({ headline: "You are ready.", remedy: "Your voice stands 30 dB above your room. Every word was heard.", good: true });
    expect(new Set(Object.values(states(FINE)))).toEqual(new Set(["kept"]));
  });

  it.each([
    [{ voice: { ...FINE.voice!, spoken: 0 } }, /did not arrive/],
    [{ voice: { ...FINE.voice!, spoken: 0 }, room: { floor: -27, steady: false } }, /^Your room is as loud as your voice/],
    [{ voice: { ...FINE.voice!, clipped: 3 } }, /cut off/],
    [{ room: { floor: -35, steady: true } }, /^Your fan or hum is as loud/],
    [{ room: { floor: -42, steady: true } }, /fan or hum is nearly as loud/],
    [{ room: { floor: -47, steady: false } }, /Your room can be heard behind/],
    [{ voice: { ...FINE.voice!, level: -50 }, room: { floor: -80, steady: true } }, /faint/],
    [{ echo: 0.8 }, /hears your loudspeaker/],
    [{ heard: { text: "I read something else, and then I wrote nothing", recogniser: "w" } }, /misheard/],
    [{ heard: { text: "No such thing.", recogniser: "w" } }, /Other words/],
    [{ step: "blocked" as const, device: null, trouble: "No microphone is allowed yet." }, /did not open/],
    [{ step: "blocked" as const, trouble: "The microphone was unplugged." }, /is gone/],
  ])("%j", (change, headline) => {
    const verdict = verdictOf({ ...FINE, ...change } as Check);
    expect(verdict.headline).toMatch(headline);
    expect(verdict.good).toBe(false);
    expect(verdict.remedy).not.toBe("");
  });

  it("does not hang on the recogniser", () => expect(verdictOf({ ...FINE, heard: null }).good).toBe(true));
});

describe("what is read out", () => {
  it.each(["asking", "room", "tone", "reading"] as const)("is nothing while the check measures or is about to: %s", (step) => {
    expect(toldOf({ ...NOTHING_YET, step }, 0)).toBe("");
  });

  it("is the verdict with the faults afterwards", () => {
    expect(toldOf(FINE, 0)).toBe("You are ready. Your voice stands 30 dB above your room. Every word was heard. No faults found.");
    expect(toldOf({ ...NOTHING_YET, step: "hearing" }, 0)).toMatch(/^Writing down what was heard/);
  });

  it("is also what to do next time, where it must be done again", () => {
    const told = toldOf({ ...FINE, voice: { ...FINE.voice!, spoken: 0 } }, 1);
    expect(told).toMatch(/^Your voice did not arrive\..* One fault found\..*a soft tone/);
    expect(told).toContain(SENTENCE);
  });
});

it("a tone that did not sound tells nothing of an echo", () => {
  expect(states({ ...FINE, echo: null, toneless: true })["echo"]).toBe("warn");
  expect(verdictOf({ ...FINE, echo: null, toneless: true }).good).toBe(true);
});

it("a microphone that is gone is a fault of its row", () => {
  expect(rowsOf({ ...FINE, step: "blocked", trouble: "It was unplugged." }, LISTENS)[0]).toMatchObject({ state: "broken", text: "It was unplugged." });
});

it("a fault settles in its own row only", () => {
  const noisy = states({ ...FINE, room: { floor: -42, steady: true } });
  expect([noisy["noise"], noisy["level"], noisy["echo"]]).toEqual(["warn", "kept", "kept"]);
  expect(states({ ...FINE, pingMs: Number.POSITIVE_INFINITY })["network"]).toBe("broken");
});

describe("what was heard against what was to be read", () => {
  it("marks the word that differs and names the one that was meant", () => {
    const { words, differ, missed } = compare("It took me fifty minutes.", "it took me fifteen minutes");
    expect(words.filter((w) => !w.same).map((w) => w.text)).toEqual(["fifteen"]);
    expect([differ, missed]).toEqual([1, ["fifty"]]);
  });

  it("does not mind capitals and punctuation", () => expect(compare(SENTENCE, SENTENCE.toUpperCase()).differ).toBe(0));
  it("counts what is missing", () => expect(compare("one two three", "one three")).toMatchObject({ differ: 1, missed: ["two"] }));
  it("counts what was added", () => expect(compare("one", "um one").differ).toBe(1));
});
