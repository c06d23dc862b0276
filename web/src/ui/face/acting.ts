import type { Mood, Pose } from "./face";
import { follow, Life, MouthMotion, type Speaking } from "./motion";
import type { Person } from "./people";
import { type MouthShape, VISEMES } from "./shapes";

type Stance = Pick<Pose, "tilt" | "gazeX" | "gazeY" | "lift" | "browInner" | "smile">;
const HEAD_SETTLE_S = 0.45;
/** The interviewer's own loudness follows its words, not each sound of them. */
const OWN_LEVEL_SETTLE_S = 0.5;
const LEVEL_SETTLE_S = 0.12;
/** Opening of a mouth in the middle of a vowel. */
const WIDE = 8;
/** Breath and lean go in steps of this many face units or degrees: less is not seen. */
const STEP = 0.2;

const ownLevel = (mouth: MouthShape): number => Math.min(1, 0.35 + mouth.opening / 18);
const stepped = (value: number): number => Math.round(value / STEP) * STEP;

function stanceOf(mood: Mood, person: Person): Stance {
  switch (mood) {
    case "listening":
      return { tilt: person.tilt, gazeX: 0, gazeY: 0, lift: 4, browInner: 4, smile: 1 };
    case "thinking":
      return { tilt: -4, gazeX: 6, gazeY: -5, lift: 4, browInner: -2, smile: 0 };
    case "speaking":
      return { tilt: -1, gazeX: 0, gazeY: 0, lift: 3, browInner: 2, smile: 0.4 };
    case "still":
      return { tilt: 0, gazeX: 0, gazeY: 0, lift: 1, browInner: 1, smile: 0.6 };
  }
}

function poseOf(mood: Mood, person: Person, mouth: MouthShape, level: number): Pose {
  return { mood, mouth, lid: 0, nod: 0, breath: 0, level, ...stanceOf(mood, person) };
}

/** A face that is held still in its mood; it does not speak. */
export function heldPose(mood: Mood, person: Person): Pose {
  return { ...poseOf(mood === "speaking" ? "still" : mood, person, mood === "thinking" ? VISEMES.PP : VISEMES.sil, 0.6), mood };
}

/** A face before it begins to move. */
export const firstPose = (mood: Mood, person: Person): Pose => poseOf(mood, person, VISEMES.sil, 0);

/** Springs of one face between frames. Times in seconds. */
export class FaceMotion {
  private readonly mouth = new MouthMotion();
  private readonly life = new Life();
  private readonly springs = new Map<keyof Stance | "level", { at: number; speed: number }>();
  private quietSince = 0;
  private mood: Mood | null = null;

  pose(now: number, dt: number, mood: Mood, person: Person, said: Speaking | null, level: number): Pose {
    if (level > 0.15) this.quietSince = now;
    const mouth = this.mouth.step(dt, said);
    if (mood !== this.mood) this.life.turn(now);
    this.mood = mood;
    const life = this.life.step(now, mood === "listening" ? { quietFor: now - this.quietSince } : null, mouth.opening > WIDE, said !== null);
    const stance = stanceOf(mood, person);
    const settled = { ...stance };
    for (const key of Object.keys(stance) as (keyof Stance)[]) settled[key] = this.spring(key, stance[key], HEAD_SETTLE_S, dt);
    const gazing = mood === "thinking" ? 0.3 : 1;
    return {
      mood,
      mouth,
      ...life,
      breath: stepped(life.breath),
      ...settled,
      tilt: stepped(settled.tilt),
      gazeX: settled.gazeX + life.gazeX * gazing,
      gazeY: settled.gazeY + life.gazeY * gazing,
      level: mood === "speaking" ? this.spring("level", ownLevel(mouth), OWN_LEVEL_SETTLE_S, dt) : this.spring("level", level, LEVEL_SETTLE_S, dt),
    };
  }

  private spring(key: keyof Stance | "level", target: number, settle: number, dt: number): number {
    const next = follow(this.springs.get(key) ?? { at: target, speed: 0 }, target, settle, dt);
    this.springs.set(key, next);
    return next.at;
  }
}
