import type { SpokenViseme, Viseme } from "../../wire.gen";
import { FIELDS, mix, type MouthShape, VISEMES } from "./shapes";

const AHEAD_S = 0.06;
const ROUNDING_AHEAD_S = 0.12;
const NEIGHBOUR = 0.25;
const SPRING_S = 0.07;
const CLOSING_SPRING_S = 0.045;
const CLOSED: ReadonlySet<Viseme> = new Set(["PP", "FF"]);
const OPENS_BEFORE_END_S = 0.015;
const LEAST_CLOSURE_S = 0.04;
const QUIETEST_OPENING = 0.7;
const LOUDEST_OPENING = 1.1;

/** What a face speaks: mouth shapes with their seconds, where the voice is, and how loud it is, 0 to 1 for each `step` seconds. */
export interface Speaking {
  visemes: readonly SpokenViseme[];
  seconds: number;
  loudness?: { step: number; levels: readonly number[] };
}

interface Spring {
  at: number;
  speed: number;
}

/** One step of a critically damped spring that has come nine tenths of its way after `settle` seconds. */
export function follow(spring: Spring, target: number, settle: number, dt: number): Spring {
  const omega = 3.9 / settle;
  const offset = spring.at - target;
  const push = spring.speed + omega * offset;
  const decay = Math.exp(-omega * dt);
  return { at: target + (offset + push * dt) * decay, speed: (spring.speed - omega * push * dt) * decay };
}

function indexAt(visemes: readonly SpokenViseme[], seconds: number): number {
  return visemes.findIndex((v) => seconds >= v.start && seconds < v.end);
}

/** Lips that meet begin early like every sound, and stay together long enough to have met, however short it is. */
function closedAt(visemes: readonly SpokenViseme[], seconds: number): Viseme | null {
  const now = visemes.find(
    (v) => CLOSED.has(v.viseme) && seconds >= v.start - AHEAD_S && seconds < Math.max(v.end - OPENS_BEFORE_END_S, v.start + LEAST_CLOSURE_S),
  );
  return now?.viseme ?? null;
}

/** The mouth aimed at `seconds` into a sentence: its sound, coloured by the neighbours; rounding begins early. */
export function aim(visemes: readonly SpokenViseme[], seconds: number): { shape: MouthShape; closing: boolean } {
  const closed = closedAt(visemes, seconds);
  if (closed !== null) return { shape: VISEMES[closed], closing: true };
  const at = indexAt(visemes, seconds + AHEAD_S);
  let shape = VISEMES[visemes[at]?.viseme ?? "sil"] ?? VISEMES.sil;
  if (at < 0) return { shape, closing: false };
  for (const neighbour of [visemes[at - 1], visemes[at + 1]]) {
    if (neighbour) shape = mix(shape, VISEMES[neighbour.viseme] ?? VISEMES.sil, NEIGHBOUR / 2);
  }
  const coming = VISEMES[visemes[indexAt(visemes, seconds + ROUNDING_AHEAD_S)]?.viseme ?? "sil"];
  if (coming && coming.round > shape.round) {
    const rounded = mix(shape, coming, 0.4);
    shape = { ...shape, round: rounded.round, width: rounded.width };
  }
  return { shape, closing: false };
}

function opennessOf({ seconds, loudness }: Speaking): number {
  const level = loudness?.levels[Math.floor(seconds / loudness.step)];
  return level === undefined ? 1 : QUIETEST_OPENING + (LOUDEST_OPENING - QUIETEST_OPENING) * level;
}

/** The mouth in motion. `step` is called each frame with what is being said now, or null in silence. */
export class MouthMotion {
  private springs = new Map<keyof MouthShape, Spring>();

  constructor() {
    for (const field of FIELDS) this.springs.set(field, { at: VISEMES.sil[field], speed: 0 });
  }

  step(dt: number, speaking: Speaking | null): MouthShape {
    const { shape: aimed, closing } = speaking === null ? { shape: VISEMES.sil, closing: false } : aim(speaking.visemes, speaking.seconds);
    const wide = speaking === null ? 1 : opennessOf(speaking);
    const shape = closing ? aimed : { ...aimed, opening: aimed.opening * wide };
    const out = { ...shape };
    for (const field of FIELDS) {
      const spring = follow(this.springs.get(field) ?? { at: 0, speed: 0 }, shape[field], closing ? CLOSING_SPRING_S : SPRING_S, dt);
      this.springs.set(field, spring);
      out[field] = field === "corner" ? spring.at : Math.max(0, spring.at);
    }
    return out;
  }
}

const TURN_BLINK_S = 0.15;
const BLINK_WAITS_S = 0.4;

/** Blinks, small shifts of gaze, breath, nods in the candidate's pauses. Times in seconds. */
export class Life {
  private nextBlink = 2.5;
  private blinkAt = -1;
  private nextGaze = 3;
  private gaze = { x: 0, y: 0 };
  private lastNod = -10;
  private nodAt = -10;
  private breathed = 0;
  private before: number | null = null;

  private readonly random: () => number;

  constructor(random: () => number = Math.random) {
    this.random = random;
  }

  /** A turn begins: eyes close for a moment, as people's do. */
  turn(now: number): void {
    this.nextBlink = Math.min(this.nextBlink, now + TURN_BLINK_S);
  }

  /**
   * `wide`: the mouth is in the middle of a sound; a blink waits for its end, but not for long. Who is `voicing` draws no
   * breath meanwhile.
   */
  step(now: number, listening: { quietFor: number } | null, wide = false, voicing = false): { lid: number; gazeX: number; gazeY: number; nod: number; breath: number } {
    if (now >= this.nextBlink + (wide ? BLINK_WAITS_S : 0)) {
      this.blinkAt = now;
      this.nextBlink = now + 2.5 + 3.5 * this.random();
    }
    if (now >= this.nextGaze) {
      this.gaze = { x: (this.random() - 0.5) * 4, y: (this.random() - 0.5) * 2.4 };
      this.nextGaze = now + 2 + 2 * this.random();
    }
    if (listening && listening.quietFor > 0.4 && listening.quietFor < 2 && now - this.lastNod > 5) {
      this.lastNod = now;
      this.nodAt = now;
    }
    const nodding = now - this.nodAt;
    if (!voicing) this.breathed += now - (this.before ?? now);
    this.before = now;
    return {
      lid: blink(now - this.blinkAt, this.blinkAt < 0),
      gazeX: this.gaze.x,
      gazeY: this.gaze.y,
      nod: nodding >= 0 && nodding < 0.42 ? 4 * Math.sin((Math.PI * nodding) / 0.42) : 0,
      breath: 0.75 * Math.sin((2 * Math.PI * this.breathed) / 4.5),
    };
  }
}

function blink(since: number, never: boolean): number {
  if (never || since > 0.14) return 0;
  return since < 0.06 ? since / 0.06 : 1 - (since - 0.06) / 0.08;
}
