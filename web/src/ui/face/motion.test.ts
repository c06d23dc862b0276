import { describe, expect, it } from "vitest";
import type { SpokenViseme } from "../../wire.gen";
import { follow, Life, MouthMotion } from "./motion";
import { VISEMES } from "./shapes";

function run(visemes: SpokenViseme[], until: number, fps = 60) {
  const motion = new MouthMotion();
  return Array.from({ length: Math.round(until * fps) }, (_, i) => ({ t: i / fps, mouth: motion.step(1 / fps, { visemes, seconds: i / fps }) }));
}
const word: SpokenViseme[] = [
  { viseme: "aa", start: 0.2, end: 0.4 },
  { viseme: "PP", start: 0.4, end: 0.47 },
  { viseme: "aa", start: 0.47, end: 0.7 },
];

describe("the mouth", () => {
  it("begins before its sound and rests after it", () => {
    const frames = run(word, 1.2);
    const at = (t: number) => frames.find((f) => f.t >= t)?.mouth.opening ?? 0;
    expect(at(0.1)).toBeLessThan(0.5);
    expect(at(0.2)).toBeGreaterThan(3);
    expect(at(0.32)).toBeGreaterThan(15);
    expect(at(1.1)).toBeLessThan(0.5);
  });

  it("lips close for a p between two open vowels", () => {
    const least = Math.min(...run(word, 0.6).filter((f) => f.t > 0.36 && f.t < 0.48).map((f) => f.mouth.opening));
    expect(least).toBeLessThan(4);
  });

  it("lips close for a p that is shorter than a frame of film", () => {
    const quick: SpokenViseme[] = [{ viseme: "aa", start: 0, end: 0.3 }, { viseme: "PP", start: 0.3, end: 0.33 }, { viseme: "aa", start: 0.33, end: 0.6 }];
    const least = Math.min(...run(quick, 0.6).filter((f) => f.t > 0.22 && f.t < 0.41).map((f) => f.mouth.opening));
    expect(least).toBeLessThan(3);
  });

  it("opens wider for a loud vowel than for a quiet one", () => {
    const widest = (loudness: number) => {
      const motion = new MouthMotion();
      return Array.from({ length: 30 }, (_, i) => motion.step(1 / 60, { visemes: [{ viseme: "aa", start: 0, end: 1 }], seconds: i / 60, loudness: { step: 1, levels: [loudness] } })).at(-1)?.opening ?? 0;
    };
    expect(widest(1) / widest(0)).toBeCloseTo(1.1 / 0.7, 1);
  });

  it("rounds ahead of a rounded vowel", () => {
    const frames = run([{ viseme: "kk", start: 0, end: 0.3 }, { viseme: "ou", start: 0.3, end: 0.5 }], 0.3);
    const early = frames.find((f) => f.t >= 0.15)?.mouth.round ?? 0;
    expect(frames.at(-1)?.mouth.round ?? 0).toBeGreaterThan(early + 0.1);
  });

  it("is at rest in silence and for an unknown sound", () => {
    const motion = new MouthMotion();
    const odd = [{ viseme: "zz" as "sil", start: 0, end: 1 }];
    for (let i = 0; i < 60; i += 1) motion.step(1 / 60, { visemes: odd, seconds: i / 60 });
    expect(motion.step(1 / 60, null).opening).toBeCloseTo(VISEMES.sil.opening);
  });
});

it("the spring has come nine tenths of its way when it should, and never overshoots", () => {
  let spring = { at: 0, speed: 0 };
  const path = Array.from({ length: 100 }, () => (spring = follow(spring, 1, 0.07, 0.005)).at);
  expect(path[13]).toBeGreaterThan(0.88);
  expect(Math.max(...path)).toBeLessThanOrEqual(1);
});

it("eyes close at the beginning of a turn, and wait for the end of a sound", () => {
  const shutAt = (life: Life, from: number, wide: (t: number) => boolean) =>
    Array.from({ length: 300 }, (_, i) => from + i / 60).find((t) => life.step(t, null, wide(t)).lid > 0.5) ?? Number.NaN;
  const turned = new Life(() => 0.5);
  turned.turn(10.2);
  expect(shutAt(turned, 10, () => false)).toBeCloseTo(10.05, 1);
  const life = new Life(() => 0.5);
  expect(shutAt(life, 2.4, (t) => t < 2.7)).toBeGreaterThan(2.69);
  expect(shutAt(new Life(() => 0.5), 2.4, () => true)).toBeLessThan(3);
});

it("a face blinks, and nods at most once in five seconds of pauses", () => {
  const life = new Life(() => 0.5);
  const frames = Array.from({ length: 600 }, (_, i) => life.step(i / 60, { quietFor: 0.6 }));
  expect(Math.max(...frames.map((f) => f.lid))).toBeGreaterThan(0.9);
  const nods = frames.filter((f, i) => f.nod > 0 && (frames[i - 1]?.nod ?? 0) === 0).length;
  expect(nods).toBeLessThanOrEqual(2);
});
